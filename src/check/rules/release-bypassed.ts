import type { Labels } from '../../manifests/label-selector';
import type { DeploymentState, ManifestState, ServiceState } from '../../manifests/state';
import { CURRENT_ANNOTATION } from '../../model/current-annotation';
import type { DeploymentTransition } from '../transition/deployment-transition';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { isServing, type SelectedDeployment, type ServingTransition } from '../transition/service-transition';
import { Severity } from '../severity';
import { changedImages } from '../template-change';
import { isTrackLabel, pinnedTrack } from '../version-labels';
import { describeObject, enumerate, percent } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

/** The share above which a Deployment counts as the version that users have, and not as a trial. */
const MOST = 50;

/** All of the traffic, except for rounding errors. */
const ALMOST_ALL = 99.9;

export const releaseBypassed: Rule = {
  id: 'release-bypassed',
  severity: Severity.WARNING,
  title: 'the image that serves users changes in place, past the release strategy',
  why: 'A blue/green or canary release lets the new version prove itself beside the old one. An image that changes in place reaches everyone at once, and the old version is gone.',
  check: (context) => {
    const roles = rolesByNamespace([context.before, context.after]);
    const bypassed = new Map<string, Bypassed[]>();
    for (const service of context.rollout.services.values()) {
      if (!isServing(service)) continue;
      for (const one of bypassedBy(service, context, roles)) addTo(bypassed, one.deployment.key, one);
    }
    return [...bypassed.values()].flatMap(toFinding);
  },
};

/** A Deployment whose image changes, with a Service that follows a release strategy. */
interface Bypassed {
  readonly deployment: DeploymentTransition & { readonly after: DeploymentState };
  readonly service: ServingTransition;
  readonly images: string[];
  readonly share: number;
  readonly strategy: string;
}

function bypassedBy(
  service: ServingTransition,
  { before, after }: CheckContext,
  roles: ReadonlyMap<string, ServiceState[]>,
): Bypassed[] {
  // The rules about switches cover pods that a Service is switched away from or narrowed to.
  if (service.switched && service.deployments.some((selected) => selected.before && !selected.after)) return [];
  return service.deployments.flatMap((selected) => {
    const { deployment } = selected;
    if (deployment.before === undefined || deployment.after === undefined || !deployment.templateChanged) return [];
    const images = changedImages(deployment.before.template, deployment.after.template);
    if (images.length === 0) return [];
    const share = shareBefore(service, deployment.key);
    if (share < MOST || (share === MOST && !isCurrent(service, deployment))) return [];
    const strategy = strategyOf(service, selected, [before, after], roles);
    if (strategy === undefined) return [];
    return { deployment: { ...deployment, after: deployment.after }, service, images, share, strategy };
  });
}

/** Returns one finding for all Services of a Deployment: its image changes once. */
function toFinding(all: Bypassed[]): RuleFinding[] {
  const [first] = [...all].sort((a, b) => b.share - a.share);
  if (first === undefined) return [];
  const { deployment, service, images, share, strategy } = first;
  const { after } = deployment;
  const parts = all.map((one) => `${percent(one.share)} of ${describeObject(one.service.after)}`);
  const follow = all.length === 1 ? 'follows' : 'follow';
  return [
    {
      object: after,
      message: `${describeObject(after)} serves ${enumerate(parts)}, which ${follow} a ${strategy} strategy, and its image changes in place (${images.join(', ')})`,
      fix: `leave ${after.name} as it was; put the new image into its own Deployment beside it, and move the traffic in later stages`,
      field: ['spec', 'template', 'spec', 'containers'],
      severity: share > ALMOST_ALL ? Severity.ERROR : undefined,
      sequence: { kind: 'highest-share', service, deployment: deployment.key },
    },
  ];
}

/**
 * Reports whether the state before states that the Deployment ran before the release. Shares don't tell: in an overlap,
 * both colors have one half.
 */
function isCurrent({ before: { annotations } }: ServingTransition, { before }: DeploymentTransition): boolean {
  return before !== undefined && annotations[CURRENT_ANNOTATION] === before.name;
}

function shareBefore({ change }: ServingTransition, key: string): number {
  return change.versions.filter(({ id }) => id === key).reduce((sum, version) => sum + (version.before ?? 0), 0);
}

/**
 * Returns the strategy of a Service. There have to be two tracks of one app, or our labels or annotation: a version
 * label alone is not enough, because meshes require one on every Deployment.
 */
function strategyOf(
  { before, after, deployments }: ServingTransition,
  { deployment }: SelectedDeployment,
  states: ManifestState[],
  roles: ReadonlyMap<string, ServiceState[]>,
): string | undefined {
  const own = deployment.after;
  if (own === undefined) return undefined;
  const key = pinnedTrack(before, states, own.key) ?? pinnedTrack(after, states, own.key);
  if (key !== undefined) return 'blue/green';
  if (deployments.some((other) => isOtherTrack(own.labels, other.deployment))) return 'canary';
  return own.ours || hasRoleService(own, roles.get(own.namespace) ?? []) ? 'canary' : undefined;
}

/** Reports whether a Deployment is another version of the app: its pods differ in a label that tells versions apart. */
function isOtherTrack(labels: Labels, { before, after }: DeploymentTransition): boolean {
  const others = (after ?? before)?.labels ?? {};
  return Object.entries(others).some(
    ([key, value]) => isTrackLabel(key, value) && Object.hasOwn(labels, key) && labels[key] !== value,
  );
}

function rolesByNamespace(states: ManifestState[]): Map<string, ServiceState[]> {
  const roles = new Map<string, ServiceState[]>();
  for (const service of states.flatMap((state) => [...state.services.values()])) {
    if (!service.servesUsers) addTo(roles, service.namespace, service);
  }
  return roles;
}

/** Reports whether a Service with our role annotation selects a version of the same app. */
function hasRoleService({ labels }: DeploymentState, services: ServiceState[]): boolean {
  return services.some(({ selector }) => {
    if (selector === undefined) return false;
    const app = Object.entries(selector.matchLabels).filter(([key, value]) => !isTrackLabel(key, value));
    return app.length > 0 && app.every(([key, value]) => labels[key] === value);
  });
}
