import { describe, expect, it } from 'vitest';
import { CapacityPolicy, splitReplicas, type SplitOptions } from '../../src/index';
import { trySplit } from '../../src/split/split-replicas';
import { countsOf } from './split-oracle';

/** Calls `splitReplicas` with options that TypeScript would not accept. */
function splitAnything(options: unknown) {
  return splitReplicas(options as SplitOptions);
}

describe('splitReplicas', () => {
  it('spends the surge only if it comes closer', () => {
    expect(splitReplicas({ replicas: 10, trafficPercent: 25, maxSurge: 1 })).toEqual({
      stable: 8,
      canary: 3,
      total: 11,
      actualPercent: 300 / 11,
      errorPoints: 25 / 11,
    });
    expect(splitReplicas({ replicas: 10, trafficPercent: 30, maxSurge: 5 })).toEqual({
      stable: 7,
      canary: 3,
      total: 10,
      actualPercent: 30,
      errorPoints: 0,
    });
  });

  it('gives the results of its docstring', () => {
    expect(splitReplicas({ replicas: 10, trafficPercent: 30 })).toEqual({
      stable: 7,
      canary: 3,
      total: 10,
      actualPercent: 30,
      errorPoints: 0,
    });
    expect(splitReplicas({ replicas: 6, trafficPercent: 75, maxSurge: 2 })).toEqual({
      stable: 2,
      canary: 6,
      total: 8,
      actualPercent: 75,
      errorPoints: 0,
    });
    expect(
      splitReplicas({ replicas: 9, trafficPercent: 10, maxSurge: 1, capacityPolicy: CapacityPolicy.KEEP_STABLE }),
    ).toEqual({ stable: 9, canary: 1, total: 10, actualPercent: 10, errorPoints: 0 });
  });

  it.each([
    ['fewer pods: 8 and 12 pods both serve 25%', { replicas: 8, trafficPercent: 25, maxSurge: 4 }, 6, 2],
    [
      'fewer pods: 2 of 4 is as far below 55% as 3 of 5 is above',
      { replicas: 4, trafficPercent: 55, maxSurge: 1 },
      2,
      2,
    ],
    ['fewer pods, with decimals', { replicas: 4, trafficPercent: 32.5, maxSurge: 1, tolerance: 7.5 }, 3, 1],
    ['more canary pods: 2 and 3 of 10 are as far from 25%', { replicas: 10, trafficPercent: 25 }, 7, 3],
    ['more canary pods: 1 and 2 of 3 are as far from 50%', { replicas: 3, trafficPercent: 50, tolerance: 17 }, 1, 2],
    ['more canary pods, with decimals', { replicas: 8, trafficPercent: 56.25, tolerance: 6.25 }, 3, 5],
  ])('breaks a tie for %s', (_, options, stable, canary) => {
    expect(countsOf(splitReplicas(options))).toEqual({ stable, canary });
  });

  it('reads a percentage as it is written, not as the nearest binary number', () => {
    expect(splitReplicas({ replicas: 1000, trafficPercent: 33.3, tolerance: 0 })).toEqual({
      stable: 667,
      canary: 333,
      total: 1000,
      actualPercent: 33.3,
      errorPoints: 0,
    });
    expect(splitReplicas({ replicas: 1_000_000_000, trafficPercent: 1e-7, tolerance: 0 }).canary).toBe(1);
    // 33.333… is 5.0333… points off.
    expect(splitReplicas({ replicas: 3, trafficPercent: 28.3, tolerance: 5.04 }).canary).toBe(1);
    expect(trySplit({ replicas: 3, trafficPercent: 28.3, tolerance: 5.03 }).value).toBeUndefined();
  });

  it('meets a tolerance that the error equals exactly', () => {
    // In binary numbers 5% - 4.9% is a little more than 0.1.
    expect(splitReplicas({ replicas: 20, trafficPercent: 4.9, tolerance: 0.1 }).canary).toBe(1);
    expect(splitReplicas({ replicas: 10, trafficPercent: 25, tolerance: 5 }).canary).toBe(3);
  });

  it.each([0, 1, 7])('is exact at both ends with %i replicas', (replicas) => {
    for (const capacityPolicy of [CapacityPolicy.REPLACE, CapacityPolicy.KEEP_STABLE]) {
      const options = { replicas, maxSurge: 3, tolerance: 0, capacityPolicy };
      expect(splitReplicas({ ...options, trafficPercent: 0 })).toEqual({
        stable: replicas,
        canary: 0,
        total: replicas,
        actualPercent: 0,
        errorPoints: 0,
      });
      expect(splitReplicas({ ...options, trafficPercent: 100 })).toEqual({
        stable: 0,
        canary: replicas,
        total: replicas,
        actualPercent: 100,
        errorPoints: 0,
      });
    }
  });

  it('lets the surge make up the pods if the replicas are 0 or 1', () => {
    expect(countsOf(splitReplicas({ replicas: 0, trafficPercent: 50, maxSurge: 2 }))).toEqual({ stable: 1, canary: 1 });
    expect(countsOf(splitReplicas({ replicas: 1, trafficPercent: 25, maxSurge: 3 }))).toEqual({ stable: 3, canary: 1 });
  });

  it('never returns -0', () => {
    const split = splitReplicas({ replicas: -0, trafficPercent: -0, maxSurge: -0, tolerance: -0 });
    for (const count of Object.values(split)) expect(Object.is(count, 0)).toBe(true);
  });

  it('answers for the largest count that Kubernetes allows', () => {
    expect(splitReplicas({ replicas: 1_000_000, trafficPercent: 33.333333, maxSurge: 1_000_000 })).toMatchObject({
      stable: 666_668,
      canary: 333_334,
      actualPercent: 100 / 3,
    });
    expect(splitReplicas({ replicas: 2_147_483_647, trafficPercent: 50 })).toMatchObject({
      stable: 1_073_741_823,
      canary: 1_073_741_824,
    });
    const exact = splitReplicas({ replicas: 1_000_000_000, trafficPercent: 12.3456789, maxSurge: 1_000_000_000 });
    expect(exact).toEqual({
      stable: 876_543_211,
      canary: 123_456_789,
      total: 1_000_000_000,
      actualPercent: 12.3456789,
      errorPoints: 0,
    });
    const smallest = splitReplicas({ replicas: 0, trafficPercent: 5e-324, maxSurge: 2_147_483_647 });
    expect(countsOf(smallest)).toEqual({ stable: 2_147_483_646, canary: 1 });
    expect(smallest.actualPercent).toBe(100 / 2_147_483_647);
    expect(smallest.errorPoints).toBeCloseTo(100 / 2_147_483_647, 20);
  });
});

