import { CapacityPolicy } from './capacity-policy';
import type { Problem } from '../validate/problem';
import { MAX_PODS, optionsProblem, podCountProblem, percentProblem, isNumberTo100 } from '../validate/shape';

/** How far a split may be off when nothing is said, in points. */
export const DEFAULT_TOLERANCE = 5;

/** What `splitReplicas` needs to know. */
export interface SplitOptions {
  /**
   * How many pods serve when no canary runs: a whole number, 0 to 2147483647.
   */
  readonly replicas: number;

  /**
   * The share of the traffic that the canary is to get, in percent: 0 to 100, decimals allowed.
   */
  readonly trafficPercent: number;

  /**
   * How many pods may run on top of `replicas`: a whole number, 0 or more.
   * With `CapacityPolicy.REPLACE` they are spent only where they bring the split closer to the percentage;
   * with `CapacityPolicy.KEEP_STABLE` they are the canary's pods.
   *
   * @default 0
   */
  readonly maxSurge?: number;

  /**
   * How far the actual percentage may be from `trafficPercent`, in points, 0 to 100. Further off is an error.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether canary pods take the place of stable pods or come on top of them.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;
}

/** What is wrong with the options, one by one. Whether a split exists is not asked here. */
export function splitOptionProblems(options: SplitOptions): Problem[] {
  const objectProblem = optionsProblem(options, '{ replicas: 10, trafficPercent: 25 }');
  if (objectProblem) return [objectProblem];
  const { replicas, trafficPercent, maxSurge, tolerance, capacityPolicy } = options;
  const problems = [
    podCountProblem('replicas', replicas, 'state how many pods serve when no canary runs'),
    percentProblem('trafficPercent', trafficPercent, 'state the share of the traffic that the canary is to get'),
    maxSurge === undefined
      ? undefined
      : podCountProblem('maxSurge', maxSurge, 'state how many pods may run on top of replicas, or leave it out for 0'),
    tolerance === undefined ? undefined : toleranceProblem(tolerance),
    capacityPolicy === undefined ? undefined : capacityPolicyProblem(capacityPolicy),
  ].filter((problem) => problem !== undefined);
  if (problems.length === 0 && replicas + (maxSurge ?? 0) > MAX_PODS) {
    problems.push({
      prop: 'maxSurge',
      received: maxSurge,
      expected: `at most ${MAX_PODS - replicas} on top of replicas: ${replicas}, as Kubernetes counts to ${MAX_PODS}`,
      fix: `set maxSurge: ${MAX_PODS - replicas} or less`,
    });
  }
  return problems;
}

/** Whether a value can be a tolerance. */
export function toleranceProblem(tolerance: unknown): Problem | undefined {
  if (isNumberTo100(tolerance)) return undefined;
  return {
    prop: 'tolerance',
    received: tolerance,
    expected: 'a number of points from 0 to 100',
    fix: `state how far off the percentage may be, or leave it out for ${DEFAULT_TOLERANCE}`,
  };
}

function capacityPolicyProblem(policy: unknown): Problem | undefined {
  if (policy === CapacityPolicy.REPLACE || policy === CapacityPolicy.KEEP_STABLE) return undefined;
  return {
    prop: 'capacityPolicy',
    received: policy,
    expected: `"${CapacityPolicy.REPLACE}" or "${CapacityPolicy.KEEP_STABLE}"`,
    fix: 'use CapacityPolicy.REPLACE or CapacityPolicy.KEEP_STABLE, or leave it out for CapacityPolicy.REPLACE',
  };
}
