import { stageToInsert } from '../next-stage';
import type { Rule } from '../rule';
import { isServing } from '../service-transition';
import { Severity } from '../severity';
import { describeObject, plural } from '../words';

export const noReadyEndpoints: Rule = {
  id: 'no-ready-endpoints',
  severity: Severity.ERROR,
  title: 'a Service has no ready endpoint at some moment',
  why: 'A Service without a ready endpoint refuses every connection. Users see an outage for as long as it takes the next pod to become ready.',
  check: ({ rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { change, after } = service;
      if (change.lowest > 0) return [];
      const before = plural(change.before.low, 'ready endpoint');
      const message =
        change.after.low === 0
          ? `${describeObject(after)} goes from ${before} to none for good`
          : `${describeObject(after)} falls from ${before} to none on the way to ${change.after.low}`;
      return { object: after, message, fix: stageToInsert(service), field: ['spec', 'selector'] };
    }),
};
