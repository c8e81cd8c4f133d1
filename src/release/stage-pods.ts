import { resolveBlueGreenPlanOptions } from '../plan/blue-green-plan-options';
import { tryCanaryPods } from '../plan/canary-pods';
import { resolveCanaryPlanOptions } from '../plan/canary-plan-options';
import { otherColor } from '../plan/color';
import { colorPercent } from '../plan/color-percent';
import { tryBlueGreenPods } from '../plan/planned-colors';
import { sharePercent } from '../model/share';
import type { Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import {
  blueGreenOptions,
  canaryOptions,
  type PlannedRelease,
  type ReleasePlanOptions,
  toFileProblem,
} from './plan-options';
import type { ReleaseStage } from './release-plan';
import { ReleaseStrategy } from './release-strategy';

/** A stage of a release without its texts. */
export type StagePods = Pick<ReleaseStage, 'number' | 'current' | 'next' | 'nextPercent'>;

/** Returns the stages of a release whose versions are valid, without their texts, or the problems of its figures. */
export function stagePodsOf(planned: PlannedRelease, options: ReleasePlanOptions): Result<StagePods[]> {
  const { value, problems } =
    planned.release.strategy === ReleaseStrategy.CANARY
      ? canaryPods(planned, options)
      : blueGreenPods(planned, options);
  return value === undefined ? { problems: problems.map(toFileProblem) } : { value };
}

/** Reports names with which a release can't be planned, without the work of planning it. */
export function planNameProblems(planned: PlannedRelease, options: ReleasePlanOptions): Problem[] {
  const { problems = [] } =
    planned.release.strategy === ReleaseStrategy.CANARY
      ? resolveCanaryPlanOptions(canaryOptions(planned, options))
      : resolveBlueGreenPlanOptions(blueGreenOptions(planned, options));
  return problems.map(toFileProblem);
}

function canaryPods(planned: PlannedRelease, options: ReleasePlanOptions): Result<StagePods[]> {
  const { value: pods, problems } = tryCanaryPods(canaryOptions(planned, options));
  if (pods === undefined) return { problems };
  const stages = pods.stages.map(({ stable, canary }, index) => ({
    number: index + 1,
    current: stable,
    next: canary,
    nextPercent: sharePercent(canary, stable + canary) ?? 0,
  }));
  return { value: stages };
}

function blueGreenPods(planned: PlannedRelease, options: ReleasePlanOptions): Result<StagePods[]> {
  const { value: pods, problems } = tryBlueGreenPods(blueGreenOptions(planned, options));
  if (pods === undefined) return { problems };
  const before = planned.current.color!;
  const after = otherColor(before);
  const stages = pods.stages.map((stage, index) => ({
    number: index + 1,
    current: stage[before],
    next: stage[after],
    nextPercent: colorPercent(stage, after),
  }));
  return { value: stages };
}
