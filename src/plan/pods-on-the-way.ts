import type { PodCounts } from '../split/closest-split';
import { exactly, hull, sum } from '../model/range';
import { shareBounds } from '../model/share';

/** The prediction for the pods of both versions between two stages, both included. */
export interface PodsOnTheWay {
  /** The fewest ready pods. */
  readonly lowestReady: number;
  /** The most pods. */
  readonly highestReady: number;
  /** The highest share of the canary, in percent. */
  readonly highestPercent: number;
}

/**
 * Predicts the pods while the Deployments of both versions are scaled at the same time, in any order and at any speed.
 */
export function podsOnTheWay(from: PodCounts, to: PodCounts): PodsOnTheWay {
  const stable = hull(exactly(from.stable), exactly(to.stable));
  const canary = hull(exactly(from.canary), exactly(to.canary));
  const all = sum([stable, canary]);
  return {
    lowestReady: all.low,
    highestReady: all.high,
    highestPercent: shareBounds(canary, stable).highest ?? 0,
  };
}
