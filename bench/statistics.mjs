/** Returns the median of some numbers. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Returns the median of some numbers, with the lowest, the highest, and all of them. */
export function spread(numbers) {
  return { middle: median(numbers), low: Math.min(...numbers), high: Math.max(...numbers), all: numbers };
}

/**
 * Returns the ratio of two series, round by round. A temporary slowdown of the machine affects both in the same round,
 * so it cancels out.
 */
export function ratio(series, base) {
  return spread(series.map((value, round) => value / base[round]));
}

/**
 * Returns the ratio of the processor times of a unit in a large input and in a small one, for the rounds that both have.
 *
 * @param large the results of all rounds, and the number of units
 * @param small the same for the small input
 */
export function growth(large, small) {
  const timesOf = ({ results, count }) => results.map(({ cpu }) => cpu / count);
  return ratio(timesOf(large).slice(0, small.results.length), timesOf(small));
}
