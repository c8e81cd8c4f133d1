/** Returns the median of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Returns the median of some numbers, with the lowest and the highest. */
export function spread(numbers) {
  return { middle: median(numbers), low: Math.min(...numbers), high: Math.max(...numbers) };
}

/**
 * Returns the ratio of two series, round by round. A temporary slowdown of the machine affects both in the same round,
 * so it cancels out.
 */
export function ratio(series, base) {
  return spread(series.map((value, round) => value / base[round]));
}
