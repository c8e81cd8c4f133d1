import type { Problem } from '../validate/problem';
import { isWholeNumber, maxReplicasProblem as mostPodsProblem, MAX_PODS } from '../validate/shape';

/** Whether a value is a number of pods that can serve: a release without any has nothing to keep ready. */
export function servingReplicasProblem(replicas: unknown): Problem | undefined {
  if (isWholeNumber(replicas, 1, MAX_PODS)) return undefined;
  const fix = 'state how many pods serve before and after the release';
  return { prop: 'replicas', received: replicas, expected: `a whole number from 1 to ${MAX_PODS}`, fix };
}

/** Whether a value is the number of pods that the highest load needs, or left out. */
export function maxReplicasProblem(replicas: unknown, maxReplicas: unknown): Problem | undefined {
  return maxReplicas === undefined ? undefined : mostPodsProblem('maxReplicas', maxReplicas, 'replicas', replicas);
}
