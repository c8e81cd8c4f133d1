import type { StagePicture } from './plan-picture';

/** More rows than these are no picture any more. */
export const MAX_ROWS = 40;

/** The stages that are drawn. */
export interface DrawnStages {
  readonly stages: StagePicture[];
  /** One of how many is drawn, besides the last one; 1 where all of them are. */
  readonly every: number;
}

/**
 * All stages, or of many one in so many, the last, and the one that the release is at. What is left out still counts for the fewest ready pods, so the
 * picture never looks safer than the plan.
 */
export function drawnStages(stages: StagePicture[], here?: number): DrawnStages {
  const every = Math.ceil((stages.length - 1) / (MAX_ROWS - 1));
  if (every <= 1) return { stages, every: 1 };
  const drawn: StagePicture[] = [];
  let lowestReady = Infinity;
  stages.forEach((stage, index) => {
    lowestReady = Math.min(lowestReady, stage.lowestReady);
    if (index % every !== 0 && index !== stages.length - 1 && stage.number !== here) return;
    drawn.push({ ...stage, lowestReady });
    lowestReady = Infinity;
  });
  return { stages: drawn, every };
}

/** What the reader has to know where not all stages are drawn. */
export function foldNote(all: number, every: number): string | undefined {
  if (every === 1) return undefined;
  return `${all} stages: one in ${every} is drawn, with the fewest ready pods since the one before`;
}
