import { isEmptySelector } from '../../manifests/label-selector';
import type { DisruptionBudgetState, ManifestState } from '../../manifests/state';
import { roundUp } from '../../model/int-or-percent';
import { budgetRefusals } from '../refusals/scaling-refusals';
import { podsAfter, type Rollout } from '../transition/transition';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const budgetBlocks: Rule = {
  id: 'budget-blocks',
  severity: Severity.WARNING,
  title: 'a disruption budget never allows an eviction',
  why: 'A node drain waits until the budget allows it to evict a pod. If it never does, cluster upgrades stop until someone deletes the pod by hand.',
  check: ({ after, rollout }) =>
    [...after.budgets.values()].flatMap((budget) => {
      // A budget that the API server refuses blocks nothing.
      if (budgetRefusals(budget).length > 0) return [];
      const pods = podsOf(budget, after, rollout);
      if (pods === undefined || pods === 0) return [];
      const allowed = allowedDisruptions(budget, pods);
      if (allowed === undefined || allowed > 0) return [];
      const bound =
        budget.maxUnavailable === undefined
          ? `minAvailable ${budget.minAvailable}`
          : `maxUnavailable ${budget.maxUnavailable}`;
      const field = budget.maxUnavailable === undefined ? 'minAvailable' : 'maxUnavailable';
      return {
        object: budget,
        message: `${describeObject(budget)} with ${bound} allows 0 of ${plural(pods, 'pod')} to be evicted: nodes that run them can't be drained`,
        fix: pods === 1 ? 'run two pods, or remove the budget' : 'set maxUnavailable: 1, and leave minAvailable out',
        field: ['spec', field],
      };
    }),
};

/** Returns the number of pods that the budget covers, or `undefined` if it covers pods whose number is unknown. */
function podsOf(budget: DisruptionBudgetState, state: ManifestState, rollout: Rollout): number | undefined {
  const { namespace, selector } = budget;
  if (selector === undefined) return 0;
  if (state.workloadsByLabel.select(namespace, selector).length > 0) return undefined;
  // In policy/v1, an empty selector covers the whole namespace, including pods that are not in the manifests.
  if (isEmptySelector(selector)) return undefined;
  const deployments = state.deploymentsByLabel.select(namespace, selector);
  // The number of pods of a DaemonSet depends on the nodes, and a node drain does not evict them.
  if (deployments.some(({ kind }) => kind === 'DaemonSet')) return undefined;
  return deployments.reduce((sum, { key }) => sum + podsAfter(rollout, key).low, 0);
}

/**
 * Returns the number of allowed evictions. Kubernetes rounds both bounds up (kubernetes/pkg/controller/disruption,
 * getExpectedPodCount).
 */
function allowedDisruptions({ minAvailable, maxUnavailable }: DisruptionBudgetState, pods: number): number | undefined {
  if (maxUnavailable !== undefined) return roundUp(maxUnavailable, pods);
  return minAvailable === undefined ? undefined : pods - roundUp(minAvailable, pods);
}
