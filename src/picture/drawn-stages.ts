import type { StagePicture } from './plan-picture';

/** The most rows in one picture. */
export const MAX_ROWS = 40;

/** The stages that are drawn. */
export interface DrawnStages {
  readonly stages: StagePicture[];
  /** The interval of the drawn stages: 3 draws every third stage and the last one, 1 draws all. */
  readonly every: number;
}

/**
 * Returns all stages, or if there are many, every nth, the last and the current one. A drawn stage also counts the
 * fewest ready pods of those left out before it, so the picture never looks safer than the plan.
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

/** Returns a note that some stages are not drawn, or `undefined` if all are. */
export function foldNote(all: number, every: number): string | undefined {
  if (every === 1) return undefined;
  return `${all} stages: one in ${every} is drawn, with the fewest ready pods since the one before`;
}
