import { Color } from '../../plan/color';
import { sharePercent } from '../../model/share';
import type { BlueGreenPlan } from '../../plan/blue-green-plan';
import type { CanaryPlan } from '../../plan/canary-plan';
import type { CleanUp } from '../../plan/clean-up';
import type { StageRollback } from '../../plan/stage-rollback';
import { plural } from '../../text/words';

/** A plan of either strategy, as it is printed. */
export interface PlanView {
  readonly title: string;
  /** What holds at any moment. */
  readonly promise: string;
  /** The fewest ready pods that may serve at any moment. */
  readonly floor: number;
  /** The versions or colors; the last one is the new one, whose share is shown. */
  readonly tracks: readonly [string, string];
  readonly stages: StageView[];
  readonly cleanUp: CleanUp;
}

/** One stage, as it is printed. */
export interface StageView {
  readonly number: number;
  readonly title: string;
  /** The pods of the tracks. */
  readonly pods: readonly [number, number];
  /** The new track's share of the traffic, in percent. */
  readonly percent: number;
  /** The fewest ready endpoints on the way to this stage. */
  readonly lowestReady: number;
  readonly waitFor: string;
  readonly commands: string[];
  readonly rollback: StageRollback;
}

export function viewCanaryPlan(plan: CanaryPlan, name: string, stable: string, canary: string): PlanView {
  const { capacityFloor, capacityCeiling } = plan;
  return {
    title: `Canary release of ${name}, from ${stable} to ${canary}`,
    promise: `at any moment at least ${plural(capacityFloor, 'ready pod')} and at most ${plural(capacityCeiling, 'pod')}`,
    floor: capacityFloor,
    tracks: [stable, canary],
    stages: plan.stages.map((stage) => ({
      ...stage,
      pods: [stage.stable, stage.canary],
      percent: sharePercent(stage.canary, stage.total) ?? 0,
    })),
    cleanUp: plan.cleanUp,
  };
}

export function viewBlueGreenPlan(plan: BlueGreenPlan, name: string): PlanView {
  const backwards = plan.stages[0]?.active === Color.GREEN;
  const [from, to] = backwards ? [Color.GREEN, Color.BLUE] : [Color.BLUE, Color.GREEN];
  const lowest = Math.min(...plan.stages.map(({ lowestReady }) => lowestReady));
  return {
    title: `Blue/green release of ${name}, from ${from} to ${to}`,
    promise: `at any moment at least ${plural(lowest, 'ready endpoint')}`,
    floor: lowest,
    tracks: [from, to],
    stages: plan.stages.map((stage) => ({
      ...stage,
      pods: [stage[from], stage[to]],
      percent: stage.active === to ? 100 : 0,
    })),
    cleanUp: plan.cleanUp,
  };
}
