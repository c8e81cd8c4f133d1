import { describeSelector, isEmptySelector, sameSelector } from '../../manifests/label-selector';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { waitedForInVain } from '../strategy-gaps';
import { isServing } from '../transition/service-transition';
import type { Rollout } from '../transition/transition';
import { describeObject, enumerate } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

export const immutableSelector: Rule = {
  id: 'immutable-selector',
  severity: Severity.ERROR,
  title: 'the selector of a Deployment changes',
  why: 'The selector of a Deployment is immutable. The API server refuses the change, and nothing after it is applied. A tool that forces the change deletes all pods first.',
  check: ({ rollout }) => {
    const waiting = waitingByDeployment(rollout);
    return [...rollout.deployments.values()].flatMap(({ key, before, after }) => {
      if (before === undefined || after === undefined) return [];
      // The API server never accepted a Deployment without a selector.
      if (isEmptySelector(before.selector) || sameSelector(before.selector, after.selector)) return [];
      const [old, fresh] = [describeSelector(before.selector), describeSelector(after.selector)];
      return {
        object: after,
        message: `the selector of ${describeObject(after)} changes from ${old} to ${fresh}, which Kubernetes refuses${describeWaiting(waiting.get(key) ?? [])}`,
        fix: `keep the selector ${old}: the pods may carry more labels; for other labels, start a ${after.kind} with another name beside it, and switch the Services to it in the next stage`,
        field: ['spec', 'selector'],
      };
    });
  },
};

/** Returns the names of the Services that wait for pods that never come, by the key of the Deployment. */
function waitingByDeployment({ services }: Rollout): Map<string, string[]> {
  const waiting = new Map<string, string[]>();
  for (const service of services.values()) {
    if (!isServing(service) || service.change.lowest > 0) continue;
    for (const { key } of waitedForInVain(service)) addTo(waiting, key, describeObject(service.after));
  }
  return waiting;
}

/** Returns the Services that are switched to the pods that never come, as the end of a message. */
function describeWaiting(waiting: string[]): string {
  if (waiting.length === 0) return '';
  const [has, its] = waiting.length === 1 ? ['has', 'its new selector'] : ['have', 'their new selectors'];
  return `; ${enumerate(waiting)} ${has} 0 ready endpoints under ${its}`;
}
