import { podTargets } from '../pod-targets';
import { routesByService } from '../routes-by-service';
import type { CheckContext, Rule } from '../rule';
import { Severity } from '../severity';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { describeObject } from '../../text/words';
import { describeWidening } from '../wide-selector';

export const switchBehindLoadBalancer: Rule = {
  id: 'switch-behind-load-balancer',
  severity: Severity.WARNING,
  title: 'a Service behind a load balancer that targets pods is switched in one step',
  why: 'Such a load balancer detaches the old pods as soon as the selector changes, and needs seconds to attach the new ones and find them healthy. In between, it has no healthy target and answers with 502 or 503.',
  check: (context) => {
    const routes = routesByService(context.after);
    return [...context.rollout.services.values()].filter(isServing).flatMap((service) => {
      if (!service.switched || sharesPods(service)) return [];
      const { after } = service;
      const balancer = podTargets(after, routes.get(service.key) ?? [], context.after);
      if (balancer === undefined) return [];
      const name = describeObject(after);
      return {
        object: after,
        message: `${name} stands behind ${balancer} and is switched at once: all ${service.change.before.low} of its targets go before one of the ${service.change.after.low} new ones is healthy`,
        fix: twoCommits(service, context),
        field: ['spec', 'selector'],
        sequence: {
          kind: 'event',
          service,
          event: `the new selector is in force: ${balancer} drops all ${service.change.before.low} targets, and none of the ${service.change.after.low} new ones is healthy yet`,
          from: 'before',
          to: 'switched',
        },
      };
    });
  },
};

/** Reports whether some of the pods already served before: the load balancer keeps these. */
function sharesPods({ deployments }: ServingTransition): boolean {
  return deployments.some(({ before, after, deployment }) => before && after && deployment.change.onTheWay.low > 0);
}

function twoCommits(service: ServingTransition, { before, after }: CheckContext): string {
  const widening = describeWidening(service, [before, after]);
  if (widening === undefined) {
    return 'expect the gap: no labels select the pods of both and no others; give the pods of the next version a label that sets the app apart, and from then on switch in two commits, the first of which selects by that label alone';
  }
  return `make two commits: first ${widening}, and wait until the load balancer finds the new targets healthy; then narrow it to the selector of this change`;
}
