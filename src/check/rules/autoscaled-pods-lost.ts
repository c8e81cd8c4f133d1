import { exactly, type Range } from '../../model/range';
import type { ServiceInput } from '../../model/service-change';
import type { Rule } from '../rule';
import { isServing, type SelectedDeployment } from '../transition/service-transition';
import { Severity } from '../severity';
import { describeObject, enumerate, plural } from '../../text/words';

export const autoscaledPodsLost: Rule = {
  id: 'autoscaled-pods-lost',
  severity: Severity.WARNING,
  title: 'a Service loses pods that an autoscaler may have added',
  why: 'Under load, an autoscaler runs more pods than its minimum. This change removes all of them at once. Of the pods that take over, only the minimum is certain; their autoscaler adds more only after the load has hit them.',
  check: ({ rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { after, deployments, change } = service;
      const lost = deployments.filter(losesAutoscaledPods);
      const [most, sure] = [change.before.high, change.after.low];
      // If no pods are left at all, no-ready-endpoints reports it.
      if (lost.length === 0 || sure === 0 || most <= sure) return [];
      const names = enumerate(lost.map(({ deployment }) => deployment.before?.name ?? ''));
      return {
        object: after,
        message: `${describeObject(after)} may have up to ${plural(most, 'ready endpoint')} under load, loses those of ${names}, and then only ${sure} is certain`,
        fix: `find out how many pods run (kubectl get hpa); if there are more than ${sure}, first raise the minimum of the remaining autoscaler to that number`,
        field: ['spec', 'selector'],
        sequence: { kind: 'fewest-endpoints', service, input: underLoad(service.input) },
      };
    }),
};

/** Reports whether the change removes all pods of a Deployment that an autoscaler scales. */
function losesAutoscaledPods({ deployment: { change }, before, after }: SelectedDeployment): boolean {
  return before && change.before.high > change.before.low && (!after || change.after.high === 0);
}

/** Returns the prediction that begins with as many pods as the autoscalers allow. */
function underLoad(input: ServiceInput): ServiceInput {
  const atMost = <T extends { readonly before: Range }>(change: T): T => ({
    ...change,
    before: exactly(change.before.high),
  });
  const pods = input.pods.map((selected) => {
    const change = atMost(selected.change);
    return { ...selected, change: { ...change, templates: change.templates.map(atMost) } };
  });
  return { ...input, pods };
}
