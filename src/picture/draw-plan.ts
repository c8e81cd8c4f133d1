import { percent } from '../text/words';
import { describePlan } from './describe-plan';
import { type DrawnStages, drawnStages, foldNote } from './drawn-stages';
import { drawLegend, type LegendEntry } from './legend';
import { type Look, lookOf, looksOf } from './looks';
import { narrowHeaders, narrowRow, NARROW_ROW_HEIGHT, NARROW_TEXT_HEIGHT } from './narrow-plan-rows';
import type { PlanPicture, StagePicture } from './plan-picture';
import { planColumns, type PlanColumns } from './plan-columns';
import { BAR_HEIGHT, lowestMark, podBars, type PodBar, podEdge, type PodScale, podScale } from './pod-bar';
import { element, pathData, textElement } from './svg';
import { embeddedSvg, type SvgDocument, svgDocument } from './svg-document';
import { BOLD_SIZE, fitText, TEXT_SIZE, wrapText } from './text-width';

/** The height of a stage: its bar, and the mark above it. */
const ROW_HEIGHT = 34;
const LINE_HEIGHT = 22;
const MARGIN = 24;

/** The width below which the text of a stage stands above its bar instead of beside it. */
const NARROW = 640;

/**
 * Draws a plan as a timeline from top to bottom. Each stage is a row with its pods, the share of the new version and
 * the fewest ready pods on the way to it.
 */
export function drawPlan(plan: PlanPicture): string {
  return svgDocument(planDocument(plan));
}

/**
 * Draws a plan as an element of a page.
 *
 * @param width the room for it, in pixels
 */
export function embedPlan(plan: PlanPicture, width: number): string {
  return embeddedSvg(planDocument(plan, width));
}

/** The layout of the rows of a plan. */
interface Layout {
  readonly width: number;
  readonly margin: number;
  readonly scale: PodScale;
  readonly rowHeight: number;
  /** The height of the text at the top of a row, which the line of the floor must not cross. @default 0 */
  readonly textHeight?: number;
  readonly headers: (y: number) => string[];
  readonly row: (stage: StagePicture, top: number, first: boolean) => string;
}

function planDocument(plan: PlanPicture, width?: number): SvgDocument {
  const drawn = drawnStages(plan.stages, plan.here);
  const layout = width !== undefined && width < NARROW ? narrow(plan, drawn, width) : wide(plan, drawn, width);
  const { margin, rowHeight } = layout;
  const room = layout.width - 2 * margin;
  // A page has its own heading and margins.
  const top = width === undefined ? 36 : -10;
  const promise = wrapText(`Guarantees ${plan.promise}`, room);
  const promised = top + 22 + (promise.length - 1) * LINE_HEIGHT;
  const legend = drawLegend(legendOf(plan, drawn.stages), { x: margin, y: promised + 30, width: room });
  const headerY = legend.bottom + 34;
  // The first stage has no mark above its bar.
  const firstRow = headerY + 2;
  const lastRow = firstRow + drawn.stages.length * rowHeight;
  const footer = lastRow + 46;
  const last = closing(plan, drawn).flatMap((text) => wrapText(text, room));
  const muted = (lines: readonly string[], first: number): string[] =>
    lines.map((text, index) =>
      textElement('text', { class: 'muted', x: margin, y: first + index * LINE_HEIGHT }, text),
    );
  return {
    width: layout.width,
    height: footer + (last.length - 1) * LINE_HEIGHT + 20,
    title: plan.title,
    description: describePlan(plan, drawn),
    body: [
      ...(width === undefined
        ? [textElement('text', { class: 'title', x: margin, y: top }, fitText(plan.title, room, 16))]
        : []),
      ...muted(promise, top + 22),
      ...legend.elements,
      ...layout.headers(headerY),
      ...drawn.stages.map((stage, index) => layout.row(stage, firstRow + index * rowHeight, index === 0)),
      ...floorLine(plan.floor, layout, firstRow, drawn.stages.length),
      ...muted(last, footer),
    ],
  };
}

function wide(plan: PlanPicture, { stages }: DrawnStages, width?: number): Layout {
  const margin = width === undefined ? MARGIN : 0;
  const columns = planColumns(plan, stages, { width, margin });
  return {
    width: columns.width,
    margin,
    scale: columns.scale,
    rowHeight: ROW_HEIGHT,
    headers: (y) => headers(plan, columns, y),
    row: (stage, top, first) => drawStage(stage, plan, columns, top, first),
  };
}

function narrow({ tracks }: PlanPicture, { stages }: DrawnStages, width: number): Layout {
  const margin = 0;
  const most = Math.max(...stages.map(({ pods }) => pods[0] + pods[1]));
  const scale = podScale(margin, width - 2 * margin, most, 40);
  return {
    width,
    margin,
    scale,
    rowHeight: NARROW_ROW_HEIGHT,
    textHeight: NARROW_TEXT_HEIGHT,
    headers: (y) => narrowHeaders(tracks[1], margin, width, y),
    row: (stage, top, first) => narrowRow(stage, barsOf(stage, tracks), { scale, margin, width, top, first }),
  };
}

