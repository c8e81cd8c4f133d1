import type { CleanUp } from './clean-up';
import type { StageRollback } from './stage-rollback';

/** A canary release as stages that are each safe to commit, from all stable to all canary. */
export interface CanaryPlan {
  /** The stages in the order in which they are applied. In the first one, the canary has no pods yet. */
  readonly stages: CanaryStage[];
  /** The fewest ready pods that the plan allows at any moment. */
  readonly capacityFloor: number;
  /** The most pods that the plan allows at any moment. */
  readonly capacityCeiling: number;
  /** The last step, for the time when the canary serves everything and no one needs to roll back any more. */
  readonly cleanUp: CleanUp;
}

/** One commit of a canary release. */
export interface CanaryStage {
  /** The place of the stage in the plan, counted from 1. */
  readonly number: number;
  /** The stage in a few words: `v2 at 30%`. */
  readonly title: string;
  /** The number of pods of the stable version. */
  readonly stable: number;
  /** The number of pods of the canary. */
  readonly canary: number;
  /** The number of all pods. */
  readonly total: number;
  /** The canary's share of the traffic once the stage is steady, in percent. */
  readonly actualPercent: number;
  /** The step that the stage serves or leads to, in percent; 0 for the first stage. */
  readonly trafficPercent: number;
  /**
   * The steps that the stage serves, in percent: usually one, none for an intermediate stage, and two if there are too
   * few pods to distinguish two steps.
   */
  readonly steps: number[];
  /** The fewest ready pods from the stage before to this one, both included. */
  readonly lowestReady: number;
  /** The most pods from the stage before to this one, both included. */
  readonly highestReady: number;
  /** The highest share of the canary from the stage before to this one, both included, in percent. */
  readonly highestPercent: number;
  /** The condition to wait for before you apply the next stage. */
  readonly waitFor: string;
  /** The commands that lead from the stage before to this one by hand, and wait until it is steady. */
  readonly commands: string[];
  /** The way back from this stage. */
  readonly rollback: StageRollback;
}
