import type { LabelSelector } from '../manifests/label-selector';
import type { ManifestState, ServiceState } from '../manifests/state';
import { enumerate } from '../text/words';
import type { NotJudged } from './check-result';
import { toRouting, toServingResources } from './custom-resources';
import { toRenderedBefore, toUnnamedBefore } from './gone-input';
import { placeOf } from './place';
import type { Rollout } from './transition/transition';
import { MAX_DEPLOYMENTS, type ServiceTransition, stays } from './transition/service-transition';
import { toUnknown, toUnknownBefore, unknownBefore } from './unknown-before';
import { addTo } from '../text/lists-by-key';

/**
 * Returns the Services of the new state that the check could not judge, or only in part, in the order of the manifests.
 * A result without findings promises nothing about these.
 */
export function toNotJudged(before: ManifestState, after: ManifestState, { services }: Rollout): NotJudged[] {
  const unknown = toUnknown(before);
  const scaledTwice = findScaledTwice(after);
  const isOpen = before.unread.leftOut.some(({ subject }) => subject === undefined);
  const entries = [...services.values()].flatMap((transition) => {
    const { before: old, after: service } = transition;
    if (service === undefined) return [];
    const reason =
      unknownBefore(transition, unknown) ??
      (old === undefined && isOpen ? 'is new, or could not be read in the state before' : undefined) ??
      reasonOf(transition, service, [after, before]) ??
      scaledTwiceReason(transition, scaledTwice) ??
      movedReason(transition);
    return reason === undefined ? [] : toEntry(service, reason);
  });
  return [
    ...entries,
    ...toServingResources(before, after),
    ...toRouting(before, after),
    ...toAmbiguous(after),
    ...toUnknownBefore(unknown, before, after, services),
    ...toUnnamedBefore(before, after),
    ...toRenderedBefore(before, after),
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
 * Returns the reason why the future nodes of a Service's pods are unknown. The pods of a DaemonSet on other nodes end
 * at once.
 */
function movedReason({ deployments }: ServiceTransition): string | undefined {
  const moved = deployments.find(
    ({ deployment: { before, after } }) => before && after && before.placement !== after.placement,
  );
  const owner = moved?.deployment.after;
  return owner && `selects pods of ${owner.kind} ${owner.name}, which is bound to other nodes since this change`;
}

/** Returns the autoscalers of each object that has several, because it is unknown which one decides. */
function findScaledTwice({ autoscalers }: ManifestState): ReadonlyMap<string, string[]> {
  const byTarget = new Map<string, string[]>();
  for (const { namespace, name, targetKind, targetName } of autoscalers.values()) {
    addTo(byTarget, `${targetKind} ${namespace}/${targetName}`, name);
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
