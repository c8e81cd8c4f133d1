import { times } from './report.mjs';

/**
 * The factor by which a ratio may exceed its target before `--check` fails. Shared machines are noisy, so the check is
 * meant for code that became quadratic or twice as slow, and not for a bad day.
 */
const MARGIN = 1.5;

/** The factor within which a ratio is near its target. */
const NEAR = 1.1;

/**
 * Reports whether more runs would not make any ratio fail: its best run meets its target, or the median is near the
 * target.
 */
export function areSettled(limits) {
  return limits.every(({ value, limit }) => value.low <= limit || value.middle <= limit * NEAR);
}

/** Prints the ratios that exceed their targets by far, even in their best run, and returns the exit code. */
export function judge(limits) {
  const failed = limits.filter(({ value, limit }) => value.middle > limit * MARGIN && value.low > limit);
  for (const { what, value, limit } of failed) {
    console.error(
      `${what}: expected ${(limit * MARGIN).toFixed(2)} (target ${limit}, and a margin), got ${times(value)}`,
    );
  }
  if (failed.length === 0) console.error(`all ${limits.length} ratios are within ${MARGIN} times their targets`);
  return failed.length === 0 ? 0 : 1;
}
