import { viewBlueGreenPlan, viewCanaryPlan, type PlanView } from '../../../src/cli/format/plan-view';
import { planBlueGreen } from '../../../src/plan/plan-blue-green';
import { tryPlanCanary } from '../../../src/plan/plan-canary';
import type { Split } from '../../../src/split/split';
import { trySplit } from '../../../src/split/split-replicas';
import { describeProblem } from '../../../src/validate/problem';
import type { Result } from '../../../src/validate/result';
import { boundsOf, type PlanState, stepsOf } from './plan-state';

/** A plan, or the problems that prevent it, one line each. */
export type PlanResult =
  | { readonly view: PlanView; readonly problems?: undefined }
  | { readonly view?: undefined; readonly problems: string[] };

export const NAMES = { name: 'my-app', stable: 'v1', canary: 'v2' };

/** Plans the release that the state describes. */
export function planOf(state: PlanState): PlanResult {
  if (state.strategy === 'blue-green') {
    const { replicas, preview, overlap } = state;
    const previewReplicas = preview === undefined ? undefined : Math.min(Math.max(preview, 1), replicas);
    const plan = planBlueGreen({ replicas, previewReplicas, overlap, name: NAMES.name });
    return { view: viewBlueGreenPlan(plan, { name: NAMES.name }) };
  }
  const { value: plan, problems } = tryPlanCanary(canaryOptions(state));
  if (plan === undefined) return { problems: problems.map(describeProblem) };
  return { view: viewCanaryPlan(plan, NAMES.stable, NAMES.canary, { name: NAMES.name }) };
}

/** Returns the options of `planCanary` for a state. */
export function canaryOptions(state: PlanState): Parameters<typeof tryPlanCanary>[0] {
  const { surge, unavailable } = boundsOf(state);
  const { replicas, tolerance, policy } = state;
  return {
    replicas,
    steps: stepsOf(state),
    maxSurge: surge,
    maxUnavailable: unavailable,
    tolerance,
    capacityPolicy: policy,
    name: NAMES.name,
  };
}

/** Splits the pods for the percentage as `planCanary` does, with a surge only if the percentage needs one. */
export function splitOf(state: PlanState): Result<Split> {
  const { replicas, percent, tolerance, policy } = state;
  const wish = { replicas, trafficPercent: percent, tolerance, capacityPolicy: policy };
  const plain = trySplit(wish);
  return plain.value === undefined ? trySplit({ ...wish, maxSurge: boundsOf(state).surge }) : plain;
}
