import { CapacityPolicy } from './capacity-policy';
import { largestFractionUpTo } from './closest-fraction';
import { ceilDivide, compare, decimalToFraction, distance, fraction, subtract, type Fraction } from './fraction';
import type { SplitOptions } from './split-options';

/** The requested split, with all defaults filled in. */
export type SplitWish = Required<SplitOptions>;

/** The number of pods of each version. */
export interface PodCounts {
  readonly stable: number;
  readonly canary: number;
}

/**
 * The factor of percentages. Whole percentages and pod counts multiply to less than 2^53, so plain numbers are exact
 * for them.
 */
const HUNDRED = 100;

/**
 * Returns the closest split that a wish allows, with a pod on both sides. Of equally close ones, the one with fewer
 * pods wins, then the one with more canary pods.
 *
 * @param wish with a percentage above 0 and below 100
 * @returns `undefined` if the two versions can't have a pod each
 */
export function closestSplit(wish: SplitWish): PodCounts | undefined {
  const { replicas, trafficPercent, maxSurge, capacityPolicy } = wish;
  return capacityPolicy === CapacityPolicy.KEEP_STABLE
    ? closestOnTop(trafficPercent, replicas, maxSurge)
    : closestInPlace(trafficPercent, Math.max(replicas, 2), replicas + maxSurge);
}

/** Reports whether a split is within the tolerance of the wish. */
export function isWithin(counts: PodCounts, { trafficPercent, tolerance }: SplitWish): boolean {
  if (Number.isInteger(trafficPercent) && Number.isInteger(tolerance)) {
    return wholeError(counts, trafficPercent) <= tolerance * totalOf(counts);
  }
  return compare(shareError(counts, trafficPercent), toShare(tolerance)) <= 0;
}

/** Reports whether the closest split of a wish is within its tolerance. */
export function canBeMet(wish: SplitWish): boolean {
  const closest = closestSplit(wish);
  return closest !== undefined && isWithin(closest, wish);
}

/** Returns the smallest tolerance that accepts a split, in percentage points with two decimals. */
export function toleranceFor(counts: PodCounts, percent: number): number {
  const { numerator, denominator } = shareError(counts, percent);
  return Number(ceilDivide(numerator * 10_000n, denominator)) / 100;
}

/** Returns a percentage as a share from 0 to 1. */
export function toShare(percent: number): Fraction {
  const { numerator, denominator } = decimalToFraction(percent);
  return { numerator, denominator: denominator * 100n };
}

function closestInPlace(percent: number, from: number, to: number): PodCounts | undefined {
  if (from > to) return undefined;
  return Number.isInteger(percent) ? closestToWholePercent(percent, from, to) : closestToDecimal(percent, from, to);
}

/**
 * Returns the closest split by trying the totals one by one. One of any hundred in a row is a multiple of 100, which
 * meets the percentage.
 */
function closestToWholePercent(percent: number, from: number, to: number): PodCounts {
  let total = 0;
  let canary = 0;
  let error = Infinity;
  for (let pods = from; pods <= to && error > 0; pods++) {
    const count = Math.min(Math.max(Math.floor((percent * pods) / HUNDRED + 0.5), 1), pods - 1);
    const countError = Math.abs(HUNDRED * count - percent * pods);
    // The difference of the shares is error / total. Comparing products of both totals keeps this exact, since no error
    // exceeds 100.
    if (total === 0 || countError * total < error * pods) [total, canary, error] = [pods, count, countError];
  }
  return { stable: total - canary, canary };
}

/** Returns the closest split without trying each total, because decimals can require totals in the millions. */
function closestToDecimal(percent: number, from: number, to: number): PodCounts | undefined {
  const share = toShare(percent);
  const below = largestShareUpTo(share, from, to);
  // A canary share just above p is a stable share just below 100 - p.
  const mirrored = largestShareUpTo(subtract(fraction(1, 1), share), from, to);
  const above = mirrored && { stable: mirrored.canary, canary: mirrored.stable };
  return closer(below, above, percent);
}

/** Returns the split with the largest canary share up to a limit between 0 and 1, and at least one canary pod. */
function largestShareUpTo(limit: Fraction, from: number, to: number): PodCounts | undefined {
  // With fewer pods than this, a single canary pod is already above the limit.
  const fewestForOne = ceilDivide(limit.denominator, limit.numerator);
  const fewest = fewestForOne > BigInt(from) ? fewestForOne : BigInt(from);
  if (fewest > BigInt(to)) return undefined;
  const { numerator, denominator } = largestFractionUpTo(limit, fewest, BigInt(to));
  return { stable: Number(denominator - numerator), canary: Number(numerator) };
}

/** Returns the closest split with all stable pods plus 1 to `maxSurge` canary pods. */
function closestOnTop(percent: number, stable: number, maxSurge: number): PodCounts | undefined {
  if (stable < 1 || maxSurge < 1) return undefined;
  // The share c / (stable + c) grows with c, so the closest count is next to the c that would be exact.
  const low = canaryBelow(percent, stable);
  const fewer = { stable, canary: Math.min(Math.max(low, 1), maxSurge) };
  const more = { stable, canary: Math.min(Math.max(low + 1, 1), maxSurge) };
  return fewer.canary === more.canary ? fewer : closer(fewer, more, percent);
}

/** Returns the most canary pods beside all stable pods whose share does not exceed the percentage. */
function canaryBelow(percent: number, stable: number): number {
  if (Number.isInteger(percent)) return Math.floor((stable * percent) / (HUNDRED - percent));
  const { numerator, denominator } = toShare(percent);
  return Number((BigInt(stable) * numerator) / (denominator - numerator));
}

/**
 * Returns the closer of two splits; if both are equally close, the one with fewer pods, then the one with more canary
 * pods.
 */
function closer(a: PodCounts | undefined, b: PodCounts | undefined, percent: number): PodCounts | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const order = compareErrors(a, b, percent) || totalOf(a) - totalOf(b) || b.canary - a.canary;
  return order <= 0 ? a : b;
}

function compareErrors(a: PodCounts, b: PodCounts, percent: number): number {
  if (!Number.isInteger(percent)) return compare(shareError(a, percent), shareError(b, percent));
  return wholeError(a, percent) * totalOf(b) - wholeError(b, percent) * totalOf(a);
}

/** Returns the distance of the canary's share of the pods from the percentage, both from 0 to 1. */
function shareError(counts: PodCounts, percent: number): Fraction {
  return distance(fraction(counts.canary, totalOf(counts)), toShare(percent));
}

/** Returns the distance in percentage points times the total, which is a whole number for a whole percentage. */
function wholeError(counts: PodCounts, percent: number): number {
  return Math.abs(HUNDRED * counts.canary - percent * totalOf(counts));
}

function totalOf({ stable, canary }: PodCounts): number {
  return stable + canary;
}
