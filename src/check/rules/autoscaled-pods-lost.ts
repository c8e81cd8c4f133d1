import { exactly, type Range } from '../../model/range';
import type { ServiceInput } from '../../model/service-change';
import type { Rule } from '../rule';
import { isServing, type SelectedDeployment } from '../transition/service-transition';
import { Severity } from '../severity';
import { addTo } from '../../text/lists-by-key';
import { describeObject, enumerate, plural } from '../../text/words';

export const autoscaledPodsLost: Rule = {
  id: 'autoscaled-pods-lost',
  severity: Severity.WARNING,
  title: 'a Service loses pods that an autoscaler may have added',
  why: 'Under load, an autoscaler runs more pods than its minimum. This change removes them at once. Of the pods that stay or take over, only the stated number is certain; an autoscaler adds more only after the load has hit them.',
  check: ({ rollout }) =>
    [...rollout.services.values()].filter(isServing).flatMap((service) => {
      const { after, deployments, change } = service;
      const [most, sure] = [change.before.high, change.after.low];
      // If no pods are left at all, no-ready-endpoints reports it.
      if (sure === 0 || most <= sure) return [];
      const gone = deployments.filter(losesAllPods);
      const fixed = change.after.high < most ? deployments.filter(getsFixedCount) : [];
      if (gone.length === 0 && fixed.length === 0) return [];
      const underLoadNow = `${describeObject(after)} may have up to ${plural(most, 'ready endpoint')} under load`;
      const losses = [
        ...(gone.length > 0 ? [`loses those of ${namesOf(gone)}`] : []),
        ...(fixed.length > 0 ? [`takes ${namesOf(fixed)} to a fixed number of pods`] : []),
      ];
      const look = 'find out how many pods run (kubectl get hpa)';
      return {
        object: after,
        message: `${underLoadNow}, ${losses.join(', ')}, and then only ${sure} ${sure === 1 ? 'is' : 'are'} certain`,
        fix:
          gone.length > 0
            ? `${look}; if there are more than ${sure}, ${describeFirstStep(deployments, gone)}`
            : [look, ...fixed.map(describeRemedy)].join('; '),
        field: ['spec', 'selector'],
        sequence: { kind: 'fewest-endpoints', service, input: underLoad(service.input) },
      };
    }),
};

/** Returns the step that gives the remaining pods the number that runs now, before those of some Deployments go. */
function describeFirstStep(deployments: SelectedDeployment[], gone: SelectedDeployment[]): string {
  // The number of pods of a DaemonSet is that of the nodes.
  const scalable = deployments.filter(
    ({ deployment, after }) => after && deployment.change.after.high > 0 && deployment.after?.kind !== 'DaemonSet',
  );
  if (scalable.length === 0) return `keep ${namesOf(gone)} until the load needs no more than that`;
  const byField = new Map<string, string[]>();
  for (const selected of scalable) addTo(byField, fieldOf(selected), nameOf(selected));
  const fields = enumerate([...byField].map(([field, names]) => `the ${field} of ${enumerate(names)}`));
  return `first raise ${fields} to that number${scalable.length === 1 ? '' : ' in total'}`;
}

/** Returns the field that gives a Deployment more pods. An autoscaler would set its replicas back to its own bounds. */
function fieldOf({ deployment: { change, autoscaledAfter } }: SelectedDeployment): string {
  if (!autoscaledAfter) return 'replicas';
  return `${change.after.high > change.after.low ? 'minimum' : 'bounds'} of the autoscaler`;
}

/** Returns the remedy for one Deployment, because kubectl get hpa lists each one by itself. */
function describeRemedy(selected: SelectedDeployment): string {
  const { change, autoscaledAfter } = selected.deployment;
  // An autoscaler would set replicas back to its own bounds.
  const remedy = autoscaledAfter ? 'raise the bounds of its autoscaler' : 'set its replicas';
  return `if ${nameOf(selected)} has more than ${change.after.high}, ${remedy} to that number`;
}

function namesOf(deployments: SelectedDeployment[]): string {
  return enumerate(deployments.map(nameOf));
}

/** Returns the name, with the kind of anything but a Deployment, because a StatefulSet can have the same name. */
function nameOf({ deployment: { before, after } }: SelectedDeployment): string {
  const { kind = '', name = '' } = after ?? before ?? {};
  return kind === 'Deployment' ? name : `${kind} ${name}`;
}

/** Reports whether the change removes all pods of a Deployment that an autoscaler scales. */
function losesAllPods({ deployment: { change }, before, after }: SelectedDeployment): boolean {
  return before && change.before.high > change.before.low && (!after || change.after.high === 0);
}

/** Reports whether the change states the number of pods of a Deployment that an autoscaler scaled to more. */
function getsFixedCount({ deployment: { change }, before, after }: SelectedDeployment): boolean {
  const [now, then] = [change.before, change.after];
  return before && after && now.high > now.low && then.high === then.low && 0 < then.high && then.high < now.high;
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
