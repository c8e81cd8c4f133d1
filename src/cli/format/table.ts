import { stripVTControlCharacters } from 'node:util';

/**
 * Returns rows as lines, with columns as wide as their widest cell. Color codes have no width.
 *
 * @param right the columns to align to the right, counted from 0
 */
export function toTable(rows: string[][], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => (widths[column] = Math.max(widths[column] ?? 0, visibleLength(cell))));
  }
  const pad = (cell: string, column: number): string => {
    const space = ' '.repeat((widths[column] ?? 0) - visibleLength(cell));
    return right.includes(column) ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(pad).join('  ').trimEnd());
}

/**
 * Returns the first table that fits a terminal, or the last one if none does.
 *
 * @param columns the width of the terminal. @default - any width
 * @param tables the tables, from the widest to the narrowest
 */
export function firstThatFits(columns: number | undefined, tables: readonly (() => string[])[]): string[] {
  let lines: string[] = [];
  for (const table of tables) {
    lines = table();
    if (columns === undefined || lines.every((line) => visibleLength(line) <= columns)) return lines;
  }
  return lines;
}

/** Returns the width of a string on a terminal, in characters. */
export function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}
