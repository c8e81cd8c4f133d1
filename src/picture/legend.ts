import { BAR_HEIGHT, podBars, type PodBar } from './pod-bar';
import { element, pathData, textElement } from './svg';
import { fitText, textWidth } from './text-width';

/** The meaning of one kind of mark. */
export type LegendEntry = { readonly text: string } & (
  { readonly pods: PodBar } | { readonly mark: 'lowest' | 'floor' | 'here' }
);

export interface Legend {
  readonly elements: string[];
  /** The base line of its last line. */
  readonly bottom: number;
}

const SWATCH = 16;
const LINE_HEIGHT = 24;
const MAX_TEXT = 240;

/** Draws the legend on as many lines as it needs. */
export function drawLegend(entries: LegendEntry[], { x, y, width }: { x: number; y: number; width: number }): Legend {
  let [left, bottom] = [x, y];
  const elements = entries.flatMap((entry) => {
    const text = fitText(entry.text, MAX_TEXT);
    const needed = SWATCH + 8 + textWidth(text);
    if (left > x && left + needed > x + width) [left, bottom] = [x, bottom + LINE_HEIGHT];
    const drawn = [
      ...swatch(entry, left, bottom - 12.5),
      textElement('text', { class: 'muted', x: left + SWATCH + 8, y: bottom }, text),
    ];
    left += needed + 16;
    return drawn;
  });
  return { elements, bottom };
}

function swatch(entry: LegendEntry, x: number, y: number): string[] {
  const middle = y + BAR_HEIGHT / 2;
  if ('pods' in entry) return podBars({ x, unit: SWATCH + 3 }, y, [{ ...entry.pods, count: 1 }]);
  if (entry.mark === 'here')
    return [element('path', { class: 'canary', d: pathData`M${x + 4} ${y + 3}l${9} 5l${-9} 5z` })];
  if (entry.mark === 'lowest') {
    return [element('path', { class: 'way line', d: pathData`M${x} ${middle}h${SWATCH}m0 -4v8` })];
  }
  return [
    element('path', {
      class: 'mark line',
      'stroke-dasharray': '4 3',
      d: pathData`M${x + SWATCH / 2} ${y}v${BAR_HEIGHT}`,
    }),
  ];
}
