import { DOMParser, type Element } from '@xmldom/xmldom';

/** An SVG as an XML parser sees it. What is not well formed is an error. */
export function readSvg(svg: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => {
      // U+FFFD is a character of XML like others: what is parsed here is a text, and was decoded nowhere.
      if (level === 'warning' && message.startsWith('Unicode replacement character')) return;
      throw new Error(`${level}: ${message}`);
    },
  });
  return parser.parseFromString(svg, 'image/svg+xml').documentElement!;
}

/** The text of all elements of a name, in their order. */
export function textsOf(root: Element, name = 'text'): string[] {
  return Array.from(root.getElementsByTagName(name), (found) => found.textContent ?? '');
}

/** The text of the rows: a group is a stage, or a Service with its versions. */
export function rowsOf(root: Element): string[][] {
  return Array.from(root.getElementsByTagName('g'), (group) => textsOf(group));
}
