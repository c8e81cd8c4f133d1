import { element, pathData } from './svg';

/** A version's share of a Service before a change, on the way and after it, in percent. */
export interface ShareChange {
  readonly percentBefore?: number;
  readonly percentLowest?: number;
  readonly percentHighest?: number;
  readonly percentAfter?: number;
}

const WIDTH = 220;
const HEIGHT = 20;
const MIDDLE = HEIGHT / 2;
const RADIUS = 5;

/**
 * Draws a share from 0 to 100 percent as a small picture within a page: a thick line for its range on the way, a ring
 * for before and a dot for after. It has the color of the text, and is hidden from screen readers, because the page
 * states the numbers beside it.
 */
export function drawShareChange({ percentBefore, percentLowest, percentHighest, percentAfter }: ShareChange): string {
  const root = { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, 'aria-hidden': 'true' };
  return element('svg', root, [
    line(0, 100, { 'stroke-opacity': 0.3 }),
    ...(percentLowest === undefined || percentHighest === undefined
      ? []
      : [line(percentLowest, percentHighest, { 'stroke-width': 6, 'stroke-opacity': 0.5 })]),
    ...dot(percentAfter, { fill: 'currentColor' }),
    ...dot(percentBefore, { fill: 'none' }),
  ]);
}

function line(from: number, to: number, attributes: Record<string, number>): string {
  return element('path', {
    ...attributes,
    stroke: 'currentColor',
    d: pathData`M${place(from)} ${MIDDLE}H${place(to)}`,
  });
}

/** Draws a dot. A ring is larger, so both are visible in the same place. */
function dot(percent: number | undefined, attributes: { readonly fill: string }): string[] {
  if (percent === undefined) return [];
  const r = attributes.fill === 'none' ? RADIUS + 3 : RADIUS;
  return [element('circle', { ...attributes, stroke: 'currentColor', cx: place(percent), cy: MIDDLE, r })];
}

function place(percent: number): number {
  const margin = RADIUS + 4;
  return margin + ((WIDTH - 2 * margin) * percent) / 100;
}
