import { element, textElement } from './svg';
import { STYLE } from './style';

export interface SvgDocument {
  readonly width: number;
  readonly height: number;
  /** What the picture is called. */
  readonly title: string;
  /** All that the picture shows, in words, for those who can't see it. */
  readonly description: string;
  readonly body: string[];
}

/** A standalone SVG: it loads nothing, runs nothing, and is the same bytes for the same picture. */
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
    // The rules hold no character that XML would take for its own.
    ['<style>', ...STYLE.map((rule) => `  ${rule}`), '</style>'].join('\n'),
    element('defs', {}, [stripes()]),
    element('rect', ground),
    ...body,
  ])}\n`;
}

/** Told apart without colors: the pods of the new version are striped. */
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
