import { describe, expect, it } from 'vitest';
import { explicitSplit, type ExplicitSplitOptions } from '../../src/index';

describe('explicitSplit', () => {
  it('reports the share that the counts have', () => {
    expect(explicitSplit({ stable: 5, canary: 10 })).toEqual({
      stable: 5,
      canary: 10,
      total: 15,
      actualPercent: 1000 / 15,
      errorPoints: 0,
    });
  });

  it('gives the results of its docstring', () => {
    expect(explicitSplit({ stable: 5, canary: 15 })).toEqual({
      stable: 5,
      canary: 15,
      total: 20,
      actualPercent: 75,
      errorPoints: 0,
    });
    expect(explicitSplit({ stable: 5, canary: 15, trafficPercent: 70 })).toEqual({
      stable: 5,
      canary: 15,
      total: 20,
      actualPercent: 75,
      errorPoints: 5,
    });
  });

  it.each([
    [10, 0, 0, 0],
    [0, 10, 100, 0],
    [0, 10, 90, 10],
    [2, 1, 33.333333, 1 / 3_000_000],
  ])('compares %i + %i with %d%%', (stable, canary, trafficPercent, errorPoints) => {
    expect(explicitSplit({ stable, canary, trafficPercent }).errorPoints).toBe(errorPoints);
  });

  it('never returns -0', () => {
    const split = explicitSplit({ stable: -0, canary: -0, trafficPercent: -0 });
    for (const count of Object.values(split)) expect(Object.is(count, 0)).toBe(true);
  });

  it('gives a version without pods no share', () => {
    expect(explicitSplit({ stable: 0, canary: 0 })).toMatchObject({ total: 0, actualPercent: 0, errorPoints: 0 });
    expect(explicitSplit({ stable: 0, canary: 0, trafficPercent: 40 })).toMatchObject({
      actualPercent: 0,
      errorPoints: 40,
    });
    expect(explicitSplit({ stable: 0, canary: 0, trafficPercent: 100 })).toMatchObject({
      actualPercent: 100,
      errorPoints: 0,
    });
  });

  it('names all options that are out of range at once', () => {
    const options = { stable: -1, canary: '10', trafficPercent: 200 } as unknown as ExplicitSplitOptions;
    expect(() => explicitSplit(options)).toThrow(
      new Error(
        'explicitSplit: 3 problems\n' +
          '  - stable: expected a whole number from 0 to 2147483647, got -1; state how many pods run the stable version\n' +
          '  - canary: expected a whole number from 0 to 2147483647, got "10"; remove the quotes\n' +
          '  - trafficPercent: expected a number from 0 to 100, got 200; state the percentage to compare with, or leave it out',
      ),
    );
  });

  it('requires options', () => {
    expect(() => explicitSplit(undefined as unknown as ExplicitSplitOptions)).toThrow(
      new Error(
        'explicitSplit: options: expected an object, got undefined; pass options such as { stable: 5, canary: 10 }',
      ),
    );
  });
});
