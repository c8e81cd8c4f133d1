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
      // No pods at all is the matter of no-ready-endpoints.
      if (!switched || target === 0 || target >= capacityFloor(service, options, change.before.low)) return [];
      // Narrowing a selector that was widened to both colors for a switch: one color had to carry it all before.
      if (isNarrowing(service)) return [];
      const before = change.before.low;
      return {
        object: after,
        message: `${describeObject(after)} is switched from ${before} to ${plural(target, 'ready endpoint')} for good`,
        fix: `insert a stage that brings the pods that ${describeObject(after)} is switched to from ${target} to ${before}; switch it in the next stage`,
        field: ['spec', 'selector'],
      };
    }),
};

function isNarrowing({ deployments, change }: ServingTransition): boolean {
  const kept = deployments.filter(({ after }) => after);
  const each = deployments.map(({ before, deployment }) => (before ? deployment.change.before.low : 0));
  return kept.every(({ before }) => before) && change.after.low >= Math.max(0, ...each);
}
