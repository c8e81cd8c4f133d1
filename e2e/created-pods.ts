import { replicasOf } from './apply-stage';
import type { EndpointWatch } from './endpoint-watch';
import type { KubeObject } from './kinds';

/** How many pods have been created since these were all. */
export function createdPods(watch: EndpointWatch, earlier: ReadonlySet<string>): number {
  return [...watch.podUids()].filter((uid) => !earlier.has(uid)).length;
}

/** How many pods must be created between two stages whose pod templates stay: those that a Deployment has more of. */
export function growth(before: KubeObject[], after: KubeObject[]): number {
  const earlier = replicasOf(before);
  return [...replicasOf(after)].reduce((sum, [name, count]) => sum + Math.max(0, count - (earlier.get(name) ?? 0)), 0);
}
