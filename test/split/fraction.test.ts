import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilDivide, decimalToFraction, fraction, reduce, toNumber } from '../../src/split/fraction';

describe('decimalToFraction', () => {
  it.each([
    [0, 0n, 1n],
    [25, 25n, 1n],
    [33.3, 333n, 10n],
    [0.1, 1n, 10n],
    [99.999999, 99_999_999n, 1_000_000n],
    [1e-7, 1n, 10_000_000n],
    [1.5e-7, 15n, 100_000_000n],
    [5e-324, 5n, 10n ** 324n],
    [1e21, 10n ** 21n, 1n],
    [1.5e21, 15n * 10n ** 20n, 1n],
  ])('reads %d as it is written', (value, numerator, denominator) => {
    expect(decimalToFraction(value)).toEqual({ numerator, denominator });
  });

  it('reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), (value) => {
        const { numerator, denominator } = decimalToFraction(value);
        const exponent = denominator.toString().length - 1;
        expect(Number(`${numerator}e-${exponent}`)).toBe(value + 0);
      }),
    );
  });
});

describe('toNumber', () => {
  it('is within a rounding of the exact quotient, however large the parts', () => {
    expect(toNumber(fraction(1, 3))).toBe(1 / 3);
    expect(toNumber(fraction(10n ** 400n, 4n * 10n ** 400n))).toBe(0.25);
    expect(toNumber(fraction(10n ** 326n + 1n, 3n * 10n ** 326n))).toBeCloseTo(1 / 3, 15);
  });
});

describe('reduce', () => {
  it('keeps the value and leaves no common divisor', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.bigInt({ min: 1n, max: 10n ** 30n }), (a, b) => {
        const { numerator, denominator } = reduce(fraction(a, b));
        expect(numerator * b).toBe(denominator * a);
        expect(reduce(fraction(numerator, denominator))).toEqual({ numerator, denominator });
        expect(reduce(fraction(6n * numerator, 6n * denominator))).toEqual({ numerator, denominator });
      }),
    );
  });
});

describe('ceilDivide', () => {
  it.each([
    [0n, 3n, 0n],
    [1n, 3n, 1n],
    [3n, 3n, 1n],
    [4n, 3n, 2n],
    [-1n, 3n, 0n],
    [-3n, 3n, -1n],
    [-4n, 3n, -1n],
  ])('rounds %s / %s up to %s', (dividend, divisor, quotient) => {
    expect(ceilDivide(dividend, divisor)).toBe(quotient);
  });
});
