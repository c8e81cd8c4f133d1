import { visibleText } from '../text/visible-text';

/** The attributes of an element. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * Returns one element of an SVG as text. Attributes without a value are left out.
 *
 * @param children other elements, each on its own line
 * @example
 * element('g', { class: 'rows' }, [element('rect', { x: 1 / 3 })])
 * // => '<g class="rows">\n  <rect x="0.33"/>\n</g>'
 */
export function element(name: string, attributes: Attributes, children: string[] = []): string {
  const start = `<${name}${toAttributes(attributes)}`;
  if (children.length === 0) return `${start}/>`;
  const lines = children.flatMap((child) => child.split('\n')).map((line) => `  ${line}`);
  return `${start}>\n${lines.join('\n')}\n</${name}>`;
}

/** Returns an element with only text, on one line. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${name}${toAttributes(attributes)}>${escapeXml(text)}</${name}>`;
}

/** Escapes text for XML. */
export function escapeXml(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Returns a length in pixels, with two decimals: finer than any screen, and the same on all machines. */
function pixels(length: number): string {
  return String(Math.round(length * 100) / 100);
}

/**
 * Returns the data of a path, with its numbers as pixels.
 *
 * @example
 * pathData`M${1 / 3} 0h${2}`
 * // => 'M0.33 0h2'
 */
export function pathData(parts: TemplateStringsArray, ...lengths: number[]): string {
  return String.raw(parts, ...lengths.map(pixels));
}

function toAttributes(attributes: Attributes): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(typeof value === 'number' ? pixels(value) : String(value))}"`)
    .join('');
}
