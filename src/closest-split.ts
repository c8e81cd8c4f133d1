import { largestFractionUpTo } from './closest-fraction';
import { compare, decimalToFraction, distance, fraction, subtract, type Fraction } from './fraction';

/** How many pods each version runs. */
export interface PodCounts {
  readonly stable: number;
  readonly canary: number;
}

/** Whole percentages and pod counts multiply to less than 2^53, so that plain numbers are exact for them. */
const HUNDRED = 100;

/**
 * The split of `from` to `to` pods that is closest to the percentage, with a pod on both sides. Of equally close ones
 * the one with fewer pods wins, then the one with more canary pods. Nothing within the bounds is closer.
 *
 * @param percent more than 0 and less than 100
 * @param from the fewest pods
 * @param to the most pods
 * @returns nothing where fewer than 2 pods are allowed
 */
export function closestSplit(percent: number, from: number, to: number): PodCounts | undefined {
  const fewest = Math.max(from, 2);
  if (to < fewest) return undefined;
  return Number.isInteger(percent)
    ? closestToWholePercent(percent, fewest, to)
    : closestToDecimalPercent(percent, fewest, to);
}

/** Tries the totals one by one. One of any hundred in a row is a multiple of 100 and meets the percentage. */
function closestToWholePercent(percent: number, from: number, to: number): PodCounts {
  let total = 0;
  let canary = 0;
  let error = Infinity;
  for (let pods = from; pods <= to && error > 0; pods++) {
    const count = Math.min(Math.max(Math.floor((percent * pods) / HUNDRED + 0.5), 1), pods - 1);
    const countError = Math.abs(HUNDRED * count - percent * pods);
    // The shares are off by error/total: both sides times both totals. No error is above 100, so this stays exact.
    if (total === 0 || countError * total < error * pods) [total, canary, error] = [pods, count, countError];
  }
  return { stable: total - canary, canary };
}

/** Decimals can need totals by the million, so the closest share is not looked for one total at a time. */
function closestToDecimalPercent(percent: number, from: number, to: number): PodCounts {
  const share = toShare(percent);
  const below = largestShareUpTo(share, from, to);
  // A canary share just above p is a stable share just below 100 - p.
  const mirrored = largestShareUpTo(subtract(fraction(1, 1), share), from, to);
  const above = mirrored && { stable: mirrored.canary, canary: mirrored.stable };
  if (below === undefined || above === undefined) return (below ?? above)!;
  return better(below, above, percent);
}

/** The split with the largest canary share up to a limit between 0 and 1, and at least one canary pod. */
function largestShareUpTo(limit: Fraction, from: number, to: number): PodCounts | undefined {
  // With fewer pods than this, a single canary pod is already above the limit.
  const fewestForOne = (limit.denominator - 1n) / limit.numerator + 1n;
  const fewest = fewestForOne > BigInt(from) ? fewestForOne : BigInt(from);
  if (fewest > BigInt(to)) return undefined;
  const { numerator, denominator } = largestFractionUpTo(limit, fewest, BigInt(to));
  return { stable: Number(denominator - numerator), canary: Number(numerator) };
}

/**
 * The split closest to the percentage when all stable pods stay and 1 to `maxSurge` canary pods come on top. Of equally
 * close ones the one with fewer pods wins.
 *
 * @param percent more than 0 and less than 100
 * @returns nothing where there is no stable pod, or no surge
 */
export function closestSplitOnTop(percent: number, stable: number, maxSurge: number): PodCounts | undefined {
  if (stable < 1 || maxSurge < 1) return undefined;
  // c / (stable + c) = p grows with c: the closest is one of the two whole numbers around stable · p / (1 − p).
  const { numerator, denominator } = toShare(percent);
  const low = Number((BigInt(stable) * numerator) / (denominator - numerator));
  const fewer = { stable, canary: Math.min(Math.max(low, 1), maxSurge) };
  const more = { stable, canary: Math.min(Math.max(low + 1, 1), maxSurge) };
  return fewer.canary === more.canary ? fewer : better(fewer, more, percent);
}

/** Whether a split is within the tolerance, in points. */
export function isWithin(counts: PodCounts, percent: number, tolerance: number): boolean {
  const total = counts.stable + counts.canary;
  if (Number.isInteger(percent) && Number.isInteger(tolerance)) {
    return Math.abs(HUNDRED * counts.canary - percent * total) <= tolerance * total;
  }
  return compare(shareError(counts, percent), toShare(tolerance)) <= 0;
}

/** How far the canary's share of the pods is from the percentage, both from 0 to 1. */
export function shareError({ stable, canary }: PodCounts, percent: number): Fraction {
  return distance(fraction(canary, stable + canary), toShare(percent));
}

/** A percentage as a share from 0 to 1. */
export function toShare(percent: number): Fraction {
  const { numerator, denominator } = decimalToFraction(percent);
  return { numerator, denominator: denominator * 100n };
}

/** The closer of two splits; when both are equally close the one with fewer pods, then the one with more canary pods. */
function better(a: PodCounts, b: PodCounts, percent: number): PodCounts {
  const order =
    compare(shareError(a, percent), shareError(b, percent)) ||
    a.stable + a.canary - (b.stable + b.canary) ||
    b.canary - a.canary;
  return order <= 0 ? a : b;
}
