/** How many characters a bar has where nothing else is asked for. */
export const BAR_WIDTH = 20;

/**
 * A share as a bar. A share that is not 0 has at least one full character, one that is not 100 at least one empty one.
 *
 * @param percent 0 to 100; nothing where there is no share
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
