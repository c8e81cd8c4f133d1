/**
 * The smallest whole number from `from` to `to` for which a condition holds that, once it holds, holds for all larger
 * numbers too. Steps that double find a small answer soon; halving the last step finds a large one in a few dozen
 * questions.
 *
 * @returns nothing where it holds for none
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
