import { LabelIndex } from './label-index';
import type { ObjectId } from './manifest';
import type { ManifestState, StateObject } from './state';

/**
 * Returns a state with the given objects of another state added, unless it already has them: if the API server refuses
 * an object, the old one stays.
 */
export function adopt(state: ManifestState, other: ManifestState, ids: readonly ObjectId[]): ManifestState {
  if (ids.length === 0) return state;
  const from = new Map(Object.entries(other));
  const fields = Object.entries(state).map(([field, objects]: [string, unknown]) => {
    const source: unknown = from.get(field);
    const adoptable = objects instanceof Map && source instanceof Map;
    return [field, adoptable ? adoptInto(objects as Objects, source as Objects, ids) : objects];
  });
  const adopted = Object.fromEntries(fields) as ManifestState;
  return {
    ...adopted,
    deploymentsByLabel: new LabelIndex(adopted.deployments.values()),
    workloadsByLabel: new LabelIndex(adopted.workloads.values()),
  };
}

/** The objects of one field of a state. */
type Objects = Map<string, StateObject>;

function adoptInto(objects: Objects, source: Objects, ids: readonly ObjectId[]): Objects {
  const result = new Map(objects);
  for (const { kind, key } of ids) {
    // Kinds that share a map have keys that begin with the kind.
    for (const candidate of [key, `${kind} ${key}`]) {
      const object = source.get(candidate);
      if (object?.kind === kind && !result.has(candidate)) result.set(candidate, object);
    }
  }
  return result;
}
