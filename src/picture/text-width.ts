import { visibleText } from '../text/visible-text';

/** The size of all text but the title, in pixels. */
export const TEXT_SIZE = 13;

/** Bold text takes as much room as text of this size. */
export const BOLD_SIZE = 14;

/**
 * The most pixels that a text takes. The font is the reader's own, so this errs on the wide side.
 *
 * @param size of the font, in pixels
 */
export function textWidth(text: string, size = TEXT_SIZE): number {
  let width = 0;
  for (const character of visibleText(text)) width += characterWidth(character);
  return Math.ceil(width * size);
}

/**
 * The text where it fits, or else its start and its end with an ellipsis between them: names often differ at their ends.
 */
export function fitText(text: string, width: number, size = TEXT_SIZE): string {
  const visible = visibleText(text);
  if (textWidth(visible, size) <= width) return visible;
  const room = (width - textWidth('…', size)) / 2;
  const characters = Array.from(visible);
  const start = fitting(characters, room, size);
  const end = fitting([...characters].reverse(), room, size).reverse();
  return `${start.join('').trimEnd()}…${end.join('').trimStart()}`;
}

/** As many of the first characters as there is room for. */
function fitting(characters: string[], room: number, size: number): string[] {
  let used = 0;
  const over = characters.findIndex((character) => (used += characterWidth(character) * size) > room);
  return over < 0 ? characters : characters.slice(0, over);
}

/** In ems: the widest that a character is in the usual sans-serif fonts. */
function characterWidth(character: string): number {
  if (/[ ijl.,:;'|!]/.test(character)) return 0.32;
  if (/[frtI()[\]\\/-]/.test(character)) return 0.42;
  if (/[a-ln-vx-z0-9_+=<>"]/.test(character)) return 0.6;
  if (/[A-LN-VX-Z]/.test(character)) return 0.76;
  return character < '\u1100' || '–…→'.includes(character) ? 1 : 1.25;
}