describe('in cases that peers round differently', () => {
  it.each([
    [2, 75, 1, 1],
    [5, 90, 1, 4],
    [10, 95, 1, 9],
    [25, 98, 1, 24],
    [50, 99, 1, 49],
  ])(
    'Argo Rollouts gives no canary pod for %i at %i%%: here it is %i + %i',
    (replicas, trafficPercent, stable, canary) => {
      expect(countsOf(splitReplicas({ replicas, trafficPercent, tolerance: 25 }))).toEqual({ stable, canary });
    },
  );

  it('GitLab Auto Deploy runs 10 at 25% as 9 pods: here none is lost', () => {
    expect(splitReplicas({ replicas: 10, trafficPercent: 25 })).toMatchObject({ stable: 7, canary: 3, total: 10 });
  });

  it('Azure Pipelines runs 10 at 25% as 18.75%: here two more pods make it exact', () => {
    expect(splitReplicas({ replicas: 10, trafficPercent: 25, maxSurge: 2 })).toEqual({
      stable: 9,
      canary: 3,
      total: 12,
      actualPercent: 25,
      errorPoints: 0,
    });
  });

  it.each([
    [3, 34, 2, 1],
    [10, 11, 9, 1],
    [10, 51, 5, 5],
  ])('OpenKruise rounds %i at %i%% up: here it is the nearest, %i + %i', (replicas, trafficPercent, stable, canary) => {
    expect(countsOf(splitReplicas({ replicas, trafficPercent }))).toEqual({ stable, canary });
  });

  it('Google Cloud Deploy adds 90 pods for 10 at 90%: here no pod is added unasked', () => {
    expect(countsOf(splitReplicas({ replicas: 10, trafficPercent: 90, maxSurge: 90 }))).toEqual({
      stable: 1,
      canary: 9,
    });
    expect(() =>
      splitReplicas({ replicas: 10, trafficPercent: 90, maxSurge: 1, capacityPolicy: CapacityPolicy.KEEP_STABLE }),
    ).toThrow(
      new Error(
        'splitReplicas: trafficPercent: expected a percentage that 10 stable pods and 1 canary pod can serve within 5 points (the closest is 9.09%, with 10 stable + 1 canary), got 90; ' +
          'set maxSurge: 57, capacityPolicy: CapacityPolicy.REPLACE or tolerance: 80.91',
      ),
    );
  });

  it('is off by 3.24 points on average for 2 to 10 replicas and 1 to 99%, with a surge of 2', () => {
    let sum = 0;
    for (let replicas = 2; replicas <= 10; replicas++) {
      for (let trafficPercent = 1; trafficPercent <= 99; trafficPercent++) {
        sum += splitReplicas({ replicas, trafficPercent, maxSurge: 2, tolerance: 100 }).errorPoints;
      }
    }
    expect((sum / (9 * 99)).toFixed(2)).toBe('3.24');
  });
});

