import { percent } from '../text/words';
import type { StagePicture } from './plan-picture';
import { lowestMark, podBars, type PodBar, type PodScale } from './pod-bar';
import { element, textElement } from './svg';
import { fitText, textWidth } from './text-width';

/** The height of a stage with its text above its bar. */
export const NARROW_ROW_HEIGHT = 60;

/** The height of the text at the top of a stage. */
export const NARROW_TEXT_HEIGHT = 26;

/** The place of a row in a narrow picture, in pixels. */
export interface NarrowRow {
  readonly scale: PodScale;
  readonly margin: number;
  readonly width: number;
  readonly top: number;
  /** Whether it is the first stage, which has no move before it. */
  readonly first: boolean;
}

/** Draws the headers of rows whose text is above their bars. */
export function narrowHeaders(track: string, margin: number, width: number, y: number): string[] {
  const stage = textElement('text', { class: 'muted', x: margin, y }, 'Stage');
  const room = width - 2 * margin - textWidth('Stage') - 12;
  const numbers = fitText(`Pods · share of ${track}`, room);
  return [stage, textElement('text', { class: 'muted end', x: width - margin, y }, numbers)];
}

/** Draws a stage with its text above its bar, for pictures too narrow to have both side by side. */
export function narrowRow(stage: StagePicture, bars: PodBar[], place: NarrowRow): string {
  const { scale, margin, width, top, first } = place;
  const numbers = `${stage.pods[0]} + ${stage.pods[1]} · ${percent(stage.percent)}`;
  const room = width - 2 * margin - textWidth(numbers) - 12;
  const text = `${stage.number}  ${stage.title}`;
  return element('g', {}, [
    textElement('text', { x: margin, y: top + 20 }, fitText(text, room)),
    textElement('text', { class: 'number end', x: width - margin, y: top + 20 }, numbers),
    ...(first ? [] : [lowestMark(scale, stage.lowestReady, top + 32)]),
    ...podBars(scale, top + 38, bars),
  ]);
}
