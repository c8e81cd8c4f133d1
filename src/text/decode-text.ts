import { TextDecoder } from 'node:util';

/** UTF-8 without the byte order mark that some editors write. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes the text of a file.
 *
 * @returns `undefined` if it is binary or in another encoding
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The problem of a file that is not text, without its remedy. */
export const NOT_TEXT = 'expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text';
