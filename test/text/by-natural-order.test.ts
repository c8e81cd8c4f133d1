import fc from 'fast-check';
import { expect, it } from 'vitest';
import { byCodeUnit } from '../../src/text/by-code-unit';
import { byNaturalOrder } from '../../src/text/by-natural-order';

it('sorts numbers by value, and everything else by code unit', () => {
  const names = [
    'shop-10',
    'shop-2',
    'Shop',
    'shop',
    '',
    'shop-2b',
    'shop-02',
    'shop-2-10',
    'shop-2-9',
    '10',
    '9',
    'é',
  ];
  expect(names.sort(byNaturalOrder)).toEqual([
    '',
    '9',
    '10',
    'Shop',
    'shop',
    'shop-02',
    'shop-2',
    'shop-2-9',
    'shop-2-10',
    'shop-2b',
    'shop-10',
    'é',
  ]);
});

const text = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', '-', ' ', '99999999999999999999'), maxLength: 6 });

/** Compares two texts as stated, part by part. */
function byParts(a: string, b: string): number {
  const [first, second] = [a, b].map((whole): string[] => whole.match(/\d+|\D+/g) ?? []) as [string[], string[]];
  const areNumbers = (index: number): boolean => [first, second].every((parts) => /^\d/.test(parts[index]!));
  for (let index = 0; index < Math.min(first.length, second.length); index++) {
    const [one, other] = [first[index]!, second[index]!];
    if (!areNumbers(index) && one !== other) return byCodeUnit(one, other);
    if (areNumbers(index) && BigInt(one) !== BigInt(other)) return BigInt(one) < BigInt(other) ? -1 : 1;
  }
  return first.length - second.length || byCodeUnit(a, b);
}

it('is the order of the parts of the texts: numbers, and the texts between them', () => {
  fc.assert(
    fc.property(text, text, text, (start, a, b) => {
      expect(Math.sign(byNaturalOrder(start + a, start + b))).toBe(Math.sign(byParts(start + a, start + b)));
    }),
  );
});

it('is an order, even for numbers of any length', () => {
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(Math.sign(byNaturalOrder(a, b))).toBe(0 - Math.sign(byNaturalOrder(b, a)));
      expect(byNaturalOrder(a, b) === 0).toBe(a === b);
      if (byNaturalOrder(a, b) < 0 && byNaturalOrder(b, c) < 0) expect(byNaturalOrder(a, c)).toBeLessThan(0);
    }),
  );
});
