import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestWhere } from '../../src/split/smallest-where';

describe('smallestWhere', () => {
  it('finds the first number at which the condition holds, and nothing beyond the range', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.nat(300), (from, more, threshold) => {
        const to = from + more;
        const expected = threshold > to ? undefined : Math.max(from, threshold);
        expect(smallestWhere(from, to, (value) => value >= threshold)).toBe(expected);
      }),
    );
  });

  it('returns undefined for an empty range', () => {
    expect(smallestWhere(5, 4, () => true)).toBeUndefined();
  });

  it('evaluates a few dozen values for a range of billions, and only within it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_147_483_647 }), (threshold) => {
        const asked: number[] = [];
        smallestWhere(0, 2_147_483_647, (value) => {
          asked.push(value);
          return value >= threshold;
        });
        expect(asked.length).toBeLessThanOrEqual(66);
        expect(Math.max(...asked)).toBeLessThanOrEqual(2_147_483_647);
      }),
    );
  });
});
