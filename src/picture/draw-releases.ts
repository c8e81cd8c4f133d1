import { percent, plural } from '../text/words';
import type { ReleasePicture } from './release-picture';
import { element, pathData, textElement } from './svg';
import { svgDocument } from './svg-document';
import { BOLD_SIZE, fitText, textWidth } from './text-width';

const WIDTH = 840;
const MARGIN = 24;
const TITLE = 'Releases and their current stages';

/** The width of the names on the left; the stages are on the right. */
const NAMES = 250;
const LINE = { from: MARGIN + NAMES + 40, to: WIDTH - MARGIN - 40 };
const ROW_HEIGHT = 92;
const RADIUS = 6;

/** The most rows in one picture. */
const MAX_RELEASES = 60;

/** The smallest distance of two marks that don't touch. */
const CLOSEST = 3 * RADIUS;

/** The text if there is nothing to draw. */
const NOTHING = 'There is no release.';

/** Draws releases one below the other, each with the stages of its plan and a mark at the current stage. */
export function drawReleases(releases: ReleasePicture[]): string {
  const drawn = releases.slice(0, MAX_RELEASES);
  const left = releases.length - drawn.length;
  const note = releases.length === 0 ? NOTHING : left > 0 ? `… and ${plural(left, 'more release')}` : undefined;
  const rows = drawn.map((release, index) => drawRelease(release, MARGIN + index * ROW_HEIGHT));
  const bottom = MARGIN + drawn.length * ROW_HEIGHT;
  return svgDocument({
    width: WIDTH,
    height: bottom + (note === undefined ? 0 : 40),
    title: TITLE,
    description: [...drawn.map(describeRelease), ...(note === undefined ? [] : [note])].join(' '),
    body: [
      ...rows,
      ...(note === undefined ? [] : [textElement('text', { class: 'muted', x: MARGIN, y: bottom + 16 }, note)]),
    ],
  });
}

/** Describes everything in the picture of a release. */
export function describeRelease({ name, from, to, stage, stages, note }: ReleasePicture): string {
  if (to === undefined || stage === undefined) return `${name}: ${from} runs, and no release is under way.`;
  const title = stages[stage - 1]?.title ?? '';
  const more = note === '' ? '' : `, ${note}`;
  return `${name}, from ${from} to ${to}: stage ${stage} of ${stages.length}, ${title}${more}.`;
}

function drawRelease(release: ReleasePicture, top: number): string {
  const { name, from, to, note } = release;
  const text = (kind: string, y: number, words: string): string =>
    textElement(
      'text',
      { class: kind, x: MARGIN, y },
      fitText(words, NAMES, kind === 'strong' ? BOLD_SIZE : undefined),
    );
  return element('g', {}, [
    text('strong', top + 28, name),
    text('number', top + 48, to === undefined ? `${from} runs` : `${from} → ${to}`),
    text('muted', top + 68, note),
    ...(to === undefined ? [] : drawStages(release, top + 44)),
  ]);
}

function drawStages({ stages, stage: here = 1 }: ReleasePicture, y: number): string[] {
  const space = stages.length < 2 ? 0 : (LINE.to - LINE.from) / (stages.length - 1);
  const places = stages.map((_, index) => LINE.from + index * space);
  const at = places[here - 1] ?? LINE.from;
  return [
    element('path', { class: 'mark line', 'stroke-width': 2, d: pathData`M${LINE.from} ${y}H${at}` }),
    element('path', { class: 'way line', 'stroke-dasharray': '4 3', d: pathData`M${at} ${y}H${LINE.to}` }),
    ...places.flatMap((x, index) => (isMarked(index, here, stages.length, space) ? mark(x, y, index + 1, here) : [])),
    ...shareLabels(stages, places, here, y - 18),
    hereLabel(stages[here - 1]?.title ?? '', at, y + 26),
  ];
}

/** Reports whether a stage has a mark. If there are very many, only the first, the last and the current one do. */
function isMarked(index: number, here: number, count: number, space: number): boolean {
  return space >= CLOSEST || [0, here - 1, count - 1].includes(index);
}

/** Draws a stage: a past one, the current one, or a future one. */
function mark(x: number, y: number, number: number, here: number): string[] {
  const circle = (kind: string, r: number): string => element('circle', { class: kind, cx: x, cy: y, r });
  if (number < here) return [circle('stable', RADIUS)];
  if (number > here) return [circle('ground', RADIUS), circle('box', RADIUS)];
  return [circle('ground', RADIUS + 3), circle('canary', RADIUS), circle('mark line', RADIUS + 3)];
}

/** Draws the share of each stage, as far as there is room, and always that of the current stage. */
function shareLabels(stages: ReleasePicture['stages'], places: number[], here: number, y: number): string[] {
  const labels = stages.map((stage, index) => ({ text: percent(stage.percent), x: places[index]!, index }));
  const placed: typeof labels = [];
  const first = labels[here - 1];
  for (const label of [...(first === undefined ? [] : [first]), ...labels]) {
    const free = placed.every(
      ({ x, text }) => Math.abs(x - label.x) > (textWidth(text) + textWidth(label.text)) / 2 + 8,
    );
    if (free) placed.push(label);
  }
  return placed
    .sort((a, b) => a.index - b.index)
    .map(({ text, x, index }) => {
      const kind = index === here - 1 ? 'number strong middle' : 'number muted middle';
      return textElement('text', { class: kind, x, y }, text);
    });
}

/** Draws the label below the current stage, within the picture. */
function hereLabel(title: string, at: number, y: number): string {
  const text = fitText(`you are here: ${title}`, WIDTH - LINE.from);
  const half = textWidth(text) / 2;
  const x = Math.min(Math.max(at, LINE.from - 40 + half), WIDTH - MARGIN - half);
  return textElement('text', { class: 'middle', x, y }, text);
}
