import { decimalToFraction, distance, fraction, toNumber } from './fraction';

/** The number of pods of each version, and their distance from the requested percentage. */
export interface Split {
  /** The number of pods of the stable version. */
  readonly stable: number;
  /** The number of pods of the canary. */
  readonly canary: number;
  /** The number of all pods. */
  readonly total: number;
  /** The canary's share of the pods, 0 to 100: its share of the traffic once all pods are ready. */
  readonly actualPercent: number;
  /**
   * The distance of the actual percentage from the requested one, in percentage points: 25% instead of 20% is 5 points
   * off.
   */
  readonly errorPoints: number;
}

/** Returns the full report for two counts, compared with a percentage if there is one. */
export function reportSplit(stable: number, canary: number, trafficPercent?: number): Split {
  const total = stable + canary;
  return {
    // A count of -0 becomes a plain 0.
    stable: stable + 0,
    canary: canary + 0,
    total: total + 0,
    actualPercent: actualPercent(canary, total, trafficPercent),
    errorPoints: errorPoints(canary, total, trafficPercent),
  };
}

function actualPercent(canary: number, total: number, trafficPercent: number | undefined): number {
  // Without pods, there is no share, so an exact 0% or 100% counts as met.
  if (total === 0) return trafficPercent === 100 ? 100 : 0;
  return (100 * canary) / total;
}

function errorPoints(canary: number, total: number, trafficPercent: number | undefined): number {
  if (trafficPercent === undefined) return 0;
  if (total === 0) return trafficPercent === 100 ? 0 : trafficPercent + 0;
  // Subtract before dividing: the difference of two rounded percentages that are close would have few correct digits.
  if (Number.isInteger(trafficPercent)) return Math.abs(100 * canary - trafficPercent * total) / total;
  return toNumber(distance(fraction(100 * canary, total), decimalToFraction(trafficPercent)));
}