describe('splitReplicas with CapacityPolicy.KEEP_STABLE', () => {
  const capacityPolicy = CapacityPolicy.KEEP_STABLE;

  it('puts the canary on top: 10 pods at 10% are 10 + 1', () => {
    expect(splitReplicas({ replicas: 10, trafficPercent: 10, maxSurge: 1, capacityPolicy })).toEqual({
      stable: 10,
      canary: 1,
      total: 11,
      actualPercent: 100 / 11,
      errorPoints: 10 / 11,
    });
  });

  it.each([
    [10, 50, 10, 10],
    [10, 50, 20, 10],
    [3, 25, 5, 1],
    [10, 33.3, 9, 5],
    [1_000_000, 12.3456789, 1_000_000, 140_845],
  ])('%i at %d%% with a surge of %i adds %i', (replicas, trafficPercent, maxSurge, canary) => {
    const split = splitReplicas({ replicas, trafficPercent, maxSurge, capacityPolicy });
    expect(countsOf(split)).toEqual({ stable: replicas, canary });
  });

  it('breaks a tie for fewer pods', () => {
    // 3 + 1 is 25% and 3 + 2 is 40%.
    expect(
      splitReplicas({ replicas: 3, trafficPercent: 32.5, maxSurge: 2, tolerance: 7.5, capacityPolicy }).canary,
    ).toBe(1);
  });
});

