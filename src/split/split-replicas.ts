import { CapacityPolicy } from './capacity-policy';
import { closestSplit, isWithin, type SplitWish } from './closest-split';
import { valueOrThrow } from '../validate/problems-error';
import type { Result } from '../validate/result';
import { reportSplit, type Split } from './split';
import { DEFAULT_TOLERANCE, splitOptionProblems, type SplitOptions } from './split-options';
import { unmetSplitProblem } from './split-problem';

/**
 * Splits a number of pods into stable and canary pods that serve a percentage of the traffic.
 *
 * By default, the total is `replicas` or up to `maxSurge` more, and no split within these bounds is closer. Of equally
 * close ones, the one with fewer pods wins, then the one with more canary pods. With `CapacityPolicy.KEEP_STABLE`, all
 * stable pods stay and 1 to `maxSurge` canary pods are added. Shares are compared exactly, 33.3 as 333/1000.
 *
 * 0% and 100% are exact: one version runs all `replicas`. In between, both versions have at least one pod.
 *
 * @example
 * splitReplicas({ replicas: 10, trafficPercent: 30 })
 * // => { stable: 7, canary: 3, total: 10, actualPercent: 30, errorPoints: 0 }
 * splitReplicas({ replicas: 6, trafficPercent: 75, maxSurge: 2 })
 * // => { stable: 2, canary: 6, total: 8, actualPercent: 75, errorPoints: 0 }
 * splitReplicas({ replicas: 9, trafficPercent: 10, maxSurge: 1, capacityPolicy: CapacityPolicy.KEEP_STABLE })
 * // => { stable: 9, canary: 1, total: 10, actualPercent: 10, errorPoints: 0 }
 *
 * @throws one error for all options that are out of range, or, if no split comes within the tolerance, an error that
 * names the closest one and suggests options that work
 */
export function splitReplicas(options: SplitOptions): Split {
  return valueOrThrow('splitReplicas', trySplit(options));
}

/** Splits like `splitReplicas`, for callers that report its problems together with their own. */
export function trySplit(options: SplitOptions): Result<Split> {
  const problems = splitOptionProblems(options);
  if (problems.length > 0) return { problems };
  return trySplitWish({
    replicas: options.replicas,
    trafficPercent: options.trafficPercent,
    maxSurge: options.maxSurge ?? 0,
    tolerance: options.tolerance ?? DEFAULT_TOLERANCE,
    capacityPolicy: options.capacityPolicy ?? CapacityPolicy.REPLACE,
  });
}

/** Splits like `trySplit`, for callers that have checked each option. */
export function trySplitWish(wish: SplitWish): Result<Split> {
  const { replicas, trafficPercent } = wish;
  if (trafficPercent === 0) return { value: reportSplit(replicas, 0, 0) };
  if (trafficPercent === 100) return { value: reportSplit(0, replicas, 100) };
  const closest = closestSplit(wish);
  if (closest === undefined || !isWithin(closest, wish)) {
    return { problems: [unmetSplitProblem(wish)] };
  }
  return { value: reportSplit(closest.stable, closest.canary, trafficPercent) };
}
