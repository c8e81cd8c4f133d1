/** The default length of a bar, in characters. */
export const BAR_WIDTH = 20;

/**
 * Returns a share as a bar. A share above 0 has at least one full character, and one below 100 at least one empty
 * character.
 *
 * @param percent 0 to 100; `undefined` if there is no share
 * @example
 * bar(30, 10) // => '███░░░░░░░'
 */
export function bar(percent: number | undefined, width = BAR_WIDTH): string {
  const full = percent === undefined ? 0 : filled(percent, width);
  return '█'.repeat(full) + '░'.repeat(width - full);
}

function filled(percent: number, width: number): number {
  const rounded = Math.round((percent * width) / 100);
  if (percent <= 0) return 0;
  if (percent >= 100) return width;
  return Math.min(Math.max(rounded, 1), width - 1);
}
