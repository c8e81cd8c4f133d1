import { replicasOf } from './apply-stage';
import type { EndpointWatch } from './endpoint-watch';
import type { KubeObject } from './kinds';

/** Returns the number of pods that are not among the earlier ones. */
export function createdPods(watch: EndpointWatch, earlier: ReadonlySet<string>): number {
  return [...watch.podUids()].filter((uid) => !earlier.has(uid)).length;
}

/**
 * Returns the number of pods to create between two stages whose pod templates stay the same, which is the growth of
 * their Deployments.
 */
export function growth(before: KubeObject[], after: KubeObject[]): number {
  const earlier = replicasOf(before);
  return [...replicasOf(after)].reduce((sum, [name, count]) => sum + Math.max(0, count - (earlier.get(name) ?? 0)), 0);
}
