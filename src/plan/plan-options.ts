import type { Problem } from '../validate/problem';
import { found, isObject, MAX_PODS, maxReplicasProblem, wholeNumber } from '../validate/shape';

/** A check of a number of pods that can serve: a release without any has nothing to keep ready. */
export const SERVING_REPLICAS = wholeNumber(
  1,
  MAX_PODS,
  `a whole number from 1 to ${MAX_PODS}`,
  'state how many pods serve before and after the release',
);

/** Returns the problems of the number of pods at the highest load, compared with `replicas`. */
export function maxReplicasProblems(options: unknown): Problem[] {
  if (!isObject(options) || options.maxReplicas === undefined) return [];
  return found(maxReplicasProblem('maxReplicas', options.maxReplicas, 'replicas', options.replicas));
}
