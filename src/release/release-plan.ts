import type { BlueGreenPlan } from '../plan/blue-green-plan';
import type { CanaryPlan } from '../plan/canary-plan';
import type { CleanUp } from '../plan/clean-up';
import type { StageRollback } from '../plan/stage-rollback';

/** The stages of a release, in the same terms for both strategies. */
export interface ReleasePlan {
  /**
   * The stages in the order in which they are applied. In the first, the next version has no pods; in the last, it has
   * all the traffic.
   */
  readonly stages: ReleaseStage[];
  /** The step after the last stage: the next version becomes the current one, and the old one goes. */
  readonly cleanUp: CleanUp;
  /**
   * The same plan with all details of a canary release.
   *
   * @default - the release is not a canary
   */
  readonly canary?: CanaryPlan;
  /**
   * The same plan with all details of a blue/green release.
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
  /** The number of pods of the current version. */
  readonly current: number;
  /** The number of pods of the next version. */
  readonly next: number;
  /** The number of all pods. */
  readonly total: number;
  /** The next version's share of the traffic once the stage is steady, in percent. */
  readonly nextPercent: number;
  /** The fewest ready endpoints of the Service from the stage before to this one, both included. */
  readonly lowestReady: number;
  /** The condition to wait for before you apply the next stage. */
  readonly waitFor: string;
  /** The commands that lead from the stage before to this one by hand, and wait until it is steady. */
  readonly commands: string[];
  /** The way back from this stage. */
  readonly rollback: StageRollback;
}
