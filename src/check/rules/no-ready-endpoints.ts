import { stageToInsert } from '../next-stage';
import type { Rule } from '../rule';
import { gapsOfUnchangedStrategies, replacementsByForce } from '../strategy-gaps';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { Severity } from '../severity';
import { describeTakeBack } from '../taken-back';
import { describeObject, enumerate } from '../../text/words';

export const noReadyEndpoints: Rule = {
  id: 'no-ready-endpoints',
  severity: Severity.ERROR,
  title: 'a Service has no ready endpoints at some moment',
  why: 'A Service without ready endpoints refuses every connection. Users see an outage until the next pod becomes ready.',
  check: ({ after: state, rollout, options }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { change, after } = service;
      if (change.lowest > 0) return [];
      // strategy-gap reports the gap of an unchanged strategy.
      if (gapsOfUnchangedStrategies(service, options).length > 0) return [];
      const [before, target] = [change.before.low, change.after.low];
      const rest = target === 0 ? `and stays there${describeRemoved(service)}` : `on the way to ${target}`;
      const abort = describeTakeBack(service);
      const fall = `${describeObject(after)} falls from ${before} to 0 ready endpoints ${rest}`;
      const message = abort === undefined ? fall : `${fall}; ${abort}`;
      return {
        ...(abort !== undefined && { severity: Severity.WARNING }),
        object: after,
        message,
        fix: stageToInsert(service, state),
        field: ['spec', 'selector'],
        sequence: { kind: 'fewest-endpoints', service },
        saidBy: [{ rule: 'service-selects-nothing', object: after }, ...replacementsByForce(service, options)],
      };
    }),
};

/** Returns the Deployments of a Service that leave the manifests, as the end of a message. */
function describeRemoved({ deployments }: ServingTransition): string {
  const removed = deployments.flatMap(({ before, deployment }) =>
    before && deployment.before !== undefined && deployment.after === undefined
      ? describeObject(deployment.before)
      : [],
  );
  return removed.length === 0 ? '' : `: ${enumerate(removed)} ${removed.length === 1 ? 'is' : 'are'} removed`;
}
