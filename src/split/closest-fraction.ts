import { ceilDivide, fraction, reduce, type Fraction } from './fraction';

/**
 * Returns the largest fraction up to a limit whose denominator lies in a range; among equal ones, the one with the
 * smallest denominator. It is not reduced: 5 of 10 and 1 of 2 are different answers.
 *
 * With the limit a/b, the best numerator for a denominator d is floor(a·d / b), which falls short of the limit by
 * rest(d) / (b·d), with rest(d) = a·d mod b. A denominator below `to` can only win with a smaller rest, so the search
 * starts at `to` and visits the denominators at which, going down, the rest reaches a new low.
 *
 * The search visits only a few: rest(d − s) is rest(d) − rest(s) if that is not negative, so the next new low lies one
 * step s further down, the smallest s with rest(s) <= rest(d). Such steps come from the continued fraction of a/b: each
 * record of rest(s) is a convergent from below, or lies between two of them. The same step is taken at once as often as
 * it fits (in between, the shortfall only grows or only falls, so an end of the run is best). Each run more than halves
 * the rest, so the number of runs is in the order of the digits of b.
 *
 * @param limit 0 or more
 * @param from the smallest denominator, 1 or more
 * @param to the largest denominator, not below `from`
 */
export function largestFractionUpTo(limit: Fraction, from: bigint, to: bigint): Fraction {
  const { numerator: a, denominator: b } = reduce(limit);
  const firstMultiple = ceilDivide(from, b) * b;
  if (firstMultiple <= to) return fraction((firstMultiple / b) * a, firstMultiple);

  // From here on, no remainder in the range is 0.
  let denominator = to;
  let rest = (a * to) % b;
  let best = { denominator, rest };
  const step = firstStep(a, b);
  for (;;) {
    refine(step, rest);
    const times = min(rest / step.rest, (denominator - from) / step.length);
    if (times === 0n) break;
    denominator -= times * step.length;
    rest -= times * step.rest;
    // If two are equally close, the later one has the smaller denominator.
    if (rest * best.denominator <= best.rest * denominator) best = { denominator, rest };
  }
  return fraction((a * best.denominator - best.rest) / b, best.denominator);
}

/**
 * A step. Going down by `length` lowers the rest by `rest`; going down by `upLength` raises it by `upRest`, the least
 * known so far.
 */
interface Step {
  length: bigint;
  rest: bigint;
  upLength: bigint;
  upRest: bigint;
}

/**
 * Returns the fractions 0/1 and 1/0, which enclose every limit below 1, as steps. Whole parts of the limit leave no
 * rest.
 */
function firstStep(a: bigint, b: bigint): Step {
  return { length: 1n, rest: a % b, upLength: 0n, upRest: b };
}

/** Lengthens the step, along the continued fraction, to the shortest one that lowers the rest by at most `rest`. */
function refine(step: Step, rest: bigint): void {
  while (step.rest > rest) {
    // The two remainders have no common divisor and this one is at least 2, so none of these quotients leaves a
    // remainder of 0.
    const ups = step.upRest / step.rest;
    step.upLength += ups * step.length;
    step.upRest -= ups * step.rest;
    const downs = min(ceilDivide(step.rest - rest, step.upRest), step.rest / step.upRest);
    step.length += downs * step.upLength;
    step.rest -= downs * step.upRest;
  }
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
