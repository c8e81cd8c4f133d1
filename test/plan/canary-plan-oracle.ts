import { roundDown } from '../../src/model/int-or-percent';
import type { PodCounts } from '../../src/split/closest-split';

/** The limits of a brute-force search between two steps. */
export interface Limits {
  readonly floor: number;
  readonly ceiling: number;
  readonly maxUnavailable: number | string;
  /** The highest share of the traffic that the canary may get, in percent. */
  readonly maxPercent: number;
}

/** Returns the fewest stages from one state to another by trying every state, or Infinity if there is no way. */
export function fewestStages(from: PodCounts, to: PodCounts, limits: Limits): number {
  const all = everyState(limits);
  const seen = new Set([keyOf(from)]);
  let reached = [from];
  for (let stages = 0; reached.length > 0; stages++) {
    if (reached.some((state) => keyOf(state) === keyOf(to))) return stages;
    const next = all.filter(
      (state) => !seen.has(keyOf(state)) && reached.some((previous) => isAllowed(previous, state, limits)),
    );
    next.forEach((state) => seen.add(keyOf(state)));
    reached = next;
  }
  return Infinity;
}

/** Reports whether everything that may happen between two states is allowed, directly by the definition. */
export function isAllowed(a: PodCounts, b: PodCounts, limits: Limits): boolean {
  const lowest = Math.min(a.stable, b.stable) + Math.min(a.canary, b.canary);
  const highest = Math.max(a.stable, b.stable) + Math.max(a.canary, b.canary);
  const steady = Math.min(a.stable + a.canary, b.stable + b.canary);
  const canary = Math.max(a.canary, b.canary);
  const served = canary + Math.min(a.stable, b.stable);
  return (
    lowest >= limits.floor &&
    lowest >= steady - roundDown(limits.maxUnavailable, steady) &&
    highest <= limits.ceiling &&
    100 * canary <= limits.maxPercent * served + 1e-9
  );
}

function everyState({ floor, ceiling }: Limits): PodCounts[] {
  const states: PodCounts[] = [];
  for (let stable = 0; stable <= ceiling; stable++) {
    for (let canary = Math.max(0, floor - stable); stable + canary <= ceiling; canary++)
      states.push({ stable, canary });
  }
  return states;
}

function keyOf({ stable, canary }: PodCounts): string {
  return `${stable}+${canary}`;
}
