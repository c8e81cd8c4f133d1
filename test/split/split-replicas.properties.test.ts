import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CapacityPolicy, splitReplicas } from '../../src/index';
import { trySplit } from '../../src/split/split-replicas';
import { capacityPolicy, innerPercent, smallWish } from './split-arbitraries';
import { bruteForce, countsOf, errorOf, isLess, isWithinPoints } from './split-oracle';

describe('splitReplicas, for any options', () => {
  it('is the closest split that brute force finds, with the same ties', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const expected = bruteForce(wish);
        fc.pre(expected !== undefined);
        expect(countsOf(splitReplicas({ ...wish, tolerance: 100 }))).toEqual(countsOf(expected));
      }),
    );
  });

  it('is the closest split that trying every total of thousands finds', () => {
    const options = fc.record({
      replicas: fc.integer({ min: 2, max: 20_000 }),
      trafficPercent: innerPercent,
      maxSurge: fc.integer({ min: 0, max: 1_000 }),
    });
    fc.assert(
      fc.property(options, ({ replicas, trafficPercent, maxSurge }) => {
        const split = splitReplicas({ replicas, trafficPercent, maxSurge, tolerance: 100 });
        let best: { total: number; canary: number; error: readonly [bigint, bigint] } | undefined;
        for (let total = replicas; total <= replicas + maxSurge; total++) {
          const around = Math.round((total * trafficPercent) / 100);
          for (const canary of [around + 1, around, around - 1]) {
            if (canary < 1 || canary >= total) continue;
            const error = errorOf(canary, total, trafficPercent);
            if (best === undefined || isLess(error, best.error)) best = { total, canary, error };
          }
        }
        expect({ total: split.total, canary: split.canary }).toEqual({ total: best?.total, canary: best?.canary });
      }),
    );
  });

  it('is either within the tolerance or an error, never both far off and silent', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const best = bruteForce(wish);
        const canBeMet = best !== undefined && isWithinPoints(best.error, wish.tolerance);
        const { value: split, problems } = trySplit(wish);
        expect(split !== undefined).toBe(canBeMet);
        expect(problems?.length ?? 0).toBe(canBeMet ? 0 : 1);
      }),
    );
  });

  it('reports the properties of its own counts', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const { value: split } = trySplit({ ...wish, tolerance: 100 });
        fc.pre(split !== undefined);
        expect(split.total).toBe(split.stable + split.canary);
        expect(split.actualPercent).toBe((100 * split.canary) / split.total);
        const [error, unit] = errorOf(split.canary, split.total, wish.trafficPercent);
        expect(split.errorPoints === 0).toBe(error === 0n);
        expect(split.errorPoints).toBeCloseTo((100 * Number(error)) / Number(unit), 12);
        expect(split.errorPoints).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('keeps the bounds: both sides have a pod, no capacity is lost, the surge is not exceeded', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const { value: split } = trySplit({ ...wish, tolerance: 100 });
        fc.pre(split !== undefined);
        expect(split.stable).toBeGreaterThanOrEqual(1);
        expect(split.canary).toBeGreaterThanOrEqual(1);
        expect(split.total).toBeGreaterThanOrEqual(wish.replicas);
        expect(split.total).toBeLessThanOrEqual(wish.replicas + wish.maxSurge);
        if (wish.capacityPolicy === CapacityPolicy.KEEP_STABLE) expect(split.stable).toBe(wish.replicas);
      }),
    );
  });

  it('gives the canary no smaller share for a larger percentage', () => {
    fc.assert(
      fc.property(smallWish, innerPercent, (wish, otherPercent) => {
        const [low, high] = [wish.trafficPercent, otherPercent].sort((a, b) => a - b);
        const { value: lower } = trySplit({ ...wish, trafficPercent: low!, tolerance: 100 });
        const { value: higher } = trySplit({ ...wish, trafficPercent: high!, tolerance: 100 });
        fc.pre(lower !== undefined && higher !== undefined);
        expect(lower.actualPercent).toBeLessThanOrEqual(higher.actualPercent);
      }),
    );
  });

  it('is exact at both ends, whatever the surge', () => {
    const options = fc.record({
      replicas: fc.nat(100),
      maxSurge: fc.nat(10),
      capacityPolicy,
      tolerance: fc.constant(0),
    });
    fc.assert(
      fc.property(options, (wish) => {
        const total = wish.replicas;
        const none = { stable: total, canary: 0, total, actualPercent: 0, errorPoints: 0 };
        const all = { stable: 0, canary: total, total, actualPercent: 100, errorPoints: 0 };
        expect(splitReplicas({ ...wish, trafficPercent: 0 })).toEqual(none);
        expect(splitReplicas({ ...wish, trafficPercent: 100 })).toEqual(all);
      }),
    );
  });

  it('swaps the versions for the opposite percentage, except if a tie goes to the canary', () => {
    const options = fc.record({
      replicas: fc.integer({ min: 2, max: 3_000 }),
      trafficPercent: fc.integer({ min: 1, max: 99_999_999 }).map((millionths) => millionths / 1_000_000),
      maxSurge: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(options, (wish) => {
        const opposite = Number((100 - wish.trafficPercent).toFixed(6));
        const split = splitReplicas({ ...wish, tolerance: 100 });
        const swapped = splitReplicas({ ...wish, trafficPercent: opposite, tolerance: 100 });
        expect(swapped.total).toBe(split.total);
        expect([split.stable, split.canary]).toContain(swapped.canary);
        if (swapped.canary !== split.stable) expect(swapped.canary).toBe(split.canary);
      }),
    );
  });

  it('is no further off than any peer that spends no more pods', () => {
    const options = fc.record({
      replicas: fc.integer({ min: 2, max: 60 }),
      trafficPercent: fc.integer({ min: 1, max: 99 }),
    });
    fc.assert(
      fc.property(options, ({ replicas, trafficPercent }) => {
        const exact = (replicas * trafficPercent) / 100;
        const kruise = Math.min(Math.ceil(exact), replicas - 1);
        const argo = Math.min(Math.max(Math.round(exact), 1), replicas - 1);
        const ours = splitReplicas({ replicas, trafficPercent, tolerance: 100 });
        for (const canary of [kruise, argo]) {
          const peerError = Math.abs((100 * canary) / replicas - trafficPercent);
          expect(ours.errorPoints).toBeLessThanOrEqual(peerError + 1e-9);
        }
      }),
    );
  });
});