/** Returns the lines below the rows: the number of stages left out, and the steps after the last one. */
function closing({ stages, cleanUp }: PlanPicture, { every }: DrawnStages): string[] {
  const note = foldNote(stages.length, every);
  return [...(note === undefined ? [] : [note]), `Last: ${cleanUp.title}`];
}

function legendOf({ tracks, here }: PlanPicture, stages: StagePicture[]): LegendEntry[] {
  const idle = stages.map((stage) => barsOf(stage, tracks).find((bar) => bar.idle && bar.count > 0)).find(Boolean);
  return [
    ...tracks.map((name, place) => ({ pods: { ...trackBar(tracks, place), idle: false }, text: `pods of ${name}` })),
    ...(idle === undefined ? [] : [{ pods: idle, text: 'get no traffic' }]),
    { mark: 'lowest' as const, text: 'fewest ready on the way' },
    { mark: 'floor' as const, text: 'floor' },
    ...(here === undefined ? [] : [{ mark: 'here' as const, text: 'you are here' }]),
  ];
}

function trackBar(tracks: readonly [string, string], place: number): Look & { readonly count: number } {
  return { count: 1, ...lookOf(looksOf(tracks), tracks[place] ?? '') };
}

function barsOf({ pods, percent: share }: StagePicture, tracks: readonly [string, string]): PodBar[] {
  const shares = [100 - share, share];
  return pods.map((count, place) => ({ ...trackBar(tracks, place), count, idle: shares[place] === 0 }));
}

function headers({ tracks }: PlanPicture, { title, pods, share, lowest }: PlanColumns, y: number): string[] {
  return [
    textElement('text', { class: 'muted', x: title.x, y }, 'Stage'),
    textElement('text', { class: 'muted end', x: pods.x + pods.width, y }, 'Pods'),
    textElement('text', { class: 'muted end', x: share.x + share.width, y }, shareHeader(tracks[1], share.width)),
    textElement('text', { class: 'muted end', x: lowest.x + lowest.width, y }, 'Fewest ready'),
  ];
}

function shareHeader(track: string, width: number): string {
  return fitText(`Share of ${track}`, width);
}

function drawStage(stage: StagePicture, plan: PlanPicture, columns: PlanColumns, top: number, first: boolean): string {
  const { number, title, pods, scale, share, lowest } = columns;
  const bar = top + ROW_HEIGHT - BAR_HEIGHT;
  const y = bar + 12.5;
  const end = (column: { x: number; width: number }, text: string): string =>
    textElement('text', { class: 'number end', x: column.x + column.width, y }, text);
  const here = stage.number === plan.here;
  return element('g', {}, [
    ...(here ? [hereMark(number.x - 14, y - 9)] : []),
    textElement('text', { class: 'number muted end', x: number.x + number.width, y }, String(stage.number)),
    textElement(
      'text',
      { class: here ? 'strong' : undefined, x: title.x, y },
      fitText(stage.title, title.width, here ? BOLD_SIZE : TEXT_SIZE),
    ),
    end(pods, podsText(stage)),
    ...(first ? [] : [lowestMark(scale, stage.lowestReady, top + 9)]),
    ...podBars(scale, bar, barsOf(stage, plan.tracks)),
    end(share, percent(stage.percent)),
    end(lowest, String(stage.lowestReady)),
  ]);
}

/** Draws a triangle that points at the current stage of the release. */
function hereMark(x: number, y: number): string {
  return element('path', { class: 'canary', d: pathData`M${x} ${y}l${9} 5l${-9} 5z` });
}

function podsText({ pods }: StagePicture): string {
  return `${pods[0]} + ${pods[1]}`;
}

/** Draws the floor as a line through all rows. If text is above the bars, it is a line through each row's bars. */
function floorLine(floor: number, { scale, rowHeight, textHeight = 0 }: Layout, top: number, rows: number): string[] {
  const x = podEdge(scale, floor);
  const bottom = top + rows * rowHeight;
  const parts =
    textHeight === 0
      ? [pathData`M${x} ${top}V${bottom + 8}`]
      : Array.from({ length: rows }, (_, row) => {
          const start = top + row * rowHeight;
          return pathData`M${x} ${start + textHeight}V${start + rowHeight + (row === rows - 1 ? 8 : 0)}`;
        });
  return [
    element('path', { class: 'mark line', 'stroke-dasharray': '4 3', d: parts.join('') }),
    textElement('text', { class: 'muted middle', x, y: bottom + 22 }, `floor ${floor}`),
  ];
}
