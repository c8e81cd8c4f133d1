import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIntOrPercent, isUpTo100Percent, roundDown, roundUp } from '../../src/model/int-or-percent';

it.each([0, 3, '0%', '25%', '150%'])('takes %j', (value) => expect(isIntOrPercent(value)).toBe(true));

it.each([-1, 1.5, NaN, Infinity, '3', '2.5%', '-1%', '%', '', null, undefined, {}])('does not take %j', (value) => {
  expect(isIntOrPercent(value)).toBe(false);
});

it.each([0, 300, '0%', '25%', '100%', '0100%'])('takes %j as pods that may be missing', (value) => {
  expect(isUpTo100Percent(value)).toBe(true);
});

it.each(['101%', '120%', '999999999%', -1, '3', '2.5%', undefined])(
  'does not take %j as pods that may be missing',
  (value) => expect(isUpTo100Percent(value)).toBe(false),
);

describe('roundUp and roundDown', () => {
  it.each([
    ['25%', 10, 3, 2],
    ['25%', 1, 1, 0],
    ['25%', 4, 1, 1],
    ['7%', 100, 7, 7],
    ['0%', 10, 0, 0],
    ['100%', 7, 7, 7],
    [4, 10, 4, 4],
    ['25%', 0, 0, 0],
  ])('%j of %i pods is %i or %i', (value, of, up, down) => {
    expect(roundUp(value, of)).toBe(up);
    expect(roundDown(value, of)).toBe(down);
  });

  it('are less than one pod apart from the exact share', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(1_000_000), (percent, of) => {
        const exact = BigInt(percent) * BigInt(of);
        const up = BigInt(roundUp(`${percent}%`, of)) * 100n;
        const down = BigInt(roundDown(`${percent}%`, of)) * 100n;
        return down <= exact && exact <= up && up - exact < 100n && exact - down < 100n;
      }),
    );
  });

  it('refuse other values', () => {
    expect(() => roundUp('a lot', 10)).toThrow(
      'int or percent: expected a whole number or a percentage, got "a lot"; use 25%',
    );
  });
});
