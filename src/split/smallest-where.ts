/**
 * Returns the smallest whole number from `from` to `to` that meets a condition. Once the condition holds, it must hold
 * for all larger numbers too. Doubling steps find a small answer soon, and halving the last step finds a large one
 * after a few dozen tests.
 *
 * @returns `undefined` if the condition never holds
 */
export function smallestWhere(from: number, to: number, holds: (value: number) => boolean): number | undefined {
  if (from > to) return undefined;
  let low = from;
  let high = from;
  for (let step = 1; !holds(high); step *= 2) {
    if (high === to) return undefined;
    high = Math.min(high + step, to);
  }
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
