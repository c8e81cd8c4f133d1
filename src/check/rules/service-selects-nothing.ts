import { describeSelector, type Labels } from '../../manifests/label-selector';
import type { DeploymentState, ManifestState, ServiceState } from '../../manifests/state';
import { routesByService } from '../routes-by-service';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { tooFewEndpoints } from '../too-few-endpoints';
import { isServing } from '../transition/service-transition';
import { byCodeUnit } from '../../text/by-code-unit';
import { describeObject, plural } from '../../text/words';

/** The kinds whose objects make pods of a known number. */
const POD_OWNERS = new Set(['Deployment', 'StatefulSet', 'DaemonSet']);

export const serviceSelectsNothing: Rule = {
  id: 'service-selects-nothing',
  severity: Severity.WARNING,
  title: 'a Service selects no pods',
  why: 'A Service whose selector matches no pod refuses every connection. Usually, a label was renamed or misspelled on one side only.',
  check: ({ after, rollout }) => {
    const routesTo = routesByService(after);
    const inhabited = new Set(
      [...after.deployments.values(), ...after.workloads.values()].map(({ namespace }) => namespace),
    );
    const unclear = new Set(
      after.unread.ambiguous.flatMap(({ subject }) =>
        subject !== undefined && POD_OWNERS.has(subject.kind) ? namespaceOf(subject.key) : [],
      ),
    );
    return [...rollout.services.values()].flatMap((transition) => {
      const { after: service, deployments, otherPods } = transition;
      if (service?.selector === undefined || !service.servesUsers || otherPods) return [];
      if (deployments.some((selected) => selected.after)) return [];
      // If an object differs between directories, its pods may have the labels.
      if (unclear.has(service.namespace)) return [];
      // Bare pods or pods of a Job have the labels. The verdict lists the Service as not judged.
      if (after.workloadsByLabel.select(service.namespace, service.selector).length > 0) return [];
      // missing-dependency covers pods that this change removes.
      if (deployments.some((selected) => selected.before && selected.deployment.after === undefined)) return [];
      const message = `${describeObject(service)} selects ${describeSelector(service.selector)}, which no pod in these manifests has`;
      const field = ['spec', 'selector'];
      const operated = resourceOf(service, after);
      if (operated !== undefined) {
        return {
          object: service,
          message: `${message}; the operator of ${operated} may create them`,
          fix: 'make sure that the operator gives its pods these labels',
          severity: Severity.INFO,
          field,
          saidBy: tooFewEndpoints(service),
        };
      }
      const fix = nearest(service, after);
      if (!isServing(transition)) {
        // Findings about routes that are changed to the Service also say that it has no pods.
        const saidBy = (routesTo.get(service.key) ?? []).map((object) => ({ rule: 'route-to-unready', object }));
        if (inhabited.has(service.namespace)) return { object: service, message, fix, field, saidBy };
        return {
          object: service,
          message: `${message}; they hold no pods of its namespace at all`,
          fix: 'make sure that the pods that come from somewhere else have these labels',
          severity: Severity.INFO,
          field,
          saidBy,
        };
      }
      return {
        object: service,
        message: `${message}: it falls from ${plural(transition.change.before.low, 'ready endpoint')} to 0 and stays there`,
        fix,
        field,
        severity: Severity.ERROR,
        sequence: { kind: 'fewest-endpoints', service: transition },
      };
    });
  },
};

function namespaceOf(key: string): string {
  return key.slice(0, key.indexOf('/'));
}

/** Returns the Deployment whose pods lack the fewest of the labels, and these labels. */
function nearest({ namespace, selector }: ServiceState, state: ManifestState): string {
  const wanted = selector?.matchLabels ?? {};
  let best: { deployment: DeploymentState; missing: [string, string][] } | undefined;
  // Only a Deployment with at least one of the labels can be the intended one.
  for (const [key, value] of Object.entries(wanted)) {
    const one = { matchLabels: { [key]: value }, matchExpressions: [] };
    for (const deployment of state.deploymentsByLabel.select(namespace, one)) {
      const missing = missingLabels(wanted, deployment.labels);
      if (best === undefined || missing.length < best.missing.length) best = { deployment, missing };
    }
  }
  if (best === undefined) return 'correct the selector, or allow this where the pods come from somewhere else';
  const { deployment, missing } = best;
  const labels = missing.map(([key, value]) => `${key}: ${value}`).join(', ');
  return `correct the selector, or the pod labels: those of Deployment ${deployment.name} lack ${plural(missing.length, 'label')} (${labels})`;
}

function missingLabels(wanted: Labels, labels: Labels): [string, string][] {
  return Object.entries(wanted).filter(([key, value]) => !Object.hasOwn(labels, key) || labels[key] !== value);
}

/**
 * Returns a custom resource that shares its name with the Service or its selector, and whose operator creates the pods.
 * It is the same one in every order of the manifests: one with the exact name or else with a prefix of it, and of several
 * the first one by kind, then by name.
 */
function resourceOf({ namespace, name, selector }: ServiceState, { customNames }: ManifestState): string | undefined {
  const kinds = customNames.get(namespace);
  if (kinds === undefined) return undefined;
  const kindOf = kindsByName(kinds);
  const first = (names: string[]): string | undefined =>
    names
      .filter((resource) => kindOf.has(resource))
      .map((resource) => `${kindOf.get(resource)!} ${resource}`)
      .sort(byCodeUnit)[0];
  const prefixes = [...name.matchAll(/-/g)].map(({ index }) => name.slice(0, index));
  return first([name, ...Object.values(selector?.matchLabels ?? {})]) ?? first(prefixes);
}

type Kinds = ReadonlyMap<string, Iterable<string>>;

/** The first kind of each name in a namespace. Each Service would look through all names otherwise. */
const KINDS_BY_NAME = new WeakMap<Kinds, ReadonlyMap<string, string>>();

function kindsByName(kinds: Kinds): ReadonlyMap<string, string> {
  const known = KINDS_BY_NAME.get(kinds);
  if (known !== undefined) return known;
  const byName = new Map<string, string>();
  for (const [kind, names] of [...kinds].sort(([a], [b]) => byCodeUnit(a, b))) {
    for (const name of names) if (!byName.has(name)) byName.set(name, kind);
  }
  KINDS_BY_NAME.set(kinds, byName);
  return byName;
}
