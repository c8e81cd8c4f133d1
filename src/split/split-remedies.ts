import { CapacityPolicy } from './capacity-policy';
import { largestFractionUpTo } from './closest-fraction';
import { canBeMet, closestSplit, toleranceFor, toShare, type SplitWish } from './closest-split';
import { add, ceil, compare, divide, fraction, multiply, subtract, type Fraction } from './fraction';
import { smallestTotal } from './replicas-for-percent';
import { smallestWhere } from './smallest-where';
import type { SplitOptions } from './split-options';
import { MAX_PODS } from '../validate/checks';

/** Options that meet the wish if you change all of them together. */
export type Remedy = Partial<SplitOptions>;

const ONE = fraction(1, 1);

/**
 * Returns the changes that meet a wish that no split meets within the tolerance. Each one is enough by itself, and no
 * smaller count would do. None takes capacity away.
 */
export function remedies(wish: SplitWish): Remedy[] {
  const byCounts = wish.capacityPolicy === CapacityPolicy.KEEP_STABLE ? onTopRemedies(wish) : replaceRemedies(wish);
  const closest = closestSplit(wish);
  if (closest !== undefined) return [...byCounts, { tolerance: toleranceFor(closest, wish.trafficPercent) }];
  return byCounts.length > 0 ? byCounts : [fewestPodsRemedy(wish)];
}

function replaceRemedies({ replicas, trafficPercent, maxSurge, tolerance }: SplitWish): Remedy[] {
  // The requested split fails, so this total is beyond replicas + maxSurge.
  const total = smallestTotal(replicas, trafficPercent, tolerance);
  return total === undefined ? [] : [{ replicas: total - maxSurge }, { maxSurge: total - replicas }];
}

function onTopRemedies(wish: SplitWish): Remedy[] {
  const found: Remedy[] = [];
  const moreReplicas = smallestReplicasOnTop(wish);
  if (moreReplicas !== undefined && moreReplicas + wish.maxSurge <= MAX_PODS) found.push({ replicas: moreReplicas });
  const moreSurge = smallestSurgeOnTop(wish);
  if (moreSurge !== undefined) found.push({ maxSurge: moreSurge });
  if (found.length === 0) found.push(...replicasAndSurgeOnTop(wish));
  if (canBeMet({ ...wish, capacityPolicy: CapacityPolicy.REPLACE })) {
    found.push({ capacityPolicy: CapacityPolicy.REPLACE });
  }
  return found;
}

/** Returns the fewest replicas that work with any surge, and the smallest surge for them. */
function replicasAndSurgeOnTop(wish: SplitWish): Remedy[] {
  const replicas = smallestReplicasOnTop({ ...wish, maxSurge: MAX_PODS });
  const maxSurge = replicas === undefined ? undefined : smallestSurgeOnTop({ ...wish, replicas });
  return maxSurge === undefined ? [] : [{ replicas, maxSurge }];
}

/** Returns the fewest canary pods beside all stable pods that come within the tolerance. */
function smallestSurgeOnTop(wish: SplitWish): number | undefined {
  return smallestWhere(1, MAX_PODS - wish.replicas, (maxSurge) => canBeMet({ ...wish, maxSurge }));
}

/**
 * Returns the fewest stable pods, not below the replicas of the wish, that come within the tolerance with 1 to
 * `maxSurge` extra canary pods.
 *
 * With c canary pods, the share is within the tolerance if stable/c lies between two bounds. If the replicas are too
 * many for c, larger numbers are too. Otherwise they are too few, and the smallest c for which a whole number lies
 * between the bounds needs the fewest.
 */
function smallestReplicasOnTop(wish: SplitWish): number | undefined {
  if (wish.maxSurge < 1) return undefined;
  const fewest = Math.max(wish.replicas, 1);
  if (canBeMet({ ...wish, replicas: fewest })) return fewest;

  const leastShare = subtract(toShare(wish.trafficPercent), toShare(wish.tolerance));
  const mostShare = add(toShare(wish.trafficPercent), toShare(wish.tolerance));
  const leastRatio = ratioOf(mostShare);
  // No share is too low, so even a single canary pod is too much and needs more stable pods beside it.
  const canary = leastShare.numerator <= 0n ? 1 : fewestCanary(wish.maxSurge, fewest, leastRatio, ratioOf(leastShare));
  return canary === undefined ? undefined : Number(ceil(multiply(leastRatio, fraction(canary, 1))));
}

/**
 * Returns the fewest canary pods, up to `maxSurge`, that form a ratio within the bounds with some count of at least
 * `stable` pods.
 */
function fewestCanary(maxSurge: number, stable: number, leastRatio: Fraction, mostRatio: Fraction): number | undefined {
  // With fewer canary pods, the share is already too low, and more stable pods would only lower it.
  const first = ceil(divide(fraction(stable, 1), mostRatio));
  return smallestWhere(Number(first), maxSurge, (canary) => {
    return compare(largestFractionUpTo(mostRatio, first, BigInt(canary)), leastRatio) >= 0;
  });
}

/** Returns the number of stable pods per canary pod at a canary share. */
function ratioOf(share: Fraction): Fraction {
  return divide(subtract(ONE, share), share);
}

/** Returns the change that gives each version a pod, with the tolerance that this needs. */
function fewestPodsRemedy(wish: SplitWish): Remedy {
  const fewest = fewestPods(wish);
  const closest = closestSplit({ ...wish, ...fewest });
  return closest === undefined ? fewest : { ...fewest, tolerance: toleranceFor(closest, wish.trafficPercent) };
}

function fewestPods({ replicas, maxSurge, capacityPolicy }: SplitWish): Remedy {
  if (capacityPolicy === CapacityPolicy.REPLACE) return { replicas: 2 - maxSurge };
  // The total is at its maximum, so no pod can be added.
  if (replicas === MAX_PODS) return { capacityPolicy: CapacityPolicy.REPLACE };
  return {
    ...(replicas < 1 && { replicas: 1 }),
    ...((maxSurge < 1 || maxSurge === MAX_PODS) && { maxSurge: 1 }),
  };
}
