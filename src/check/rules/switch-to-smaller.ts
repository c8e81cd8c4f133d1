import { capacityFloor } from '../capacity';
import type { Rule } from '../rule';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const switchToSmaller: Rule = {
  id: 'switch-to-smaller',
  severity: Severity.WARNING,
  title: 'a Service is switched to fewer pods than served it before',
  why: 'After the switch, fewer pods serve the same traffic. If you kept a color small for tests, scale it up before it serves users.',
  check: ({ rollout, options }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { change, switched, after } = service;
      const target = change.after.low;
      const before = endpointsToReplace(service);
      // If there are no pods at all, no-ready-endpoints reports it.
      if (!switched || target === 0 || target >= capacityFloor(service, options, before)) return [];
      return {
        object: after,
        message: `${describeObject(after)} is switched from ${before} to ${plural(target, 'ready endpoint')} for good`,
        fix: `insert a stage that scales the new pods of ${describeObject(after)} from ${target} to ${before}; switch it in the next stage`,
        field: ['spec', 'selector'],
        sequence: { kind: 'fewest-endpoints', service },
      };
    }),
};

/**
 * Returns the number of endpoints that the new ones have to replace: all of them. If the selector is narrowed after
 * both colors served, one color carries everything again: as many as the larger color had.
 */
function endpointsToReplace({ deployments, change }: ServingTransition): number {
  const isNarrowed = deployments.every(({ before, after }) => before || !after);
  if (!isNarrowed) return change.before.low;
  return Math.max(...deployments.map(({ before, deployment }) => (before ? deployment.change.before.low : 0)));
}
