/**
 * The smallest whole number from `from` to `to` for which a condition holds, where it holds for all numbers after the
 * first one too. Doubles its step until the condition holds and then halves it, so that a small answer is found soon and
 * a large one in a few dozen questions.
 *
 * @returns nothing where it holds for none
 */
export function smallestWhere(from: number, to: number, holds: (value: number) => boolean): number | undefined {
  let step = 1;
  let low = from; // everything below fails
  let high = from;
  while (high <= to && !holds(high)) {
    low = high + 1;
    if (high === to) return undefined;
    high = Math.min(high + step, to);
    step *= 2;
  }
  if (high > to) return undefined;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
