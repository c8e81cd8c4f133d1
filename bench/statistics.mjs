/** The middle of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The middle of some numbers, with the lowest and the highest. */
export function spread(numbers) {
  return { middle: median(numbers), low: Math.min(...numbers), high: Math.max(...numbers) };
}

/**
 * How one series compares with another of the same rounds, round by round: what slows the machine down for a while slows
 * both down, and drops out.
 */
export function ratio(series, base) {
  return spread(series.map((value, round) => value / base[round]));
}
