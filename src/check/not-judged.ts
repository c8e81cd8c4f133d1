import { type LabelSelector } from '../manifests/label-selector';
import type { ManifestState, ServiceState } from '../manifests/state';
import { enumerate } from '../text/words';
import type { NotJudged } from './check-result';
import { placeOf } from './place';
import type { Rollout } from './transition/transition';
import type { ServiceTransition } from './transition/service-transition';

/** Kinds whose pods come and go without serving for long. They never take the place of a Deployment's pods. */
const PASSING_KINDS = new Set(['Job', 'CronJob', 'Pod']);

/**
 * Returns the Services of the new state that the check could not judge, or not in full, in the order of the manifests. A
 * result without findings is no promise for these.
 */
export function toNotJudged(before: ManifestState, after: ManifestState, { services }: Rollout): NotJudged[] {
  return [...services.values()].flatMap((transition) => {
    const { after: service } = transition;
    const reason = service && reasonOf(transition, service, [after, before]);
    return service === undefined || reason === undefined ? [] : toEntry(service, reason);
  });
}

function toEntry(service: ServiceState, reason: string): NotJudged {
  return {
    kind: service.kind,
    ...(service.namespaceStated ? { namespace: service.namespace } : {}),
    name: service.name,
    reason,
    ...placeOf(service, ['spec']),
  };
}

function reasonOf(transition: ServiceTransition, service: ServiceState, states: ManifestState[]): string | undefined {
  const { before, deployments } = transition;
  const { selector } = service;
  const selectedBefore = before?.selector !== undefined;
  if (selector === undefined) {
    const reason = service.externalName ? 'is an ExternalName' : 'has no selector';
    return selectedBefore ? `${reason} since this change` : reason;
  }
  // A Service that had users keeps them, whatever an annotation says from now on.
  if (service.preview && selectedBefore && !before.preview)
    return 'serves no users since this change, by its role annotation';
  const kinds = otherKinds(service, selector, states);
  const owners = enumerate(kinds.map((kind) => `a ${kind}`));
  if (deployments.length > 0) return kinds.length > 0 ? `also selects pods of ${owners}` : undefined;
  const all = otherKinds(service, selector, states, true);
  if (all.length === 0) return service.preview ? undefined : 'selects no pods in these manifests';
  return `selects pods of ${enumerate(all.map((kind) => `a ${kind}`))}`;
}

/** The kinds of the objects whose pods a Service selects, and whose number nobody knows from the manifests. */
function otherKinds(
  { namespace }: ServiceState,
  selector: LabelSelector,
  states: ManifestState[],
  passing = false,
): string[] {
  const others = states.flatMap((state) => state.workloadsByLabel.select(namespace, selector));
  return [...new Set(others.map(({ kind }) => kind))].filter((kind) => passing || !PASSING_KINDS.has(kind)).sort();
}
