import type { Color } from './color';
import type { CleanUp } from './clean-up';
import type { StageRollback } from './stage-rollback';

/** A blue/green release as stages that are each safe to commit. */
export interface BlueGreenPlan {
  /** The stages in the order in which they are applied. In the first one, the other color has no pods yet. */
  readonly stages: BlueGreenStage[];
  /** The last step, for the time when no one needs to roll back any more. */
  readonly cleanUp: CleanUp;
}

/** The purpose of a stage of a blue/green release. */
export enum BlueGreenPhase {
  /** The active color serves everything, and the other has no pods. */
  START = 'start',
  /** The other color runs beside the active one for tests, and users notice nothing. */
  PREVIEW = 'preview',
  /** The Service selects both colors, until load balancers find the new one healthy. */
  OVERLAP = 'overlap',
  /** The Service selects the new color alone. */
  SWITCH = 'switch',
  /** The old color has no pods any more, but keeps its Deployment. */
  DRAIN = 'drain',
}

/** One commit of a blue/green release. */
export interface BlueGreenStage {
  /** The place of the stage in the plan, counted from 1. */
  readonly number: number;
  /** The purpose of the stage. */
  readonly phase: BlueGreenPhase;
  /** The stage in a few words: `green serves everything`. */
  readonly title: string;
  /** The color that gets all traffic; while both colors overlap, the one that got it before. */
  readonly active: Color;
  /** Whether the Service selects both colors, so that each gets its share of the pods. */
  readonly overlap: boolean;
  /** The number of pods of the blue color. */
  readonly blue: number;
  /** The number of pods of the green color. */
  readonly green: number;
  /** The number of all pods. */
  readonly total: number;
  /** The fewest ready endpoints of the Service from the stage before to this one, both included. */
  readonly lowestReady: number;
  /** The condition to wait for before you apply the next stage. */
  readonly waitFor: string;
  /** The commands that lead from the stage before to this one by hand, and wait until it is steady. */
  readonly commands: string[];
  /** The way back from this stage. */
  readonly rollback: StageRollback;
}
