import fc from 'fast-check';
import { expect, it } from 'vitest';
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

it('is an order, even for numbers of any length', () => {
  const text = fc.string({ unit: fc.constantFrom('0', '1', '9', 'a', '-', ' ', '99999999999999999999'), maxLength: 6 });
  fc.assert(
    fc.property(text, text, text, (a, b, c) => {
      expect(Math.sign(byNaturalOrder(a, b))).toBe(0 - Math.sign(byNaturalOrder(b, a)));
      expect(byNaturalOrder(a, b) === 0).toBe(a === b);
      if (byNaturalOrder(a, b) < 0 && byNaturalOrder(b, c) < 0) expect(byNaturalOrder(a, c)).toBeLessThan(0);
    }),
  );
});
