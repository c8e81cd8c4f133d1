import type { DisruptionBudgetOptions } from './disruption-budget';
import { isIntOrPercent, roundUp } from '../model/int-or-percent';
import type { Problem } from '../validate/problem';
import type { Track } from './track';
import { isObject, unknownOptionProblems } from '../validate/shape';

const BUDGET_OPTIONS: Record<keyof DisruptionBudgetOptions, true> = { maxUnavailable: true, minAvailable: true };

/** Returns the problems of a disruption budget, as far as they don't depend on the number of pods. */
export function disruptionBudgetProblems(prop: string, budget: unknown): Problem[] {
  if (budget === undefined) return [];
  if (!isObject(budget)) {
    const fix = 'give { maxUnavailable } or { minAvailable }';
    return [{ prop, received: budget, expected: 'an object', fix }];
  }
  const { maxUnavailable, minAvailable } = budget;
  const problems = [
    ...unknownOptionProblems(`${prop}.`, budget, BUDGET_OPTIONS),
    ...boundProblems(`${prop}.maxUnavailable`, maxUnavailable),
    ...boundProblems(`${prop}.minAvailable`, minAvailable),
  ];
  if (problems.length === 0 && (maxUnavailable === undefined) === (minAvailable === undefined)) {
    const fix = 'state maxUnavailable, such as 1 or 25%, and leave minAvailable out';
    problems.push({ prop, received: budget, expected: 'exactly one of maxUnavailable and minAvailable', fix });
  }
  return problems;
}

/**
 * Returns the problem of a budget that never lets a pod of the track be evicted, so that a node drain would wait
 * forever.
 *
 * Both bounds are rounded up: `GetScaledValueFromIntOrPercent` in kubernetes/pkg/controller/disruption/disruption.go.
 */
export function blockedEvictionProblems(prop: string, { options, replicas }: Track): Problem[] {
  const { disruptionBudget: budget } = options;
  if (budget === undefined || replicas === 0) return [];
  const { maxUnavailable, minAvailable = 0 } = budget;
  const evictable =
    maxUnavailable === undefined ? replicas - roundUp(minAvailable, replicas) : roundUp(maxUnavailable, replicas);
  if (evictable >= 1) return [];
  const some = replicas === 1 ? 'the single pod' : `at least 1 of ${replicas} pods`;
  const expected = `a budget that lets ${some} be evicted, as a node drain would wait for ever otherwise`;
  const fix = 'set maxUnavailable: 1 instead';
  return [{ prop: `${prop}.disruptionBudget`, received: budget, expected, fix }];
}

function boundProblems(prop: string, bound: unknown): Problem[] {
  if (bound === undefined || isIntOrPercent(bound)) return [];
  const fix = 'write 1 or 25%';
  return [{ prop, received: bound, expected: 'a whole number of pods, 0 or more, or a whole percentage', fix }];
}
