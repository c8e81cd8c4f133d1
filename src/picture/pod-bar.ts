import { element, pathData } from './svg';
import type { Look } from './looks';

/** The scale of the bars: they share a start, and all pods have the same width. */
export interface PodScale {
  /** The start of the bars, in pixels. */
  readonly x: number;
  /** The width of one pod with the gap after it, in pixels. */
  readonly unit: number;
}

/** The pods of one version. */
export interface PodBar extends Look {
  readonly count: number;
  /** Whether they get no traffic; then they are drawn as outlines. */
  readonly idle: boolean;
}

export const BAR_HEIGHT = 16;

/** The width of the outline of an idle pod, as in the style sheet. */
const STROKE = 1.5;

/** The width below which pods are drawn as one bar, because no one would count them. */
const MIN_CELL = 8;
const GAP = 3;

/** The smallest width of a bar, so that a few pods stay visible beside very many. */
const MIN_BAR = 2;

/**
 * Returns the largest scale on which `count` pods fit into a width.
 *
 * @param widest the largest width of one pod, in pixels
 */
export function podScale(x: number, width: number, count: number, widest: number): PodScale {
  return { x, unit: Math.min(width / Math.max(count, 1), widest) };
}

/** Returns the position after a number of pods, in the gap after the last one. */
export function podEdge({ x, unit }: PodScale, count: number): number {
  return x + count * unit - gapOf(unit) / 2;
}

/** Draws bars side by side. */
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

/** Draws a line that ends at the lowest number of ready pods. */
export function lowestMark(scale: PodScale, lowest: number, y: number): string {
  const to = podEdge(scale, lowest);
  return element('path', { class: 'way line', d: pathData`M${podEdge(scale, 0)} ${y}H${to}M${to} ${y - 4}v8` });
}

/**
 * Returns the outline of pods.
 *
 * @param inset the distance by which each side moves inward, so that its stroke stays within the pod
 */
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
