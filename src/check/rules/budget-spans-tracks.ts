import { isEmptySelector } from '../../manifests/label-selector';
import type { ServiceState } from '../../manifests/state';
import type { Rollout } from '../transition/transition';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { pinnedTrack, siblings } from '../version-labels';
import { describeObject } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

export const budgetSpansTracks: Rule = {
  id: 'budget-spans-tracks',
  severity: Severity.WARNING,
  title: 'a disruption budget counts the idle color with the active one',
  why: 'Pods without traffic satisfy the budget. While both colors run, all pods that serve users may be evicted at once.',
  check: ({ after, rollout }) => {
    const services = servicesByDeployment(rollout);
    return [...after.budgets.values()].flatMap((budget) => {
      const { selector, namespace } = budget;
      if (selector === undefined || isEmptySelector(selector)) return [];
      const covered = after.deploymentsByLabel.select(namespace, selector);
      if (covered.length < 2) return [];
      for (const active of covered) {
        for (const service of services.get(active.key) ?? []) {
          const key = pinnedTrack(service, [after]);
          const idle = key && siblings(service, after, key).find((sibling) => covered.includes(sibling));
          if (!idle) continue;
          return {
            object: budget,
            message: `${describeObject(budget)} covers ${active.name}, which ${describeObject(service)} selects, and ${idle.name}, which it does not`,
            fix: `give each Deployment its own budget: add the label ${key} to the selector`,
            field: ['spec', 'selector'],
          };
        }
      }
      return [];
    });
  },
};

function servicesByDeployment({ services }: Rollout): Map<string, ServiceState[]> {
  const byDeployment = new Map<string, ServiceState[]>();
  for (const { after: service, deployments } of services.values()) {
    if (!service?.servesUsers) continue;
    for (const { deployment, after } of deployments) {
      if (after) addTo(byDeployment, deployment.key, service);
    }
  }
  return byDeployment;
}
