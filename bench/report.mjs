import { median } from './statistics.mjs';

/**
 * Returns a Markdown table. Its columns are as wide as their widest cells, so that it is readable on a terminal, too.
 */
export function table(head, rows) {
  const widths = head.map((title, column) =>
    Math.max(...[title, ...rows.map((row) => row[column])].map((c) => c.length), 3),
  );
  const line = (cells) => `| ${cells.map((cell, column) => pad(cell, widths[column], column)).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}

function pad(cell, width, column) {
  return column === 0 ? cell.padEnd(width) : cell.padStart(width);
}

/** Returns milliseconds in readable form. */
export function time(milliseconds) {
  if (milliseconds === undefined) return '-';
  if (milliseconds >= 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds >= 10 ? 0 : 1)} ms`;
}

/** Returns the median of one field of several results. */
export function middle(results, field) {
  return median(results.map((result) => result[field]));
}

/** Returns the number of runs whose medians a table gives: `Medians of 5 runs`. */
export function runsOf(count) {
  return count === 1 ? 'One run' : `Medians of ${count} runs`;
}

export function megabytes(number) {
  return `${Math.round(number)} MB`;
}

/** Returns the median and the spread: `0.92 (0.88 to 0.97)`. */
export function times({ middle: value, low, high }) {
  return low === high ? value.toFixed(2) : `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}
