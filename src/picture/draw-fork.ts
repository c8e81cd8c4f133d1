import { element, pathData, textElement } from './svg';
import { BOLD_SIZE, fitText, TEXT_SIZE } from './text-width';

/** The width of the picture, and the margin around it, in pixels. */
export const WIDTH = 840;
export const MARGIN = 24;

/** The boxes: the source of the traffic on the left, an arrow to each target, and the targets on the right. */
const SOURCE = { width: 250, height: 76 };
export const TARGET = { x: 430, width: WIDTH - MARGIN - 430 };
const FORK = MARGIN + SOURCE.width + 30;
const GAP = 12;

/** Traffic from one source to several targets. */
export interface Fork {
  /** Three lines of the box on the left: its kind, its name and a remark. */
  readonly source: readonly [kind: string, name: string, remark: string];
  /** Whether any traffic leaves it. */
  readonly served: boolean;
  readonly targets: ForkTarget[];
  /** The height of the boxes on the right, in pixels. */
  readonly targetHeight: number;
}

/** A target of traffic. */
export interface ForkTarget {
  /** Its share in percent. @default - nobody has a share */
  readonly percent?: number;
  readonly share: string;
  /** Draws the content of its box below a top edge. */
  readonly draw: (top: number) => string[];
}

/** Returns the height of a fork, in pixels. */
export function forkHeight({ targets, targetHeight }: Fork): number {
  return Math.max(SOURCE.height, targets.length * (targetHeight + GAP) - GAP);
}

/** Draws a fork below a top edge. */
export function drawFork(fork: Fork, top: number): string[] {
  const middle = top + forkHeight(fork) / 2;
  const y = middle - SOURCE.height / 2;
  const [kind, name, remark] = fork.source;
  const line = (type: string, base: number, words: string): string =>
    textElement(
      'text',
      { class: type, x: MARGIN + 14, y: base },
      fitText(words, SOURCE.width - 28, type === 'strong' ? BOLD_SIZE : TEXT_SIZE),
    );
  return [
    element('rect', { class: 'box', x: MARGIN, y, width: SOURCE.width, height: SOURCE.height, rx: 6 }),
    line('muted', y + 22, kind),
    line('strong', y + 42, name),
    line('muted', y + 62, remark),
    drawLine(fork.served, pathData`M${MARGIN + SOURCE.width} ${middle}H${FORK}`),
    ...fork.targets.flatMap((target, index) => {
      const row = top + index * (fork.targetHeight + GAP);
      return [...drawArrow(target, middle, row + fork.targetHeight / 2), ...target.draw(row)];
    }),
  ];
}

/** Draws the arrow from the fork to a target, with its share. */
function drawArrow({ percent, share }: ForkTarget, from: number, to: number): string[] {
  const end = TARGET.x - 4;
  const served = (percent ?? 0) > 0;
  return [
    drawLine(served, pathData`M${FORK} ${from}V${to}H${end}`),
    element('path', { class: served ? 'mark line' : 'way line', d: pathData`M${end - 5} ${to - 4}l${5} 4l${-5} 4` }),
    textElement('text', { class: 'number middle', x: (FORK + end) / 2, y: to - 8 }, share),
  ];
}

/** Draws a line, dashed if no traffic takes it. */
function drawLine(served: boolean, d: string): string {
  return element('path', served ? { class: 'mark line', d } : { class: 'way line', 'stroke-dasharray': '4 3', d });
}
