/** Stands in for the function of Node.js: the page prints without colors, so there is nothing to strip. */
export function stripVTControlCharacters(text: string): string {
  return text;
}
