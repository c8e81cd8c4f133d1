import { percent } from '../text/words';
import { describePlan } from './describe-plan';
import { type DrawnStages, drawnStages, foldNote } from './drawn-stages';
import { drawLegend, type LegendEntry } from './legend';
import type { PlanPicture, StagePicture } from './plan-picture';
import { planColumns, type PlanColumns } from './plan-columns';
import { BAR_HEIGHT, podBars, type PodBar, podEdge } from './pod-bar';
import { element, pathData, textElement } from './svg';
import { svgDocument } from './svg-document';
import { toneOf } from './style';
import { fitText } from './text-width';

/** From one stage to the next: the bar, and the way to it above. */
const ROW_HEIGHT = 34;
const LINE_HEIGHT = 22;
const MARGIN = 24;

/** A plan as a timeline that is read downwards: a row a stage, with its pods, its share and the way to it. */
export function drawPlan(plan: PlanPicture): string {
  const drawn = drawnStages(plan.stages);
  const columns = planColumns(plan, drawn.stages);
  const room = columns.width - 2 * MARGIN;
  const legend = drawLegend(legendOf(plan, drawn.stages), { x: MARGIN, y: 88, width: room });
  const headerY = legend.bottom + 34;
  // Nothing stands above the bar of the first stage.
  const firstRow = headerY + 2;
  const lastRow = firstRow + drawn.stages.length * ROW_HEIGHT;
  const footer = lastRow + 46;
  const last = closing(plan, drawn);
  return svgDocument({
    width: columns.width,
    height: footer + (last.length - 1) * LINE_HEIGHT + 20,
    title: plan.title,
    description: describePlan(plan, drawn),
    body: [
      textElement('text', { class: 'title', x: MARGIN, y: 36 }, fitText(plan.title, room, 16)),
      textElement('text', { class: 'muted', x: MARGIN, y: 58 }, fitText(`Holds ${plan.promise}`, room)),
      ...legend.elements,
      ...headers(plan, columns, headerY),
      ...drawn.stages.map((stage, index) =>
        drawStage(stage, plan, columns, firstRow + index * ROW_HEIGHT, index === 0),
      ),
      ...floorLine(plan.floor, columns, firstRow, lastRow),
      ...last.map((text, index) =>
        textElement('text', { class: 'muted', x: MARGIN, y: footer + index * LINE_HEIGHT }, fitText(text, room)),
      ),
    ],
  });
}

/** Under the rows: what they leave out, and what comes after them. */
function closing({ stages, cleanUp }: PlanPicture, { every }: DrawnStages): string[] {
  const note = foldNote(stages.length, every);
  return [...(note === undefined ? [] : [note]), `Last: ${cleanUp.title}`];
}

function legendOf({ tracks }: PlanPicture, stages: StagePicture[]): LegendEntry[] {
  const idle = stages.map((stage) => barsOf(stage, tracks).find((bar) => bar.idle && bar.count > 0)).find(Boolean);
  return [
    ...tracks.map((name, place) => ({ pods: { ...trackBar(tracks, place), idle: false }, text: `pods of ${name}` })),
    ...(idle === undefined ? [] : [{ pods: idle, text: 'get no traffic' }]),
    { mark: 'lowest' as const, text: 'fewest ready on the way' },
    { mark: 'floor' as const, text: 'floor' },
  ];
}

function trackBar(tracks: readonly string[], place: number): Pick<PodBar, 'count' | 'tone' | 'striped'> {
  return { count: 1, tone: toneOf(tracks[place] ?? '', place), striped: place === 1 };
}

function barsOf({ pods, percent: share }: StagePicture, tracks: readonly string[]): PodBar[] {
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
  return element('g', {}, [
    textElement('text', { class: 'number muted end', x: number.x + number.width, y }, String(stage.number)),
    textElement('text', { x: title.x, y }, fitText(stage.title, title.width)),
    end(pods, podsText(stage)),
    ...(first ? [] : [lowestMark(podEdge(scale, 0), podEdge(scale, stage.lowestReady), top + 9)]),
    ...podBars(scale, bar, barsOf(stage, plan.tracks)),
    end(share, percent(stage.percent)),
    end(lowest, String(stage.lowestReady)),
  ]);
}

function podsText({ pods }: StagePicture): string {
  return `${pods[0]} + ${pods[1]}`;
}

/** How far the ready pods reach at the lowest, as a line with an end. */
function lowestMark(from: number, to: number, y: number): string {
  return element('path', { class: 'way line', d: pathData`M${from} ${y}H${to}M${to} ${y - 4}v8` });
}

function floorLine(floor: number, { scale }: PlanColumns, top: number, bottom: number): string[] {
  const x = podEdge(scale, floor);
  return [
    element('path', { class: 'mark line', 'stroke-dasharray': '4 3', d: pathData`M${x} ${top}V${bottom + 8}` }),
    textElement('text', { class: 'muted middle', x, y: bottom + 22 }, `floor ${floor}`),
  ];
}
