import { valueOrThrow } from '../validate/problems-error';
import type { Result } from '../validate/result';
import type { Split } from '../split/split';
import { trySplit } from '../split/split-replicas';
import type { CanaryPlan } from './canary-plan';
import {
  type CanaryPlanOptions,
  type ResolvedCanaryPlanOptions,
  resolveCanaryPlanOptions,
} from './canary-plan-options';
import { type PlannedPods, toCanaryStages, toCleanUp } from './canary-stage';
import { stagesBetween } from './stages-between';

/**
 * Plans a canary release as commits that are each safe, from all stable to all canary: one stage per step, and between
 * two steps as few stages as the bounds allow.
 *
 * The pods of a step are those of a `CanaryApp`: the closest split of `replicas`, with extra pods only if no split
 * comes within the tolerance without them. From one stage to the next, all pods may come and go in any order and at any
 * speed, and always
 *
 * - at least `replicas - maxUnavailable` pods are ready, and never 0,
 * - at most `replicas + maxSurge` pods run,
 * - the canary gets at most the share of the step that the stage enters, within the tolerance.
 *
 * Each stage has to be steady, with all its pods ready, before you apply the next one.
 *
 * @example
 * planCanary({ replicas: 10, steps: [10, 30, 50, 100] }).stages.map(({ stable, canary }) => [stable, canary])
 * // => [[10, 0], [9, 1], [7, 3], [5, 5], [3, 8], [0, 10]]
 *
 * @throws one error for all options that are out of range, including bounds between which no pod can move and steps
 * that the replicas can't serve within the tolerance
 */
export function planCanary(options: CanaryPlanOptions): CanaryPlan {
  return valueOrThrow('planCanary', tryPlanCanary(options));
}

/** Plans like `planCanary`, for callers that report its problems together with their own. */
export function tryPlanCanary(options: CanaryPlanOptions): Result<CanaryPlan> {
  const { value: resolved, problems } = resolveCanaryPlanOptions(options);
  if (resolved === undefined) return { problems };
  const splits = resolved.steps.map((step) => stepSplit(resolved, step));
  const unmet = splits.flatMap((result, index) =>
    (result.problems ?? []).map((problem) => ({ ...problem, prop: `steps[${index}]` })),
  );
  if (unmet.length > 0) return { problems: unmet };
  const { bounds } = resolved;
  const plan = {
    stages: toCanaryStages(
      resolved,
      plannedPods(
        resolved,
        splits.map(({ value }) => value!),
      ),
    ),
    capacityFloor: bounds.floor,
    capacityCeiling: bounds.ceiling,
    cleanUp: toCleanUp(resolved),
  };
  return { value: plan };
}

/** Returns the split for a step, without extra pods if that comes close enough. */
function stepSplit(options: ResolvedCanaryPlanOptions, trafficPercent: number): Result<Split> {
  const { replicas, tolerance, capacityPolicy, bounds } = options;
  const wish = { replicas, trafficPercent, tolerance, capacityPolicy };
  const plain = trySplit(wish);
  return plain.value === undefined ? trySplit({ ...wish, maxSurge: bounds.ceiling - replicas }) : plain;
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
    stages.push(...way.map((counts) => ({ ...counts, trafficPercent, steps: [] })));
    // If the pods are the same as for the previous step, its stage serves both steps.
    stages.at(-1)!.steps.push(trafficPercent);
  });
  return stages;
}
