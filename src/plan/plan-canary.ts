import { valueOrThrow } from '../validate/problems-error';
import type { Result } from '../validate/result';
import type { CanaryPlan } from './canary-plan';
import type { CanaryPlanOptions } from './canary-plan-options';
import { tryCanaryPods } from './canary-pods';
import { toCanaryStages, toCleanUp } from './canary-stage';

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
  const { value: pods, problems } = tryCanaryPods(options);
  if (pods === undefined) return { problems };
  const { options: resolved, stages } = pods;
  const plan = {
    stages: toCanaryStages(resolved, stages),
    capacityFloor: resolved.bounds.floor,
    capacityCeiling: resolved.bounds.ceiling,
    cleanUp: toCleanUp(resolved),
  };
  return { value: plan };
}
