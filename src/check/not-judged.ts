import type { LabelSelector } from '../manifests/label-selector';
import type { ObjectId } from '../manifests/manifest';
import { DEFAULT_NAMESPACE } from '../manifests/read-metadata';
import type { ManifestState, ServiceState } from '../manifests/state';
import { enumerate } from '../text/words';
import type { NotJudged } from './check-result';
import { type Place, placeOf } from './place';
import type { Rollout } from './transition/transition';
import { MAX_DEPLOYMENTS, type ServiceTransition, stays } from './transition/service-transition';

/**
 * Returns the Services of the new state that the check could not judge, or only in part, in the order of the manifests.
 * A result without findings is no promise for these.
 */
export function toNotJudged(before: ManifestState, after: ManifestState, { services }: Rollout): NotJudged[] {
  const unread = new Set(before.unread.subjects.map(idOf));
  const scaledTwice = findScaledTwice(after);
  const isOpen = before.unread.leftOut.some(({ subject }) => subject === undefined);
  const entries = [...services.values()].flatMap((transition) => {
    const { before: old, after: service } = transition;
    if (service === undefined) return [];
    const reason =
      unknownBefore(transition, unread) ??
      (old === undefined && isOpen ? 'is new, or could not be read in the state before' : undefined) ??
      reasonOf(transition, service, [after, before]) ??
      scaledTwiceReason(transition, scaledTwice) ??
      movedReason(transition);
    return reason === undefined ? [] : toEntry(service, reason);
  });
  return [
    ...entries,
    ...toServingResources(after),
    ...toRouting(before, after),
    ...toAmbiguous(after),
    ...toExhausted([before, after]),
  ];
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

/** Custom resources that serve requests by themselves, by kind: the Services of Knative, and the models of KServe. */
const SERVING_RESOURCES: ReadonlyMap<string, string> = new Map([
  ['Service', 'is a Knative Service: its controller makes the pods and the routes to them'],
  ['InferenceService', 'is served by its own controller'],
]);

/** Returns the custom resources that send requests by rules that are not read, if these rules change. */
function toRouting(before: ManifestState, after: ManifestState): NotJudged[] {
  // Where no Service was, nobody sent requests to one.
  if (before.services.size === 0) return [];
  const [old, fresh] = [routingOf(before), routingOf(after)];
  const changed = [...fresh].flatMap(([key, entry]) => {
    const known = old.get(key);
    if (known === undefined) return toRoutingEntry(entry, 'is new');
    const isSame = known.rules !== undefined && known.rules === entry.rules;
    return isSame ? [] : toRoutingEntry(entry, 'changes');
  });
  const removed = [...old].flatMap(([key, entry]) =>
    // There is no line of the new state to point at.
    fresh.has(key) ? [] : toRoutingEntry({ ...entry, file: undefined, line: undefined }, 'is removed'),
  );
  return [...changed, ...removed];
}

function toRoutingEntry({ kind, name, namespace, file, line }: Routing, what: string): NotJudged {
  return {
    kind,
    ...(namespace === DEFAULT_NAMESPACE ? {} : { namespace }),
    name,
    reason: `${what}, and ${UNREAD_RULES}`,
    ...(line === undefined ? {} : { file, line }),
  };
}

const UNREAD_RULES = 'sends requests by rules that are not read';

/** A custom resource that sends requests. */
interface Routing extends Place {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly rules: string | undefined;
}

function routingOf({ customResources }: ManifestState): Map<string, Routing> {
  const all = [...customResources].flatMap(([namespace, resources]) =>
    resources.flatMap(({ routing, ...resource }) =>
      routing === undefined ? [] : { ...resource, ...routing, namespace },
    ),
  );
  return new Map(all.map((entry) => [`${entry.kind} ${entry.namespace}/${entry.name}`, entry]));
}

/** Returns the custom resources that serve requests without a Service in the manifests. */
function toServingResources({ customResources }: ManifestState): NotJudged[] {
  return [...customResources].flatMap(([namespace, resources]) =>
    resources.flatMap(({ kind, name }) => {
      const reason = SERVING_RESOURCES.get(kind);
      return reason === undefined
        ? []
        : { kind, ...(namespace === DEFAULT_NAMESPACE ? {} : { namespace }), name, reason };
    }),
  );
}

/** Returns the objects that exist in several versions, so that no one knows which one is applied. */
function toAmbiguous({ unread }: ManifestState): NotJudged[] {
  return unread.ambiguous.map(({ subject, file, line }) => ({
    kind: subject?.kind ?? 'Document',
    name: subject?.key.slice(subject.key.indexOf('/') + 1) ?? '',
    reason: 'differs between directories; check each directory against its counterpart',
    ...(file === undefined ? {} : { file, line }),
  }));
}

/**
 * Returns the reason for which the earlier state of a Service is unknown: its manifest, or that of its pods, could not
 * be read.
 */
function unknownBefore({ after, deployments }: ServiceTransition, unread: ReadonlySet<string>): string | undefined {
  if (unread.size === 0) return undefined;
  if (after !== undefined && unread.has(idOf(after))) return 'could not be read in the state before';
  const pods = deployments.flatMap(({ deployment }) => deployment.after ?? []).find((owner) => unread.has(idOf(owner)));
  return pods && `selects pods of ${pods.name}, which could not be read in the state before`;
}

function idOf({ kind, key }: ObjectId): string {
  // The keys of StatefulSets begin with their kind.
  return key.startsWith(`${kind} `) ? key : `${kind} ${key}`;
}

/** Returns why nobody knows which nodes a Service's pods run on from now on: pods of a DaemonSet on other nodes go at once. */
function movedReason({ deployments }: ServiceTransition): string | undefined {
  const moved = deployments.find(
    ({ deployment: { before, after } }) => before && after && before.placement !== after.placement,
  );
  const owner = moved?.deployment.after;
  return owner && `selects pods of ${owner.kind} ${owner.name}, which is bound to other nodes since this change`;
}

/** Returns the autoscalers of each object that has several: nobody knows which one decides. */
function findScaledTwice({ autoscalers }: ManifestState): ReadonlyMap<string, string[]> {
  const byTarget = new Map<string, string[]>();
  for (const { namespace, name, targetKind, targetName } of autoscalers.values()) {
    const target = `${targetKind} ${namespace}/${targetName}`;
    byTarget.set(target, [...(byTarget.get(target) ?? []), name]);
  }
  return new Map([...byTarget].filter(([, names]) => names.length > 1));
}

function scaledTwiceReason(
  { deployments }: ServiceTransition,
  scaledTwice: ReadonlyMap<string, string[]>,
): string | undefined {
  if (scaledTwice.size === 0) return undefined;
  const owners = deployments.flatMap(({ deployment }) => deployment.after ?? []);
  const owner = owners.find(({ kind, namespace, name }) => scaledTwice.has(`${kind} ${namespace}/${name}`));
  const names = owner && scaledTwice.get(`${owner.kind} ${owner.namespace}/${owner.name}`);
  return names && `selects pods of ${owner.name}, which several autoscalers scale (${enumerate(names)})`;
}

/** Returns an entry for the selectors that were not compared with all labels. */
function toExhausted(states: ManifestState[]): NotJudged[] {
  const isExhausted = states.some((state) => state.deploymentsByLabel.exhausted || state.workloadsByLabel.exhausted);
  const reason = 'take too many comparisons with the labels of pods; check fewer manifests at a time';
  return isExhausted ? [{ kind: 'Manifests', name: 'selectors', reason }] : [];
}

function reasonOf(transition: ServiceTransition, service: ServiceState, states: ManifestState[]): string | undefined {
  const { before, deployments } = transition;
  const { selector } = service;
  if (transition.tooMany) return `selects pods of more than ${MAX_DEPLOYMENTS} Deployments`;
  const selectedBefore = before?.selector !== undefined;
  if (selector === undefined) {
    const reason = service.externalName ? 'is an ExternalName' : 'has no selector';
    return selectedBefore ? `${reason} since this change` : reason;
  }
  // A Service that served users before still does, even if the change marks it as a Service for tests.
  if (!service.servesUsers && selectedBefore && before.servesUsers)
    return 'serves no users since this change, by its role annotation';
  const kinds = otherKinds(service, selector, states);
  const owners = enumerate(kinds.map((kind) => `a ${kind}`));
  if (deployments.length > 0) return kinds.length > 0 ? `also selects pods of ${owners}` : undefined;
  const all = otherKinds(service, selector, states, true);
  if (all.length === 0) return service.servesUsers ? 'selects no pods in these manifests' : undefined;
  return `selects pods of ${enumerate(all.map((kind) => `a ${kind}`))}`;
}

/** Returns the kinds of the objects whose pods a Service selects and whose number the manifests don't tell. */
function otherKinds(
  { namespace }: ServiceState,
  selector: LabelSelector,
  states: ManifestState[],
  passing = false,
): string[] {
  const others = states.flatMap((state) => state.workloadsByLabel.select(namespace, selector));
  return [...new Set(others.map(({ kind }) => kind))].filter((kind) => passing || stays({ kind })).sort();
}
