import { percent } from '../text/words';
import type { PlanPicture, StagePicture } from './plan-picture';
import { type PodScale, podScale } from './pod-bar';
import { BOLD_SIZE, textWidth } from './text-width';

/** A column of a picture, in pixels. */
export interface Column {
  readonly x: number;
  readonly width: number;
}

/** The columns of a plan from left to right. */
export interface PlanColumns {
  readonly number: Column;
  readonly title: Column;
  readonly pods: Column;
  readonly scale: PodScale;
  readonly share: Column;
  readonly lowest: Column;
  /** The width of the whole picture. */
  readonly width: number;
}

/** The widest picture that GitHub shows at full size. */
const WIDTH = 840;
const MARGIN = 24;
const SPACE = 20;
const MAX_TITLE = 270;
const MAX_SHARE = 130;
const MIN_BARS = 200;

/** The room for a plan, in pixels. */
export interface PlanRoom {
  /** @default - 840, the widest picture that GitHub shows at full size */
  readonly width?: number;
  /** @default - 24 */
  readonly margin?: number;
}

/** Returns columns as wide as their text. The bars get the rest, and the picture grows if that is too little. */
export function planColumns(
  { tracks, here }: PlanPicture,
  stages: StagePicture[],
  { width: room = WIDTH, margin = MARGIN }: PlanRoom = {},
): PlanColumns {
  const widest = (texts: string[]): number => Math.max(...texts.map((text) => textWidth(text)));
  const titleWidth = (stage: StagePicture): number =>
    textWidth(stage.title, stage.number === here ? BOLD_SIZE : undefined);
  const number = { x: margin, width: widest(stages.map((stage) => `${stage.number}`)) };
  const title = {
    x: number.x + number.width + 12,
    width: Math.min(Math.max(textWidth('Stage'), ...stages.map(titleWidth)), MAX_TITLE),
  };
  const pods = {
    x: title.x + title.width + SPACE,
    width: widest(['Pods', ...stages.map((stage) => stage.pods.join(' + '))]),
  };
  const shares = widest(stages.map((stage) => percent(stage.percent)));
  const share = Math.max(shares, Math.min(textWidth(`Share of ${tracks[1]}`), MAX_SHARE));
  const lowest = widest(['Fewest ready', ...stages.map((stage) => `${stage.lowestReady}`)]);

  const bars = pods.x + pods.width + SPACE;
  const right = SPACE + share + SPACE + lowest + margin;
  const width = Math.max(room, bars + MIN_BARS + right);
  const most = Math.max(...stages.map((stage) => stage.pods[0] + stage.pods[1]));
  return {
    number,
    title,
    pods,
    scale: podScale(bars, width - right - bars, most, 40),
    share: { x: width - right + SPACE, width: share },
    lowest: { x: width - margin - lowest, width: lowest },
    width,
  };
}
