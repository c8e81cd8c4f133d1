import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCodeUnit } from '../../src/text/by-code-unit';
import { byNaturalOrder } from '../../src/text/by-natural-order';
import { watchedText } from '../support/watched-text';

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

describe('a comparison', () => {
  /** Returns how many characters the comparison of two texts reads. */
  const readsOf = (a: string, b: string): number => {
    let reads = 0;
    const onRead = (characters: number): number => (reads += characters);
    byNaturalOrder(watchedText(a, onRead), watchedText(b, onRead));
    return reads;
  };

  it.each([
    ['a letter', 'shop', 'ship'],
    ['a number', 'shop-10', 'shop-9'],
    ['a letter and a number', 'shop-', 'shop1'],
  ])('reads nothing after %s that differs, because an attacker may choose long names', (_, a, b) => {
    const [short, long] = [10, 10_000].map((count) =>
      readsOf(`${a}-${'a1'.repeat(count)}`, `${b}-${'a1'.repeat(count)}`),
    );
    expect(short).toBeGreaterThan(5);
    expect(long).toBe(short);
  });

  it.each<[string, (count: number) => [string, string]]>([
    ['many equal numbers', (count) => ['a1'.repeat(count), `${'a1'.repeat(count)}a2`]],
    ['many numbers that differ in zeros alone', (count) => ['a01'.repeat(count), 'a1'.repeat(count)]],
    ['one number of many digits', (count) => [`${'1'.repeat(count)}2`, `${'1'.repeat(count)}3`]],
    ['one number after many zeros', (count) => [`${'0'.repeat(count)}2`, `${'0'.repeat(count)}3`]],
    ['equal texts', (count) => ['a1'.repeat(count), 'a1'.repeat(count)]],
  ])('of %s reads in proportion to them', (_, textsOf) => {
    const [small, large] = [readsOf(...textsOf(400)), readsOf(...textsOf(800))];
    expect(small).toBeGreaterThan(400);
    // Quadratic code would read four times as much.
    expect(large / small).toBeLessThan(2.1);
  });
});
