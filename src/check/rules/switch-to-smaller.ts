import { capacityFloor } from '../capacity';
import type { Rule } from '../rule';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';

export const switchToSmaller: Rule = {
  id: 'switch-to-smaller',
  severity: Severity.WARNING,
  title: 'a Service is switched to fewer pods than served it before',
  why: 'The traffic stays the same when the number of pods shrinks. Scale up a color that was kept small for tests before it serves users.',
  check: ({ rollout, options }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { change, switched, after } = service;
      const target = change.after.low;
      const before = endpointsToReplace(service);
      // No pods at all is the matter of no-ready-endpoints.
      if (!switched || target === 0 || target >= capacityFloor(service, options, before)) return [];
      return {
        object: after,
        message: `${describeObject(after)} is switched from ${before} to ${plural(target, 'ready endpoint')} for good`,
        fix: `insert a stage that brings the pods that ${describeObject(after)} is switched to from ${target} to ${before}; switch it in the next stage`,
        field: ['spec', 'selector'],
        sequence: { kind: 'fewest-endpoints', service },
      };
    }),
};

/**
 * Returns how many endpoints the new ones have to stand in for: all there were. Where the selector is narrowed after a time in
 * which both colors served, one of them carries all again: as many as the larger color had.
 */
function endpointsToReplace({ deployments, change }: ServingTransition): number {
  const isNarrowed = deployments.every(({ before, after }) => before || !after);
  if (!isNarrowed) return change.before.low;
  return Math.max(...deployments.map(({ before, deployment }) => (before ? deployment.change.before.low : 0)));
}
