import { CapacityPolicy, type Split, type SplitOptions } from '../../src/index';

/** The decimals of the percentages that the oracle understands. */
const MICRO = 1_000_000;
const ONE = 100n * BigInt(MICRO);

export interface OracleSplit {
  readonly stable: number;
  readonly canary: number;
  /** The error as a fraction of whole numbers, from 0 to 1. */
  readonly error: readonly [bigint, bigint];
}

export type OracleOptions = Required<Omit<SplitOptions, 'tolerance'>>;

/** Tries every pair of counts that the rules allow, without using the tested code. */
export function bruteForce(options: OracleOptions): OracleSplit | undefined {
  const { replicas, maxSurge, trafficPercent, capacityPolicy } = options;
  const keepStable = capacityPolicy === CapacityPolicy.KEEP_STABLE;
  let best: OracleSplit | undefined;
  for (let total = replicas; total <= replicas + maxSurge; total++) {
    // Try more canary pods first, and only replace the result with a strictly closer one: this gives the order of ties.
    for (let canary = total - 1; canary >= 1; canary--) {
      const stable = total - canary;
      if (keepStable && stable !== replicas) continue;
      const error = errorOf(canary, total, trafficPercent);
      if (best === undefined || isLess(error, best.error)) best = { stable, canary, error };
    }
  }
  return best;
}

/** Reports whether an error is within a tolerance of up to six decimals. */
export function isWithinPoints(error: readonly [bigint, bigint], tolerance: number): boolean {
  return !isLess([micro(tolerance), ONE], error);
}

/** Returns |canary / total - percent / 100|, exactly. */
export function errorOf(canary: number, total: number, percent: number): readonly [bigint, bigint] {
  const difference = BigInt(canary) * ONE - micro(percent) * BigInt(total);
  return [difference < 0n ? -difference : difference, BigInt(total) * ONE];
}

export function isLess(a: readonly [bigint, bigint], b: readonly [bigint, bigint]): boolean {
  return a[0] * b[1] < b[0] * a[1];
}

/** Returns a percentage in millionths. Rounding only corrects the binary representation of six decimals. */
function micro(percent: number): bigint {
  return BigInt(Math.round(percent * MICRO));
}

/** Returns only the counts of a split. */
export function countsOf({ stable, canary }: Pick<Split, 'stable' | 'canary'>) {
  return { stable, canary };
}
