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
 * A canary release as commits that are each safe, from all stable to all canary: one stage a step, and between two steps
 * as few stages as the bounds allow.
 *
 * A step is served by the counts that `CanaryApp` gives for it: the closest split of `replicas`, with pods on top only where
 * no split comes within the tolerance without them. From one stage to the next all pods may come and go in any order and
 * at any speed, and still
 *
 * - no fewer than `replicas - maxUnavailable` pods are ready, and never none,
 * - no more than `replicas + maxSurge` pods run,
 * - the canary gets no more of the traffic than the step that is being entered, within the tolerance.
 *
 * Assumed: each stage is at rest, with all its pods ready, before the next one is applied.
 *
 * @example
 * planCanary({ replicas: 10, steps: [10, 30, 50, 100] }).stages.map(({ stable, canary }) => [stable, canary])
 * // => [[10, 0], [9, 1], [7, 3], [5, 5], [3, 8], [0, 10]]
 *
 * @throws one error for all options that are out of range, among them bounds between which no pod can move and steps that
 * the replicas can't serve within the tolerance
 */
export function planCanary(options: CanaryPlanOptions): CanaryPlan {
  return valueOrThrow('planCanary', tryPlanCanary(options));
}

/** `planCanary` for callers that report its problems together with their own. */
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

/** The split that serves a step: without pods on top of `replicas`, where that comes close enough. */
function stepSplit(options: ResolvedCanaryPlanOptions, trafficPercent: number): Result<Split> {
  const { replicas, tolerance, capacityPolicy, bounds } = options;
  const wish = { replicas, trafficPercent, tolerance, capacityPolicy };
  const plain = trySplit(wish);
  return plain.value === undefined ? trySplit({ ...wish, maxSurge: bounds.ceiling - replicas }) : plain;
}

/** The pods of every stage, with the steps that it serves. */
function plannedPods(options: ResolvedCanaryPlanOptions, splits: Split[]): PlannedPods[] {
  const { replicas, steps, tolerance, bounds } = options;
  const stages: PlannedPods[] = [{ stable: replicas, canary: 0, trafficPercent: 0, steps: [] }];
  steps.forEach((trafficPercent, index) => {
    const target = splits[index]!;
    // Nor may the share overshoot what the stage serves at rest, where that is less than the step.
    const maxPercent = Math.min(trafficPercent, target.actualPercent) + tolerance;
    const way = stagesBetween(stages.at(-1)!, target, bounds, maxPercent);
    stages.push(...way.map((counts) => ({ ...counts, trafficPercent, steps: [] })));
    // Where the pods are the same as for the step before, its stage serves both.
    stages.at(-1)!.steps.push(trafficPercent);
  });
  return stages;
}
