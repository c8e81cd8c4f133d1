import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replicasForPercent, splitReplicas, type ReplicasForPercentOptions } from '../../src/index';
import { trySplit } from '../../src/split/split-replicas';
import { innerPercent } from './split-arbitraries';
import { errorOf, isWithinPoints } from './split-oracle';

/** Returns the answer by trying every count of pods and of canary pods. */
function bruteForceTotal(from: number, percent: number, tolerance: number): number {
  for (let total = from; ; total++) {
    for (let canary = 1; canary < total; canary++) {
      if (isWithinPoints(errorOf(canary, total, percent), tolerance)) return total;
    }
  }
}

describe('replicasForPercent', () => {
  it('gives the results of its docstring', () => {
    expect(replicasForPercent({ trafficPercent: 10 })).toBe(7);
    expect(replicasForPercent({ trafficPercent: 10, tolerance: 0 })).toBe(10);
    expect(replicasForPercent({ trafficPercent: 33.3, tolerance: 1, minReplicas: 10 })).toBe(12);
  });

  it.each([
    [{ trafficPercent: 50 }, 2],
    [{ trafficPercent: 1 }, 17],
    [{ trafficPercent: 99 }, 17],
    [{ trafficPercent: 1, tolerance: 0 }, 100],
    [{ trafficPercent: 10, minReplicas: 12 }, 12],
    [{ trafficPercent: 33.3, tolerance: 0 }, 1000],
    [{ trafficPercent: 12.3456789, tolerance: 0 }, 1_000_000_000],
    [{ trafficPercent: 25, tolerance: 0, minReplicas: 2_147_483_641 }, 2_147_483_644],
    [{ trafficPercent: 50, tolerance: 100, minReplicas: 0 }, 2],
  ])('for %o is %i', (options, replicas) => {
    expect(replicasForPercent(options)).toBe(replicas);
  });

  it.each([-0, 0, 1, 5])('needs no more than %i replicas for 0% and 100%', (minReplicas) => {
    expect(replicasForPercent({ trafficPercent: 0, tolerance: 0, minReplicas })).toBe(minReplicas + 0);
    expect(replicasForPercent({ trafficPercent: 100, tolerance: 0, minReplicas })).toBe(minReplicas + 0);
  });

  it('is the smallest count that brute force finds, and the split accepts it', () => {
    const options = fc.record({
      trafficPercent: innerPercent,
      tolerance: fc.integer({ min: 300_000, max: 10_000_000 }).map((millionths) => millionths / 1_000_000),
      minReplicas: fc.nat(60),
    });
    fc.assert(
      fc.property(options, ({ minReplicas, ...wish }) => {
        const replicas = replicasForPercent({ ...wish, minReplicas });
        expect(replicas).toBe(bruteForceTotal(minReplicas, wish.trafficPercent, wish.tolerance));
        expect(splitReplicas({ ...wish, replicas }).errorPoints).toBeLessThanOrEqual(wish.tolerance + 1e-9);
      }),
    );
  });

  it('is a count that one pod less does not do, however small the tolerance', () => {
    const options = fc.record({
      trafficPercent: innerPercent,
      tolerance: fc.integer({ min: 1, max: 1_000 }).map((millionths) => millionths / 1_000_000),
      minReplicas: fc.integer({ min: 2, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(options, ({ minReplicas, ...wish }) => {
        const replicas = replicasForPercent({ ...wish, minReplicas });
        const surge = replicas - minReplicas;
        const all = { ...wish, replicas: minReplicas, maxSurge: surge };
        expect(trySplit(all).value?.total).toBe(replicas);
        if (surge > 0) expect(trySplit({ ...all, maxSurge: surge - 1 }).value).toBeUndefined();
      }),
    );
  });

  it('says which tolerance some count meets if none meets the given one', () => {
    expect(() => replicasForPercent({ trafficPercent: 1e-9, tolerance: 0 })).toThrow(
      new Error(
        'replicasForPercent: tolerance: expected a tolerance that 2147483647 or fewer replicas can meet for trafficPercent: 1e-9, got 0; set tolerance: 0.01',
      ),
    );
  });

  it('names all options that are out of range at once', () => {
    const options = { trafficPercent: NaN, tolerance: -1, minReplicas: 0.5 };
    expect(() => replicasForPercent(options)).toThrow(
      new Error(
        'replicasForPercent: 3 problems\n' +
          '  - trafficPercent: expected a number from 0 to 100, got NaN; state the share of the traffic that the canary should get\n' +
          '  - tolerance: expected a number of points from 0 to 100, got -1; state how far off the percentage may be, or leave it out for 5\n' +
          '  - minReplicas: expected a whole number from 0 to 2147483647, got 0.5; state the minimum number of replicas, or leave it out for 1',
      ),
    );
  });

  it('requires options', () => {
    expect(() => replicasForPercent(null as unknown as ReplicasForPercentOptions)).toThrow(
      new Error(
        'replicasForPercent: options: expected an object, got null; pass options such as { trafficPercent: 10 }',
      ),
    );
  });
});
