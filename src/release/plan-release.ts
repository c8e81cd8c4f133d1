import { BlueGreenPhase, type BlueGreenPlan, type BlueGreenStage } from '../plan/blue-green-plan';
import type { CanaryPlan } from '../plan/canary-plan';
import { otherColor } from '../plan/color';
import { colorPercent } from '../plan/color-percent';
import { tryPlanBlueGreen } from '../plan/plan-blue-green';
import { tryPlanCanary } from '../plan/plan-canary';
import type { Result } from '../validate/result';
import {
  blueGreenOptions,
  canaryOptions,
  type PlannedRelease,
  type ReleasePlanOptions,
  toFileProblem,
} from './plan-options';
import type { ReleasePlan } from './release-plan';
import { ReleaseStrategy } from './release-strategy';

/** Returns the plan of a release whose versions are valid, or the problems of its figures. */
export function planOf(planned: PlannedRelease, options: ReleasePlanOptions = {}): Result<ReleasePlan> {
  return planned.release.strategy === ReleaseStrategy.CANARY
    ? canaryPlan(planned, options)
    : blueGreenPlan(planned, options);
}

function canaryPlan(planned: PlannedRelease, options: ReleasePlanOptions): Result<ReleasePlan> {
  const { value: plan, problems } = tryPlanCanary(canaryOptions(planned, options));
  return plan === undefined ? { problems: problems.map(toFileProblem) } : { value: fromCanary(plan) };
}

function fromCanary(plan: CanaryPlan): ReleasePlan {
  const stages = plan.stages.map((stage) => ({
    number: stage.number,
    title: stage.title,
    current: stage.stable,
    next: stage.canary,
    total: stage.total,
    nextPercent: stage.actualPercent,
    lowestReady: stage.lowestReady,
    waitFor: stage.waitFor,
    commands: stage.commands,
    rollback: stage.rollback,
  }));
  return { stages, cleanUp: plan.cleanUp, canary: plan };
}

function blueGreenPlan(planned: PlannedRelease, options: ReleasePlanOptions): Result<ReleasePlan> {
  const { value: plan, problems } = tryPlanBlueGreen(blueGreenOptions(planned, options));
  return plan === undefined ? { problems: problems.map(toFileProblem) } : { value: fromBlueGreen(plan, planned) };
}

function fromBlueGreen(plan: BlueGreenPlan, planned: PlannedRelease): ReleasePlan {
  const before = planned.current.color!;
  const stages = plan.stages.map((stage) => ({
    number: stage.number,
    title: blueGreenTitle(planned, stage),
    current: stage[before],
    next: stage[otherColor(before)],
    total: stage.total,
    nextPercent: colorPercent(stage, otherColor(before)),
    lowestReady: stage.lowestReady,
    waitFor: stage.waitFor,
    commands: stage.commands,
    rollback: stage.rollback,
  }));
  return { stages, cleanUp: plan.cleanUp, blueGreen: plan };
}

/** Returns the title of a stage with the names of the versions, which a plan of two colors doesn't know. */
function blueGreenTitle({ release, current, next }: PlannedRelease, stage: BlueGreenStage): string {
  const [old, fresh] = [`${current.version} (${current.color})`, `${next.version} (${next.color})`];
  switch (stage.phase) {
    case BlueGreenPhase.START:
      return `${old} serves everything`;
    case BlueGreenPhase.PREVIEW:
      return `${fresh} is tested${stage[next.color!] < release.replicas ? '' : ' at full size'}`;
    case BlueGreenPhase.OVERLAP:
      return `${old} and ${fresh} both serve`;
    case BlueGreenPhase.SWITCH:
      return `${fresh} serves everything`;
    case BlueGreenPhase.DRAIN:
      return `${old} has no pods any more`;
  }
}
