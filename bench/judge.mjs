import { times } from './report.mjs';

/**
 * How far over its target a ratio may be before `--check` fails. Shared machines are noisy: this is to catch what became
 * quadratic or twice as slow, not a bad day.
 */
const MARGIN = 1.5;

/** Prints the ratios that are far over their targets, and returns the exit code. Even the best run has to be over it. */
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
