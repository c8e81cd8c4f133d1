import { roundUp } from '../model/int-or-percent';
import { boundTo100Percent } from '../validate/pod-bounds';
import type { Problem } from '../validate/problem';
import { type Check, isObject, options } from '../validate/shape';

/**
 * The number of pods of a version that evictions, such as a node drain, may remove at a time. Set exactly one of the
 * two options.
 */
export interface DisruptionBudgetOptions {
  /**
   * How many pods may be missing because of evictions: a whole number, 1 or more, or a percentage of the pods up to
   * 100%, rounded up. It suits versions of any size, including a canary.
   *
   * @default - set `minAvailable` instead
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many pods must stay: a whole number, 0 or more, or a percentage of the pods up to 100%, rounded up. It must
   * leave at least one pod that may go; otherwise a node with such a pod could not be drained.
   *
   * @default - set `maxUnavailable` instead
   */
  readonly minAvailable?: number | string;
}

const BOUND = boundTo100Percent();

const BUDGET_OPTIONS = options<DisruptionBudgetOptions>(
  { maxUnavailable: BOUND, minAvailable: BOUND },
  [],
  'an object',
  'pass { maxUnavailable } or { minAvailable }',
);

/** Checks a disruption budget, as far as it doesn't depend on the number of pods. */
export const DISRUPTION_BUDGET: Check = (prop, budget) => {
  const problems = BUDGET_OPTIONS(prop, budget);
  if (problems.length > 0 || !isObject(budget)) return problems;
  if ((budget.maxUnavailable === undefined) !== (budget.minAvailable === undefined)) return [];
  const fix = 'set maxUnavailable, such as 1 or 25%, and remove minAvailable';
  return [{ prop, received: budget, expected: 'exactly one of maxUnavailable and minAvailable', fix }];
};

/**
 * Reports a budget that lets no pod of a version be evicted, so that a node drain would wait forever.
 *
 * Both bounds are rounded up: `GetScaledValueFromIntOrPercent` in kubernetes/pkg/controller/disruption/disruption.go.
 */
export function blockedEvictionProblems(
  prop: string,
  budget: DisruptionBudgetOptions | undefined,
  replicas: number,
): Problem[] {
  if (budget === undefined || replicas === 0) return [];
  const { maxUnavailable, minAvailable = 0 } = budget;
  const evictable =
    maxUnavailable === undefined ? replicas - roundUp(minAvailable, replicas) : roundUp(maxUnavailable, replicas);
  if (evictable >= 1) return [];
  const some = replicas === 1 ? 'the single pod' : `at least 1 of ${replicas} pods`;
  const expected = `a budget that lets ${some} be evicted, because a node drain would otherwise wait forever`;
  const fix = 'set maxUnavailable: 1 instead';
  return [{ prop: `${prop}.disruptionBudget`, received: budget, expected, fix }];
}
