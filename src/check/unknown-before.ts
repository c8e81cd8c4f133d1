import { idOf, type ObjectId } from '../manifests/manifest';
import { DEFAULT_NAMESPACE } from '../manifests/read-metadata';
import type { ManifestState, StateObject } from '../manifests/state';
import type { NotJudged } from './check-result';
import type { ServiceTransition } from './transition/service-transition';

/** An object whose form in the state before is not known, with the reason. */
export interface Unknown {
  readonly subject: ObjectId;
  readonly reason: string;
}

/** Returns the objects whose form in a state is not known, by kind and key. */
export function toUnknown({ unread: { subjects, ambiguous } }: ManifestState): ReadonlyMap<string, Unknown> {
  const differing = ambiguous.flatMap(({ subject }) => subject ?? []);
  return new Map([
    ...differing.map((subject) => entryOf(subject, 'differed between directories in the state before')),
    ...subjects.map((subject) => entryOf(subject, 'could not be read in the state before')),
  ]);
}

function entryOf(subject: ObjectId, reason: string): [string, Unknown] {
  return [comparedId(subject), { subject, reason }];
}

/** Returns the reason why the earlier state of a Service is unknown: its own manifest or that of its pods is. */
export function unknownBefore(
  { after, deployments }: ServiceTransition,
  unknown: ReadonlyMap<string, Unknown>,
): string | undefined {
  if (unknown.size === 0) return undefined;
  const own = after && unknown.get(comparedId(after));
  if (own !== undefined) return own.reason;
  for (const { deployment } of deployments) {
    const owner = deployment.after;
    const found = owner && unknown.get(comparedId(owner));
    if (found !== undefined) return `selects pods of ${owner?.name ?? ''}, which ${found.reason}`;
  }
  return undefined;
}

/** Returns the objects whose earlier form is not known, except those that a Service of the new state is named with. */
export function toUnknownBefore(
  unknown: ReadonlyMap<string, Unknown>,
  before: ManifestState,
  after: ManifestState,
  services: ReadonlyMap<string, ServiceTransition>,
): NotJudged[] {
  if (unknown.size === 0) return [];
  const named = new Set([...toUnknown(after).keys(), ...namedWithServices(services), ...patchedOf(before)]);
  return [...unknown].flatMap(([id, { subject, reason }]) => {
    if (named.has(id)) return [];
    if (contains(after, subject)) return toEntry(subject, reason);
    // If the state before also contains the whole object, the rules look at its removal.
    return contains(before, subject) ? [] : toEntry(subject, `is removed, and ${reason}`);
  });
}

function namedWithServices(services: ReadonlyMap<string, ServiceTransition>): string[] {
  return [...services.values()].flatMap(({ after, deployments }) =>
    after === undefined
      ? []
      : [after, ...deployments.flatMap(({ deployment }) => deployment.after ?? [])].map(comparedId),
  );
}

/** Returns the objects that a state contains in full, in addition to a patch for them. */
function patchedOf({ unread }: ManifestState): string[] {
  return unread.leftOut.flatMap(({ patchesOwn, subject }) => (patchesOwn && subject ? comparedId(subject) : []));
}

function contains(state: ManifestState, { kind, key }: ObjectId): boolean {
  const { deployments, services, autoscalers, budgets, routes, workloads } = state;
  const { configs, namespaces, claims, quotas, networkPolicies } = state;
  const all: ReadonlyMap<string, StateObject>[] = [deployments, services, autoscalers, budgets, routes, workloads];
  // Kinds that share a map have keys that begin with the kind; a Namespace is in none.
  const keys = [key, `${kind} ${key}`, nameOf(key)];
  return [...all, configs, namespaces, claims, quotas, networkPolicies].some((objects) =>
    keys.some((candidate) => objects.get(candidate)?.kind === kind),
  );
}

function toEntry({ kind, key }: ObjectId, reason: string): NotJudged {
  const namespace = key.slice(0, Math.max(0, key.indexOf('/')));
  const isStated = namespace !== '' && namespace !== DEFAULT_NAMESPACE && kind !== 'Namespace';
  return { kind, ...(isStated ? { namespace } : {}), name: nameOf(key), reason };
}

function nameOf(key: string): string {
  return key.slice(key.indexOf('/') + 1);
}

/** Returns the id of an object by which unread and read ones are compared. The keys of read StatefulSets begin with their kind. */
function comparedId({ kind, key }: ObjectId): string {
  return key.startsWith(`${kind} `) ? key : idOf({ kind, key });
}
