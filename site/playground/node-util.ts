/** Replaces the function of Node.js. The page prints without colors, so there are no codes to strip. */
export function stripVTControlCharacters(text: string): string {
  return text;
}
