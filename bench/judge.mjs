import { times } from './report.mjs';

/**
 * The factor by which a ratio may exceed its target before `--check` fails. Shared machines are noisy, so the check is
 * meant for code that became quadratic or twice as slow, and not for a bad day.
 */
const MARGIN = 1.5;

/**
 * Reports whether every ratio will pass with any result of the remaining rounds: its best round meets its target, or
 * so many rounds are within the margin that the median will be, too.
 *
 * @param limits the ratios so far
 * @param rounds the largest number of rounds that there can be
 */
export function areSettled(limits, rounds) {
  return limits.every(
    ({ value, limit }) => value.low <= limit || value.all.filter((one) => one <= limit * MARGIN).length > rounds / 2,
  );
}

/** Returns the ratios that exceed their targets by far, even in their best round. */
export function exceeded(limits) {
  return limits.filter(({ value, limit }) => value.middle > limit * MARGIN && value.low > limit);
}

/** Prints the ratios that exceed their targets by far, and returns the exit code. */
export function judge(limits) {
  const failed = exceeded(limits);
  for (const { what, value, limit } of failed) {
    console.error(
      `${what}: expected ${(limit * MARGIN).toFixed(2)} (target ${limit}, and a margin), got ${times(value)}`,
    );
  }
  if (failed.length === 0) console.error(`all ${limits.length} ratios are within ${MARGIN} times their targets`);
  return failed.length === 0 ? 0 : 1;
}
