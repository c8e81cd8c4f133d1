/** A number of pods that is known by its bounds alone, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** No pods at all. */
export const NONE: Range = { low: 0, high: 0 };

/** A number of pods that is known. */
export function exactly(count: number): Range {
  return { low: count, high: count };
}

/** The smallest range that holds all the given ones. */
export function hull(first: Range, ...others: Range[]): Range {
  return {
    low: others.reduce((low, range) => Math.min(low, range.low), first.low),
    high: others.reduce((high, range) => Math.max(high, range.high), first.high),
  };
}

/** The pods of several independent sets together. */
export function sum(ranges: Range[]): Range {
  return ranges.reduce((total, range) => ({ low: total.low + range.low, high: total.high + range.high }), NONE);
}

export function sameRange(a: Range, b: Range): boolean {
  return a.low === b.low && a.high === b.high;
}
