import { DOMParser, type Element } from '@xmldom/xmldom';

/** Parses an SVG with an XML parser. SVG that is not well formed is an error. */
export function readSvg(svg: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => {
      // U+FFFD is a valid XML character. The parser warns about it as a sign of bad decoding, but a string was never
      // decoded.
      if (level === 'warning' && message.startsWith('Unicode replacement character')) return;
      throw new Error(`${level}: ${message}`);
    },
  });
  return parser.parseFromString(svg, 'image/svg+xml').documentElement!;
}

/** Returns the text of all elements with a name, in order. */
export function textsOf(root: Element, name = 'text'): string[] {
  return Array.from(root.getElementsByTagName(name), (found) => found.textContent ?? '');
}

/** Returns the text of the rows. A group is a stage, or a Service with its versions. */
export function rowsOf(root: Element): string[][] {
  return Array.from(root.getElementsByTagName('g'), (group) => textsOf(group));
}
