import type { PodCounts } from '../split/closest-split';
import { type CapacityBounds, isSafeMove, missing, totalOf } from './capacity-bounds';
import { podsOnTheWay } from './pods-on-the-way';
import { shortestWay } from './shortest-way';

/** The tolerance for rounding, because shares are quotients: 30% may be slightly more. */
const ROUNDING = 1e-9;

/**
 * Returns the stages after one state and up to the next step, the step included: as few as the bounds allow. A shorter
 * way may exist only if both states run surge pods and the ceiling is above 48 pods.
 *
 * All pods of a stage may come and go at the same time. The pods that stay on both sides must therefore reach the
 * floor, and the old and new pods together must not exceed the ceiling. Each stage goes as far as these two allow: the
 * larger the canary and the fewer stable pods, the further the next stage can go.
 *
 * @param to between the bounds, like `from`
 * @param maxPercent the highest share of the canary on the way, at least its share in both states
 * @param bounds with a floor below the ceiling; otherwise no pod can move
 */
export function stagesBetween(from: PodCounts, to: PodCounts, bounds: CapacityBounds, maxPercent: number): PodCounts[] {
  const canaryFirst = walk(from, to, bounds, maxPercent, 'canary');
  if (canaryFirst.length < 2) return canaryFirst;
  const stableFirst = walk(from, to, bounds, maxPercent, 'stable');
  const greedy = stableFirst.length < canaryFirst.length ? stableFirst : canaryFirst;
  // If both states have surge pods, the larger total requires more existing pods to stay than the floor does. A stage
  // with fewer pods in between avoids this, but the greedy search does not find it.
  const steady = Math.min(totalOf(from), totalOf(to));
  if (greedy.length < 3 || steady - missing(bounds, steady) <= bounds.floor) return greedy;
  const isAllowed = (a: PodCounts, b: PodCounts): boolean =>
    isSafeMove(a, b, bounds) && podsOnTheWay(a, b).highestPercent <= maxPercent + ROUNDING;
  return shortestWay(from, to, greedy.length - 1, bounds, isAllowed) ?? greedy;
}

/**
 * Returns the stages of one way.
 *
 * @param first the side that goes as far as it can if not both can
 */
function walk(
  from: PodCounts,
  to: PodCounts,
  bounds: CapacityBounds,
  maxPercent: number,
  first: keyof PodCounts,
): PodCounts[] {
  const stages: PodCounts[] = [];
  let current = from;
  while (!samePods(current, to)) {
    current = nextStage(current, to, bounds, maxPercent, first);
    stages.push(current);
  }
  return stages;
}

function nextStage(
  from: PodCounts,
  to: PodCounts,
  bounds: CapacityBounds,
  maxPercent: number,
  first: keyof PodCounts,
): PodCounts {
  const stable = furthest(from.stable, to.stable, bounds.floor - from.canary, bounds.ceiling - from.canary);
  const canary = furthest(from.canary, to.canary, bounds.floor - from.stable, bounds.ceiling - from.stable);
  if (!isSafeMove(from, { stable, canary }, bounds)) return slowed(from, { stable, canary }, bounds, first);
  if (podsOnTheWay(from, { stable, canary }).highestPercent <= maxPercent + ROUNDING) return { stable, canary };
  // A step with surge may need more stable pods than there are, and those must be ready before the canary's pods come.
  // A step without surge that follows one with surge may need fewer pods of both, and there the canary's pods go first.
  return stable > from.stable ? { stable, canary: from.canary } : { stable: from.stable, canary };
}

/** Returns a stage in which one side goes as far as it can, and the other only as far as pods may be missing. */
function slowed(from: PodCounts, to: PodCounts, bounds: CapacityBounds, first: keyof PodCounts): PodCounts {
  return first === 'canary'
    ? { stable: Math.max(to.stable, from.stable - missing(bounds, totalOf(from))), canary: to.canary }
    : { stable: to.stable, canary: Math.min(to.canary, from.canary + missing(bounds, to.stable + from.canary)) };
}

/** Returns the count closest to the target that the bounds allow one side while the other side moves too. */
function furthest(from: number, to: number, lowest: number, highest: number): number {
  return to < from ? Math.min(from, Math.max(to, lowest)) : Math.max(from, Math.min(to, highest));
}

function samePods(a: PodCounts, b: PodCounts): boolean {
  return a.stable === b.stable && a.canary === b.canary;
}
