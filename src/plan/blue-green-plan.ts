import type { Color } from './color';
import type { CleanUp } from './clean-up';
import type { StageRollback } from './stage-rollback';

/** A blue/green release as stages that are each safe to commit. */
export interface BlueGreenPlan {
  /** In the order in which they are applied. The first is where the release starts: the other color has no pods yet. */
  readonly stages: BlueGreenStage[];
  /** What is left to do once nobody wants to go back. */
  readonly cleanUp: CleanUp;
}

/** What a stage of a blue/green release is for. */
export enum BlueGreenPhase {
  /** The active color serves everything, and the other has no pods. */
  START = 'start',
  /** The other color runs beside the active one and is tested, and users notice nothing. */
  PREVIEW = 'preview',
  /** The Service selects the new color. */
  SWITCH = 'switch',
  /** The old color has no pods any more, but its Deployment is kept. */
  DRAIN = 'drain',
}

/** One commit of a blue/green release. */
export interface BlueGreenStage {
  /** The place of the stage in the plan, counted from 1. */
  readonly number: number;
  /** What the stage is for. */
  readonly phase: BlueGreenPhase;
  /** What the stage is, in a few words: `green serves everything`. */
  readonly title: string;
  /** The color that gets all traffic. */
  readonly active: Color;
  /** How many pods the blue color runs. */
  readonly blue: number;
  /** How many pods the green color runs. */
  readonly green: number;
  /** How many pods run in all. */
  readonly total: number;
  /** The fewest ready endpoints of the Service from the stage before to this one, both included. */
  readonly lowestReady: number;
  /** What must be true before the next stage is applied. */
  readonly waitFor: string;
  /** The commands that come to this stage by hand from the stage before, and wait until it is at rest. */
  readonly commands: string[];
  /** How to go back from this stage. */
  readonly rollback: StageRollback;
}
