import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CapacityPolicy, type SplitOptions } from '../../src/index';
import { canBeMet as canBeMetByCode } from '../../src/split/closest-split';
import { trySplit } from '../../src/split/split-replicas';
import { smallWish } from './split-arbitraries';
import { bruteForce, isWithinPoints } from './split-oracle';

type Wish = Required<SplitOptions>;

/** Returns the remedies in the error: `set replicas: 7, maxSurge: 4 or tolerance: 23.34`. */
function remediesInError(wish: Wish): Partial<SplitOptions>[] | undefined {
  const { problems } = trySplit(wish);
  if (problems === undefined) return undefined;
  expect(problems).toHaveLength(1);
  const alternatives = problems[0]!.fix.replace(/^set /, '').split(/, | or /);
  return alternatives.map((alternative) => {
    const settings = alternative.split(' and ').map((setting) => setting.split(': '));
    return Object.fromEntries(
      settings.map(([option, value]) => [
        option,
        value === 'CapacityPolicy.REPLACE' ? CapacityPolicy.REPLACE : Number(value),
      ]),
    ) as Partial<SplitOptions>;
  });
}

/** Reports whether a wish can be met, by brute force. */
function canBeMet(wish: Wish): boolean {
  const best = bruteForce(wish);
  return best !== undefined && isWithinPoints(best.error, wish.tolerance);
}

describe('the remedies in the error', () => {
  it('are each enough on their own', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const remedies = remediesInError(wish);
        fc.pre(remedies !== undefined);
        expect(remedies.length).toBeGreaterThan(0);
        for (const remedy of remedies) expect(trySplit({ ...wish, ...remedy }).problems).toBeUndefined();
      }),
    );
  });

  it('never take capacity away', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const remedies = remediesInError(wish);
        fc.pre(remedies !== undefined);
        for (const remedy of remedies) {
          expect(remedy.replicas ?? wish.replicas).toBeGreaterThanOrEqual(wish.replicas);
          expect(remedy.maxSurge ?? wish.maxSurge).toBeGreaterThanOrEqual(wish.maxSurge);
          expect(remedy.tolerance ?? Infinity).toBeGreaterThan(wish.tolerance);
        }
      }),
    );
  });

  it('name the smallest count: none that is less would do', () => {
    // Brute force is quick enough for remedies of up to a few hundred pods.
    const wishes = smallWish.map((wish) => ({ ...wish, tolerance: wish.tolerance + 0.5 }));
    fc.assert(
      fc.property(wishes, (wish) => {
        const remedies = remediesInError(wish);
        fc.pre(remedies !== undefined);
        for (const remedy of remedies) {
          const [option, value] = Object.entries(remedy)[0] as ['replicas' | 'maxSurge', number];
          if (Object.keys(remedy).length !== 1 || (option !== 'replicas' && option !== 'maxSurge')) continue;
          for (let less = wish[option] + 1; less < value; less++) {
            expect(canBeMetByCode({ ...wish, [option]: less })).toBe(false);
          }
          if (value < 80) expect(canBeMet({ ...wish, [option]: value - 1 })).toBe(false);
        }
      }),
    );
  });

  it('name a count if there is one', () => {
    const wishes = smallWish.map((wish) => ({ ...wish, tolerance: wish.tolerance + 0.5 }));
    fc.assert(
      fc.property(
        wishes,
        fc.constantFrom('replicas' as const, 'maxSurge' as const),
        fc.nat(30),
        (wish, option, more) => {
          const remedies = remediesInError(wish);
          fc.pre(remedies !== undefined);
          fc.pre(canBeMet({ ...wish, [option]: wish[option] + more }));
          expect(remedies.some((remedy) => Object.keys(remedy).join() === option)).toBe(true);
        },
      ),
    );
  });

  it('name a tolerance that is the smallest in hundredths if there is a split at all', () => {
    fc.assert(
      fc.property(smallWish, (wish) => {
        const remedies = remediesInError(wish);
        const best = bruteForce(wish);
        fc.pre(remedies !== undefined && best !== undefined);
        const tolerance = remedies.at(-1)!.tolerance!;
        expect(isWithinPoints(best.error, tolerance)).toBe(true);
        expect(isWithinPoints(best.error, Number((tolerance - 0.01).toFixed(2)))).toBe(false);
      }),
    );
  });

  it('name the replace policy if keeping stable is all that stands in the way', () => {
    fc.assert(
      fc.property(smallWish, (options) => {
        const wish = { ...options, capacityPolicy: CapacityPolicy.KEEP_STABLE };
        const remedies = remediesInError(wish);
        fc.pre(remedies !== undefined);
        const named = remedies.some((remedy) => Object.keys(remedy).join() === 'capacityPolicy');
        expect(named).toBe(canBeMet({ ...wish, capacityPolicy: CapacityPolicy.REPLACE }));
      }),
    );
  });
});
