import { byCodeUnit } from './by-code-unit';

/**
 * Compares two texts by code unit, but the numbers in them by value. The order is the same in every locale.
 *
 * @example
 * ['shop-10', 'shop-2'].sort(byNaturalOrder) // => ['shop-2', 'shop-10']
 */
export function byNaturalOrder(a: string, b: string): number {
  if (a === b) return 0;
  const [first, second] = [partsOf(a), partsOf(b)];
  for (let index = 0; index < Math.min(first.length, second.length); index++) {
    const order = compareParts(first[index]!, second[index]!);
    if (order !== 0) return order;
  }
  return first.length - second.length || byCodeUnit(a, b);
}

/** Returns the numbers of a text, and the parts between them. */
function partsOf(text: string): string[] {
  return text.match(/\d+|\D+/g) ?? [];
}

function compareParts(a: string, b: string): number {
  if (!/^\d/.test(a) || !/^\d/.test(b)) return byCodeUnit(a, b);
  // Without leading zeros, the longer number is the larger one, whatever its length.
  const [first, second] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return first.length - second.length || byCodeUnit(first, second);
}
