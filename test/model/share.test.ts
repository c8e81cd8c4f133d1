import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareBounds, shareHull, sharePercent } from '../../src/model/share';

const range = fc.tuple(fc.nat(12), fc.nat(12)).map(([a, b]) => ({ low: Math.min(a, b), high: Math.max(a, b) }));

describe('shareBounds', () => {
  it('are the extremes of all combinations', () => {
    fc.assert(
      fc.property(range, range, (own, others) => {
        const shares: number[] = [];
        for (let a = own.low; a <= own.high; a++) {
          for (let b = others.low; b <= others.high; b++) if (a + b > 0) shares.push((100 * a) / (a + b));
        }
        expect(shareBounds(own, others)).toEqual(
          shares.length === 0
            ? { lowest: undefined, highest: undefined }
            : { lowest: Math.min(...shares), highest: Math.max(...shares) },
        );
      }),
    );
  });

  it('say nothing if there never is an endpoint', () => {
    const none = { low: 0, high: 0 };
    expect(shareBounds(none, none)).toEqual({ lowest: undefined, highest: undefined });
    expect(sharePercent(0, 0)).toBeUndefined();
  });
});

it('shareHull holds all bounds and skips those that say nothing', () => {
  expect(shareHull([{ lowest: 10, highest: 20 }, {}, { lowest: 5, highest: 12 }])).toEqual({ lowest: 5, highest: 20 });
  expect(shareHull([{}])).toEqual({});
});
