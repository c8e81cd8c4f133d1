import { element, pathData } from './svg';
import type { Tone } from './style';

/** How pods are drawn: as bars from a common start, each pod as wide as the next. */
export interface PodScale {
  /** Where the bars start. */
  readonly x: number;
  /** How wide one pod is with the gap after it. */
  readonly unit: number;
}

/** The pods of one version. */
export interface PodBar {
  readonly count: number;
  readonly tone: Tone;
  readonly striped: boolean;
  /** Whether they get no traffic: then they are outlines. */
  readonly idle: boolean;
}

export const BAR_HEIGHT = 16;

/** How thick the outline of an idle pod is: as in the style sheet. */
const STROKE = 1.5;

/** Narrower pods run into one bar: nobody would count them. */
const MIN_CELL = 8;
const GAP = 3;

/** A few pods stay visible beside very many. */
const MIN_BAR = 2;

/** The widest scale on which so many pods take no more than a width. */
export function podScale(x: number, width: number, count: number, widest: number): PodScale {
  return { x, unit: Math.min(width / Math.max(count, 1), widest) };
}

/** Where so many pods end: in the gap after the last of them. */
export function podEdge({ x, unit }: PodScale, count: number): number {
  return x + count * unit - gapOf(unit) / 2;
}

/** Bars one after another. */
export function podBars(scale: PodScale, y: number, bars: PodBar[]): string[] {
  let x = scale.x;
  return bars.flatMap(({ count, tone, striped, idle }) => {
    if (count === 0) return [];
    const d = outline(x, y, count, scale.unit, idle ? STROKE / 2 : 0);
    x += Math.max(count * scale.unit, MIN_BAR);
    const pods = element('path', { class: idle ? `idle ${tone}` : tone, d });
    return striped && !idle ? [pods, element('path', { class: 'stripes', d })] : [pods];
  });
}

/** @param inset by how much each side is drawn further inside, so that its stroke stays within the pod */
function outline(x: number, y: number, count: number, unit: number, inset: number): string {
  const gap = gapOf(unit);
  const [cells, width] = gap === 0 ? [1, Math.max(count * unit, MIN_BAR)] : [count, unit - gap];
  const [inner, height] = [Math.max(width - 2 * inset, 0), BAR_HEIGHT - 2 * inset];
  return Array.from(
    { length: cells },
    (_, cell) => pathData`M${x + cell * unit + inset} ${y + inset}h${inner}v${height}h${-inner}z`,
  ).join('');
}

function gapOf(unit: number): number {
  return unit < MIN_CELL ? 0 : GAP;
}
