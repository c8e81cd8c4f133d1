import type { Problem } from '../validate/problem';
import { MAX_PODS, maxReplicas, wholeNumber } from '../validate/checks';
import { isObject } from '../validate/shape';

/** A check of a number of pods that can serve, 1 or more. A release without pods has nothing to keep ready. */
export const SERVING_REPLICAS = wholeNumber(
  1,
  MAX_PODS,
  `a whole number from 1 to ${MAX_PODS}`,
  'state how many pods serve before and after the release',
);

/** Returns the problems of the number of pods at the highest load, compared with `replicas`. */
export function maxReplicasProblems(options: unknown): Problem[] {
  if (!isObject(options) || options.maxReplicas === undefined) return [];
  return maxReplicas('replicas', options.replicas)('maxReplicas', options.maxReplicas);
}
