import type { Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import type { PodCounts } from '../split/closest-split';
import type { Split } from '../split/split';
import { trySplitWish } from '../split/split-replicas';
import {
  type CanaryPlanOptions,
  type ResolvedCanaryPlanOptions,
  resolveCanaryPlanOptions,
} from './canary-plan-options';
import { stagesBetween } from './stages-between';

/** The pods of a stage, with its steps. */
export interface PlannedPods extends PodCounts {
  /** The step that the stage serves or leads to, in percent. */
  readonly trafficPercent: number;
  /** The steps that the stage serves, in percent. */
  readonly steps: number[];
}

/** The pods of a canary release, stage by stage, with the options that they follow from. */
export interface CanaryPods {
  readonly options: ResolvedCanaryPlanOptions;
  readonly stages: PlannedPods[];
}

/** Returns the pods of a plan without its texts, which take as long again, or the problems of the options. */
export function tryCanaryPods(given: CanaryPlanOptions): Result<CanaryPods> {
  const { value: options, problems } = resolveCanaryPlanOptions(given);
  if (options === undefined) return { problems };
  const splits: Split[] = [];
  const unmet: Problem[] = [];
  options.steps.forEach((step, index) => {
    const { value, problems: found = [] } = stepSplit(options, step);
    if (value !== undefined) splits.push(value);
    unmet.push(...found.map((problem) => ({ ...problem, prop: `steps[${index}]` })));
  });
  return unmet.length > 0 ? { problems: unmet } : { value: { options, stages: plannedPods(options, splits) } };
}

/** Returns the split for a step, without extra pods if that comes close enough. */
function stepSplit(options: ResolvedCanaryPlanOptions, trafficPercent: number): Result<Split> {
  const { replicas, tolerance, capacityPolicy, bounds } = options;
  const wish = { replicas, trafficPercent, maxSurge: 0, tolerance, capacityPolicy };
  const plain = trySplitWish(wish);
  return plain.value === undefined ? trySplitWish({ ...wish, maxSurge: bounds.ceiling - replicas }) : plain;
}

/** Returns the pods of all stages, with the steps that they serve. */
function plannedPods(options: ResolvedCanaryPlanOptions, splits: Split[]): PlannedPods[] {
  const { replicas, steps, tolerance, bounds } = options;
  const stages: PlannedPods[] = [{ stable: replicas, canary: 0, trafficPercent: 0, steps: [] }];
  steps.forEach((trafficPercent, index) => {
    const target = splits[index]!;
    // If the stage serves less than the step at rest, the share must not overshoot that lower value.
    const maxPercent = Math.min(trafficPercent, target.actualPercent) + tolerance;
    const way = stagesBetween(stages.at(-1)!, target, bounds, maxPercent);
    stages.push(...way.map(({ stable, canary }) => ({ stable, canary, trafficPercent, steps: [] })));
    // If the pods are the same as for the previous step, its stage serves both steps.
    stages.at(-1)!.steps.push(trafficPercent);
  });
  return stages;
}
