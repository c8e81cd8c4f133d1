import { element, pathData, textElement } from './svg';
import { BOLD_SIZE, fitText, TEXT_SIZE } from './text-width';

/** The margin around a picture, in pixels. */
export const MARGIN = 24;

const SOURCE_HEIGHT = 76;
const FORK_GAP = 30;
const GAP = 12;

/** A column of boxes, in pixels. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

/** Traffic from one source to several targets. */
export interface Fork {
  /** Three lines of the box on the left: its kind, its name and a remark. */
  readonly source: readonly [kind: string, name: string, remark: string];
  /** The column of the source. */
  readonly column: Column;
  /** Whether any traffic leaves it. */
  readonly served: boolean;
  readonly targets: ForkTarget[];
}

/** A target of traffic. */
export interface ForkTarget {
  /** Its share in percent. @default - no target has a share */
  readonly percent?: number;
  readonly share: string;
  /** The height of its drawing, in pixels. The arrow points at the middle. */
  readonly height: number;
  /** The left edge of its box, in pixels. */
  readonly x: number;
  /** Draws the target below a top edge. */
  readonly draw: (top: number) => string[];
}

/** Returns the height of a fork, in pixels. */
export function forkHeight({ targets }: Fork): number {
  return Math.max(SOURCE_HEIGHT, heightOf(targets));
}

/** Draws a fork below a top edge: the source on the left, an arrow to each target, and the targets on the right. */
export function drawFork(fork: Fork, top: number): string[] {
  const { column, source, served, targets } = fork;
  const middle = top + forkHeight(fork) / 2;
  const y = middle - SOURCE_HEIGHT / 2;
  const right = column.x + column.width;
  const [kind, name, remark] = source;
  const line = (type: string, base: number, words: string): string =>
    textElement(
      'text',
      { class: type, x: column.x + 14, y: base },
      fitText(words, column.width - 28, type === 'strong' ? BOLD_SIZE : TEXT_SIZE),
    );
  let row = middle - heightOf(targets) / 2;
  return [
    element('rect', { class: 'box', x: column.x, y, width: column.width, height: SOURCE_HEIGHT, rx: 6 }),
    line('muted', y + 22, kind),
    line('strong', y + 42, name),
    line('muted', y + 62, remark),
    ...(targets.length === 0 ? [] : [drawLine(served, pathData`M${right} ${middle}H${right + FORK_GAP}`)]),
    ...targets.flatMap((target) => {
      const start = row;
      row += target.height + GAP;
      return [...drawArrow(target, right + FORK_GAP, middle, start + target.height / 2), ...target.draw(start)];
    }),
  ];
}

function heightOf(targets: ForkTarget[]): number {
  return targets.reduce((sum, { height }) => sum + height + GAP, -GAP);
}

/** Draws the arrow from the fork to a target, with its share. */
function drawArrow({ percent, share, x }: ForkTarget, fork: number, from: number, to: number): string[] {
  const end = x - 4;
  const served = (percent ?? 0) > 0;
  return [
    drawLine(served, pathData`M${fork} ${from}V${to}H${end}`),
    element('path', { class: served ? 'mark line' : 'way line', d: pathData`M${end - 5} ${to - 4}l${5} 4l${-5} 4` }),
    textElement('text', { class: 'number middle', x: (fork + end) / 2, y: to - 8 }, share),
  ];
}

/** Draws a line, dashed if no traffic takes it. */
function drawLine(served: boolean, d: string): string {
  return element('path', served ? { class: 'mark line', d } : { class: 'way line', 'stroke-dasharray': '4 3', d });
}
