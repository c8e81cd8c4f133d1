import { CapacityPolicy } from './capacity-policy';
import { canBeMet, closestSplit, toleranceFor, type SplitWish } from './closest-split';
import type { Problem } from '../validate/problem';
import { problemsError, throwProblems } from '../validate/problems-error';
import { smallestWhere } from './smallest-where';
import { DEFAULT_TOLERANCE } from './split-options';
import { MAX_PODS } from '../validate/checks';
import { type ReplicasForPercentOptions, replicasForPercentOptionProblems } from './replicas-for-percent-options';

/**
 * Returns the number of replicas that serve a percentage within the tolerance: the smallest count from `minReplicas` on
 * that splits closely enough without any surge. 0% and 100% need no second version, so `minReplicas` is enough.
 *
 * @example
 * replicasForPercent({ trafficPercent: 10 }) // => 7
 * replicasForPercent({ trafficPercent: 10, tolerance: 0 }) // => 10
 * replicasForPercent({ trafficPercent: 33.3, tolerance: 1, minReplicas: 10 }) // => 12
 *
 * @throws if an option is unknown or out of range, or if no count up to 2147483647 comes within the tolerance
 */
export function replicasForPercent(options: ReplicasForPercentOptions): number {
  throwProblems('replicasForPercent', replicasForPercentOptionProblems(options));
  const { trafficPercent, tolerance = DEFAULT_TOLERANCE, minReplicas = 1 } = options;
  if (trafficPercent === 0 || trafficPercent === 100) return minReplicas + 0;
  const total = smallestTotal(minReplicas, trafficPercent, tolerance);
  if (total === undefined) {
    throw problemsError('replicasForPercent', [unmetProblem(trafficPercent, tolerance, minReplicas)]);
  }
  return total;
}

/**
 * Returns the fewest pods, not below `from`, that split within the tolerance.
 *
 * @param percent above 0 and below 100
 */
export function smallestTotal(from: number, percent: number, tolerance: number): number | undefined {
  // A wider range contains all splits of a narrower one, so the closest split can only improve.
  return smallestWhere(from, MAX_PODS, (most) => canBeMet(rangeWish(from, most, percent, tolerance)));
}

/** Returns a wish for any total in a range. */
function rangeWish(from: number, to: number, trafficPercent: number, tolerance: number): SplitWish {
  return { replicas: from, trafficPercent, maxSurge: to - from, tolerance, capacityPolicy: CapacityPolicy.REPLACE };
}

function unmetProblem(percent: number, tolerance: number, minReplicas: number): Problem {
  const closest = closestSplit(rangeWish(minReplicas, MAX_PODS, percent, tolerance))!;
  return {
    prop: 'tolerance',
    received: tolerance,
    expected: `a tolerance that ${MAX_PODS} or fewer replicas can meet for trafficPercent: ${percent}`,
    fix: `set tolerance: ${toleranceFor(closest, percent)}`,
  };
}
