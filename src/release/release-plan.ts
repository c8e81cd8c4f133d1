import type { BlueGreenPlan } from '../plan/blue-green-plan';
import type { CanaryPlan } from '../plan/canary-plan';
import type { CleanUp } from '../plan/clean-up';
import type { StageRollback } from '../plan/stage-rollback';

/** The stages of a release, in the same words for both strategies. */
export interface ReleasePlan {
  /** In the order in which they are applied. In the first, the next version has no pods; in the last, it has all the traffic. */
  readonly stages: ReleaseStage[];
  /** What is left to do after the last stage: the next version becomes the current one, and the old one goes. */
  readonly cleanUp: CleanUp;
  /**
   * The same plan with all that a canary release knows of its stages.
   *
   * @default - the release is not a canary
   */
  readonly canary?: CanaryPlan;
  /**
   * The same plan with all that a blue/green release knows of its stages.
   *
   * @default - the release is not blue/green
   */
  readonly blueGreen?: BlueGreenPlan;
}

/** One stage of a release: one commit. */
export interface ReleaseStage {
  /** The place of the stage in the plan, counted from 1. It is the `stage` of the release file. */
  readonly number: number;
  /** The stage in a few words: `v2 at 30%`. */
  readonly title: string;
  /** How many pods run the current version. */
  readonly current: number;
  /** How many pods run the next version. */
  readonly next: number;
  /** How many pods run in all. */
  readonly total: number;
  /** The share of the traffic that the next version gets once the stage is at rest, in percent. */
  readonly nextPercent: number;
  /** The fewest ready endpoints of the Service from the stage before to this one, both included. */
  readonly lowestReady: number;
  /** What must be true before the next stage is applied. */
  readonly waitFor: string;
  /** The commands that come to this stage by hand from the stage before, and wait until it is at rest. */
  readonly commands: string[];
  /** How to go back from this stage. */
  readonly rollback: StageRollback;
}
