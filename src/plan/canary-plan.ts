import type { CleanUp } from './clean-up';
import type { StageRollback } from './stage-rollback';

/** A canary release as stages that are each safe to commit, from all stable to all canary. */
export interface CanaryPlan {
  /** In the order in which they are applied. The first is where the release starts: nothing runs the canary yet. */
  readonly stages: CanaryStage[];
  /** The fewest ready pods that the plan allows at any moment. */
  readonly capacityFloor: number;
  /** The most pods that the plan allows at any moment. */
  readonly capacityCeiling: number;
  /** What is left to do once the canary serves everything and nobody wants to go back. */
  readonly cleanUp: CleanUp;
}

/** One commit of a canary release. */
export interface CanaryStage {
  /** The place of the stage in the plan, counted from 1. */
  readonly number: number;
  /** What the stage is, in a few words: `v2 at 30%`. */
  readonly title: string;
  /** How many pods run the stable version. */
  readonly stable: number;
  /** How many pods run the canary. */
  readonly canary: number;
  /** How many pods run in all. */
  readonly total: number;
  /** The canary's share of the traffic once the stage is at rest, in percent. */
  readonly actualPercent: number;
  /** The step that the stage serves or leads to, in percent; 0 for the first stage. */
  readonly trafficPercent: number;
  /**
   * The steps that the stage serves, in percent: mostly one, none for a stage that is only passed through, and two where
   * the pods are too few to tell two steps apart.
   */
  readonly steps: number[];
  /** The fewest ready pods from the stage before to this one, both included. */
  readonly lowestReady: number;
  /** The most pods from the stage before to this one, both included. */
  readonly highestReady: number;
  /** The highest share of the canary from the stage before to this one, both included, in percent. */
  readonly highestPercent: number;
  /** What must be true before the next stage is applied. */
  readonly waitFor: string;
  /** The commands that come to this stage by hand from the stage before, and wait until it is at rest. */
  readonly commands: string[];
  /** How to go back from this stage. */
  readonly rollback: StageRollback;
}
