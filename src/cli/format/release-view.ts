import type { ResolvedRelease } from '../../release/resolve-release';
import { type PlanView, type PlanViewOptions, viewBlueGreenPlan, viewCanaryPlan } from './plan-view';

/**
 * Returns the plan of a release for output, with a mark at the current stage. If no release is under way, it plans one
 * to a version called `next`.
 */
export function viewRelease({ current, next, stage, plan }: ResolvedRelease, options: PlanViewOptions): PlanView {
  const view =
    plan.canary === undefined
      ? viewBlueGreenPlan(plan.blueGreen!, options)
      : viewCanaryPlan(plan.canary, current.version, next?.version ?? 'next', options);
  return stage === undefined ? view : { ...view, here: stage.number };
}
