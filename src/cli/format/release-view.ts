import type { ResolvedRelease } from '../../release/resolve-release';
import { type PlanView, type PlanViewOptions, viewBlueGreenPlan, viewCanaryPlan } from './plan-view';

/**
 * Returns the plan of a release as it is printed, with a mark at the stage that the release is at. Where no release is under way, it
 * is the plan of one to a version called `next`.
 */
export function viewRelease({ current, next, stage, plan }: ResolvedRelease, options: PlanViewOptions): PlanView {
  const view =
    plan.canary === undefined
      ? viewBlueGreenPlan(plan.blueGreen!, options)
      : viewCanaryPlan(plan.canary, current.version, next?.version ?? 'next', options);
  return stage === undefined ? view : { ...view, here: stage.number };
}
