import { capacityFloor } from '../capacity';
import { stageToInsert } from '../next-stage';
import type { Rule } from '../rule';
import { gapsOfUnchangedStrategies, replacementsByForce } from '../strategy-gaps';
import { isServing } from '../transition/service-transition';
import { Severity } from '../severity';
import { describeTakeBack } from '../taken-back';
import { describeObject, plural } from '../../text/words';

export const capacityBelowFloor: Rule = {
  id: 'capacity-below-floor',
  severity: Severity.ERROR,
  title: 'a Service has too few ready endpoints during the change',
  why: 'The remaining pods take over the traffic of the missing ones. If they are too few, they slow down, fail their probes and go down one after the other.',
  check: ({ after: state, rollout, options }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { change, after } = service;
      const floor = capacityFloor(service, options);
      // If there are no endpoints at all, no-ready-endpoints reports it.
      if (change.lowest >= floor || change.lowest === 0) return [];
      // strategy-gap reports the gap of an unchanged strategy.
      if (gapsOfUnchangedStrategies(service, options).length > 0) return [];
      const [before, target] = [change.before.low, change.after.low];
      const fall = `${before} to ${plural(change.lowest, 'ready endpoint')}`;
      const rest = target === before ? '' : ` on the way to ${target}`;
      const abort = describeTakeBack(service);
      return {
        object: after,
        ...(abort !== undefined && { severity: Severity.WARNING }),
        message: `${describeObject(after)} falls from ${fall}${rest}; the floor is ${floor}${abort === undefined ? '' : `; ${abort}`}`,
        fix: stageToInsert(service, state),
        field: ['spec', 'selector'],
        sequence: { kind: 'fewest-endpoints', service },
        saidBy: replacementsByForce(service, options),
      };
    }),
};
