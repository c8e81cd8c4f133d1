import { element, textElement } from './svg';
import { STYLE } from './style';

/** A picture before it is written. */
export interface SvgDocument {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** The name of the picture. */
  readonly title: string;
  /** A description of everything in the picture, for readers who can't see it. */
  readonly description: string;
  readonly body: string[];
}

/** Returns a standalone SVG. It loads nothing, runs nothing, and the same picture always has the same bytes. */
export function svgDocument({ width, height, title, description, body }: SvgDocument): string {
  const root = {
    xmlns: 'http://www.w3.org/2000/svg',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-labelledby': 'title description',
  };
  const ground = { class: 'ground', x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: 8 };
  return `${element('svg', root, [
    textElement('title', { id: 'title' }, title),
    textElement('desc', { id: 'description' }, description),
    // The rules contain no characters with a special meaning in XML.
    ['<style>', ...STYLE.map((rule) => `  ${rule}`), '</style>'].join('\n'),
    element('defs', {}, [stripes()]),
    element('rect', ground),
    ...body,
  ])}\n`;
}

/**
 * Returns the SVG as an element of a page. The page provides the style (`EMBEDDED_STYLE`) and the pattern (`patterns`).
 * The element has no ids, so a page can contain many pictures.
 */
export function embeddedSvg({ width, height, title, description, body }: SvgDocument): string {
  const root = {
    class: 'picture',
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: 'img',
    'aria-label': `${title}. ${description}`,
  };
  return element('svg', root, body);
}

/** Returns an invisible element with the patterns that embedded pictures need. A page contains it once. */
export function patterns(): string {
  const hidden = { width: 0, height: 0, 'aria-hidden': 'true', class: 'picture patterns' };
  return element('svg', hidden, [element('defs', {}, [stripes()])]);
}

/** Returns the stripes that distinguish the pods of a new version without colors. */
function stripes(): string {
  const pattern = {
    id: 'stripes',
    width: 6,
    height: 6,
    patternUnits: 'userSpaceOnUse',
    patternTransform: 'rotate(45)',
  };
  return element('pattern', pattern, [element('path', { class: 'gap', 'stroke-width': 2.5, d: 'M0 0V6' })]);
}
