/** A number of pods that is known only by its bounds, both included. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** The range of no pods. */
export const NONE: Range = { low: 0, high: 0 };

/** Returns the range of a known number of pods. */
export function exactly(count: number): Range {
  return { low: count, high: count };
}

/** Returns the smallest range that contains all given ranges. */
export function hull(first: Range, ...others: Range[]): Range {
  let { low, high } = first;
  for (const range of others) {
    if (range.low < low) low = range.low;
    if (range.high > high) high = range.high;
  }
  return { low, high };
}

/** Returns the total of several independent sets of pods. */
export function sum(ranges: Range[]): Range {
  return ranges.reduce((total, range) => ({ low: total.low + range.low, high: total.high + range.high }), NONE);
}

export function sameRange(a: Range, b: Range): boolean {
  return a.low === b.low && a.high === b.high;
}