describe('the errors of splitReplicas', () => {
  it.each<[string, SplitOptions, string]>([
    [
      'too few pods',
      { replicas: 3, trafficPercent: 10 },
      'expected a percentage that 3 pods can serve within 5 points (the closest is 33.33%, with 2 stable + 1 canary), got 10; set replicas: 7, maxSurge: 4 or tolerance: 23.34',
    ],
    [
      'too little surge',
      { replicas: 2, trafficPercent: 10, maxSurge: 2, tolerance: 1 },
      'expected a percentage that 2 to 4 pods can serve within 1 point (the closest is 25%, with 3 stable + 1 canary), got 10; set replicas: 8, maxSurge: 8 or tolerance: 15',
    ],
    [
      'one pod',
      { replicas: 1, trafficPercent: 10 },
      'expected 0 or 100 with replicas: 1 and maxSurge: 0, because stable and canary need at least one pod each, got 10; set replicas: 7 or maxSurge: 6',
    ],
    [
      'no pod',
      { replicas: 0, trafficPercent: 50 },
      'expected 0 or 100 with replicas: 0 and maxSurge: 0, because stable and canary need at least one pod each, got 50; set replicas: 2 or maxSurge: 2',
    ],
    [
      'one pod and a percentage that no count meets',
      { replicas: 1, trafficPercent: 1e-9, tolerance: 0 },
      'expected 0 or 100 with replicas: 1 and maxSurge: 0, because stable and canary need at least one pod each, got 1e-9; set replicas: 2 and tolerance: 50',
    ],
    [
      'a percentage that no count meets',
      { replicas: 10, trafficPercent: 33.33333333333, tolerance: 0 },
      'expected a percentage that 10 pods can serve within 0 points (the closest is 30%, with 7 stable + 3 canary), got 33.33333333333; set tolerance: 3.34',
    ],
    [
      'a difference that two decimals hide',
      { replicas: 3, trafficPercent: 33.33, tolerance: 0 },
      'expected a percentage that 3 pods can serve within 0 points (the closest is 33.333%, with 2 stable + 1 canary), got 33.33; set replicas: 10000, maxSurge: 9997 or tolerance: 0.01',
    ],
    [
      'keep stable, without surge',
      { replicas: 10, trafficPercent: 10, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected 0 or 100 with replicas: 10 and maxSurge: 0, because the canary needs a pod beside the stable ones, got 10; set maxSurge: 1 or capacityPolicy: CapacityPolicy.REPLACE',
    ],
    [
      'keep stable, without a stable pod',
      { replicas: 0, trafficPercent: 10, maxSurge: 1, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected 0 or 100 with replicas: 0 and maxSurge: 1, because stable and canary need at least one pod each, got 10; set replicas: 6',
    ],
    [
      'keep stable, too few replicas',
      { replicas: 3, trafficPercent: 10, maxSurge: 2, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected a percentage that 3 stable and 1 to 2 canary pods can serve within 5 points (the closest is 25%, with 3 stable + 1 canary), got 10; set replicas: 6 or tolerance: 15',
    ],
    [
      'keep stable, if neither count alone will do',
      { replicas: 2, trafficPercent: 40, maxSurge: 1, tolerance: 2, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected a percentage that 2 stable pods and 1 canary pod can serve within 2 points (the closest is 33.33%, with 2 stable + 1 canary), got 40; set replicas: 3 and maxSurge: 2 or tolerance: 6.67',
    ],
    [
      'keep stable, with neither stable pods nor surge',
      { replicas: 0, trafficPercent: 1e-9, tolerance: 0, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected 0 or 100 with replicas: 0 and maxSurge: 0, because stable and canary need at least one pod each, got 1e-9; set replicas: 1 and maxSurge: 1 and tolerance: 50',
    ],
    [
      'keep stable, with so much surge that no more replicas fit',
      { replicas: 0, trafficPercent: 10, maxSurge: 2_147_483_647, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected 0 or 100 with replicas: 0 and maxSurge: 2147483647, because stable and canary need at least one pod each, got 10; set replicas: 6 and maxSurge: 1 or capacityPolicy: CapacityPolicy.REPLACE',
    ],
    [
      'keep stable, with so much surge and a percentage that no count meets',
      {
        replicas: 0,
        trafficPercent: 1e-9,
        maxSurge: 2_147_483_647,
        tolerance: 0,
        capacityPolicy: CapacityPolicy.KEEP_STABLE,
      },
      'expected 0 or 100 with replicas: 0 and maxSurge: 2147483647, because stable and canary need at least one pod each, got 1e-9; set replicas: 1 and maxSurge: 1 and tolerance: 50',
    ],
    [
      'a share so small that two decimals show none',
      { replicas: 1_000_000, trafficPercent: 50, maxSurge: 1, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected a percentage that 1000000 stable pods and 1 canary pod can serve within 5 points (the closest is 0.0001%, with 1000000 stable + 1 canary), got 50; set maxSurge: 818182, capacityPolicy: CapacityPolicy.REPLACE or tolerance: 50',
    ],
    [
      'a share so large that two decimals show all',
      { replicas: 100_000, trafficPercent: 99.99999, tolerance: 0 },
      'expected a percentage that 100000 pods can serve within 0 points (the closest is 99.999%, with 1 stable + 99999 canary), got 99.99999; set replicas: 10000000, maxSurge: 9900000 or tolerance: 0.01',
    ],
    [
      'keep stable, with no room on top',
      { replicas: 2_147_483_647, trafficPercent: 1e-7, tolerance: 0, capacityPolicy: CapacityPolicy.KEEP_STABLE },
      'expected 0 or 100 with replicas: 2147483647 and maxSurge: 0, because the canary needs a pod beside the stable ones, got 1e-7; set capacityPolicy: CapacityPolicy.REPLACE and tolerance: 0.01',
    ],
  ])('say what would do: %s', (_, options, message) => {
    expect(() => splitReplicas(options)).toThrow(new Error(`splitReplicas: trafficPercent: ${message}`));
  });

  it.each([
    [
      'replicas',
      -1,
      'expected a whole number from 0 to 2147483647, got -1; state how many pods serve when no canary runs',
    ],
    [
      'replicas',
      1.5,
      'expected a whole number from 0 to 2147483647, got 1.5; state how many pods serve when no canary runs',
    ],
    [
      'replicas',
      NaN,
      'expected a whole number from 0 to 2147483647, got NaN; state how many pods serve when no canary runs',
    ],
    ['replicas', '10', 'expected a whole number from 0 to 2147483647, got "10"; remove the quotes'],
    [
      'replicas',
      2_147_483_648,
      'expected a whole number from 0 to 2147483647, got 2147483648; state how many pods serve when no canary runs',
    ],
    [
      'replicas',
      undefined,
      'expected a whole number from 0 to 2147483647, got undefined; state how many pods serve when no canary runs',
    ],
    [
      'trafficPercent',
      -0.1,
      'expected a number from 0 to 100, got -0.1; state the share of the traffic that the canary should get',
    ],
    [
      'trafficPercent',
      100.1,
      'expected a number from 0 to 100, got 100.1; state the share of the traffic that the canary should get',
    ],
    ['trafficPercent', '25', 'expected a number from 0 to 100, got "25"; remove the quotes'],
    [
      'maxSurge',
      Infinity,
      'expected a whole number from 0 to 2147483647, got Infinity; state how many pods may run in addition to replicas, or leave it out for 0',
    ],
    [
      'maxSurge',
      null,
      'expected a whole number from 0 to 2147483647, got null; state how many pods may run in addition to replicas, or leave it out for 0',
    ],
    [
      'maxSurge',
      2_147_483_647,
      'expected at most 2147483637 with replicas: 10, because Kubernetes counts no further than 2147483647 pods, got 2147483647; set maxSurge: 2147483637 or less',
    ],
    [
      'tolerance',
      101,
      'expected a number of points from 0 to 100, got 101; state how far off the percentage may be, or leave it out for 5',
    ],
    [
      'tolerance',
      NaN,
      'expected a number of points from 0 to 100, got NaN; state how far off the percentage may be, or leave it out for 5',
    ],
    [
      'capacityPolicy',
      'keep',
      'expected "replace" or "keep-stable", got "keep"; use CapacityPolicy.REPLACE or CapacityPolicy.KEEP_STABLE, or leave it out for CapacityPolicy.REPLACE',
    ],
  ])('say what %s may be: not %s', (option, value, message) => {
    expect(() => splitAnything({ replicas: 10, trafficPercent: 25, [option]: value })).toThrow(
      new Error(`splitReplicas: ${option}: ${message}`),
    );
  });

  it('name all options that are out of range at once', () => {
    expect(() => splitAnything({ replicas: -1, trafficPercent: 101, tolerance: 'a lot' })).toThrow(
      new Error(
        'splitReplicas: 3 problems\n' +
          '  - replicas: expected a whole number from 0 to 2147483647, got -1; state how many pods serve when no canary runs\n' +
          '  - trafficPercent: expected a number from 0 to 100, got 101; state the share of the traffic that the canary should get\n' +
          '  - tolerance: expected a number of points from 0 to 100, got "a lot"; state how far off the percentage may be, or leave it out for 5',
      ),
    );
  });

  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [10, '10'],
  ])('ask for options if %s is given', (given, received) => {
    expect(() => splitAnything(given)).toThrow(
      new Error(
        `splitReplicas: options: expected an object, got ${received}; pass options such as { replicas: 10, trafficPercent: 25 }`,
      ),
    );
  });
});
