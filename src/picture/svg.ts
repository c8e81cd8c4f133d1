import { visibleText } from '../text/visible-text';

/** What stands in the attributes of an element. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * One element of an SVG as text. An attribute without a value is left out.
 *
 * @param children other elements, a line each
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

/** An element that holds nothing but text, in one line. */
export function textElement(name: string, attributes: Attributes, text: string): string {
  return `<${name}${toAttributes(attributes)}>${escapeXml(text)}</${name}>`;
}

/** Text as XML takes it. */
export function escapeXml(text: string): string {
  return visibleText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A length in pixels: two decimals are finer than any screen, and the same on all machines. */
function pixels(length: number): string {
  return String(Math.round(length * 100) / 100);
}

/**
 * The data of a path, its numbers as pixels.
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
