import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const notReadyPublished: Rule = {
  id: 'not-ready-published',
  severity: Severity.WARNING,
  title: 'a Service sends requests to pods that are not ready',
  why: 'With publishNotReadyAddresses, a pod is an endpoint from the moment it has an address until it is gone. Each update sends requests to pods that have not started, and the number of ready endpoints means nothing.',
  check: ({ after, rollout }) => {
    const routed = new Set([...after.routes.values()].flatMap(({ backends }) => backends));
    return [...rollout.services.values()].flatMap((transition) => {
      const { key, after: service, change } = transition;
      if (service === undefined || !service.publishNotReady || !service.servesUsers || change.after.high === 0)
        return [];
      // The members of a StatefulSet find each other this way. A headless Service without a route has no users.
      if (service.headless && !routed.has(key)) return [];
      return {
        object: service,
        message: `${describeObject(service)} counts ${countedPods(change.after.low)}`,
        fix: 'remove publishNotReadyAddresses, or give the members of the app their own headless Service',
        field: ['spec', 'publishNotReadyAddresses'],
        sequence: {
          kind: 'event',
          service: transition,
          event: 'a pod starts, and gets requests before it is ready',
          from: 'after',
        },
      };
    });
  },
};

function countedPods(pods: number): string {
  if (pods === 1) return 'its only pod as ready (publishNotReadyAddresses), even before it has started';
  return `all of its ${pods} pods as ready (publishNotReadyAddresses), including those that have not started yet`;
}
