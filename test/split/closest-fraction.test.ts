import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largestFractionUpTo } from '../../src/split/closest-fraction';
import { fraction, type Fraction } from '../../src/split/fraction';

/** Returns the best fraction by trying all denominators. */
function tryAll({ numerator, denominator }: Fraction, from: bigint, to: bigint): Fraction {
  let best: Fraction | undefined;
  for (let candidate = from; candidate <= to; candidate++) {
    const top = (numerator * candidate) / denominator;
    if (best === undefined || top * best.denominator > best.numerator * candidate) best = fraction(top, candidate);
  }
  return best!;
}

function limits(largest: bigint) {
  const part = fc.bigInt({ min: 0n, max: largest });
  return fc.tuple(part, part).map(([a, b]) => fraction(a, b + 1n));
}

describe('largestFractionUpTo', () => {
  it.each([
    [fraction(1, 4), 10n, 11n, fraction(2, 10)],
    [fraction(1, 4), 10n, 12n, fraction(3, 12)],
    [fraction(1, 2), 4n, 10n, fraction(2, 4)],
    [fraction(1, 3), 1n, 2n, fraction(0, 1)],
    [fraction(7, 2), 1n, 1n, fraction(3, 1)],
    [fraction(0, 5), 3n, 9n, fraction(0, 3)],
    // 355/113 is the well-known approximation of pi.
    [fraction(314_159_265_358_979n, 10n ** 14n), 1n, 113n, fraction(333, 106)],
    [fraction(314_159_265_358_980n, 10n ** 14n), 1n, 40_000n, fraction(103_993, 33_102)],
  ])('of %o with a denominator from %s to %s', (limit, from, to, expected) => {
    expect(largestFractionUpTo(limit, from, to)).toEqual(expected);
  });

  it('is the largest that trying all denominators finds, with the smallest denominator', () => {
    for (const largest of [12n, 300n, 10n ** 9n, 10n ** 30n]) {
      fc.assert(
        fc.property(limits(largest), fc.bigInt(1n, 900n), fc.bigInt(0n, 900n), (limit, from, more) => {
          expect(largestFractionUpTo(limit, from, from + more)).toEqual(tryAll(limit, from, from + more));
        }),
      );
    }
  });
});
