import { visibleText } from '../text/visible-text';

/** The size of all text except the title, in pixels. */
export const TEXT_SIZE = 13;

/** The size of normal text that is as wide as bold text. */
export const BOLD_SIZE = 14;

/**
 * Returns the largest likely width of some text, in pixels. The reader's system chooses the font, so the estimate is
 * generous.
 *
 * @param size of the font, in pixels
 */
export function textWidth(text: string, size = TEXT_SIZE): number {
  let width = 0;
  for (const character of visibleText(text)) width += characterWidth(character);
  return Math.ceil(width * size);
}

/**
 * Returns the text if it fits, or else its start and end with an ellipsis in between, because names often differ at
 * their ends.
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

/** Breaks text into lines that are at most as wide as the room. A word that is too wide for a line is shortened. */
export function wrapText(text: string, width: number, size = TEXT_SIZE): string[] {
  const lines: string[] = [];
  for (const word of visibleText(text).split(' ')) {
    const longer = [...lines.slice(-1), word].join(' ');
    if (lines.length > 0 && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(fitText(word, width, size));
  }
  return lines;
}

/** Returns as many of the first characters as there is room for. */
function fitting(characters: string[], room: number, size: number): string[] {
  let used = 0;
  const over = characters.findIndex((character) => (used += characterWidth(character) * size) > room);
  return over < 0 ? characters : characters.slice(0, over);
}

/** Returns the largest width of a character in the usual sans-serif fonts, in ems. */
function characterWidth(character: string): number {
  if (/[ ijl.,:;'|!]/.test(character)) return 0.32;
  if (/[frtI()[\]\\/-]/.test(character)) return 0.42;
  if (/[a-ln-vx-z0-9_+=<>"]/.test(character)) return 0.6;
  if (/[A-LN-VX-Z]/.test(character)) return 0.76;
  return character < '\u1100' || '–…→'.includes(character) ? 1 : 1.25;
}
