import type { ManifestState, ServiceState, WorkloadState } from '../../manifests/state';
import { type ServiceTransition, stays } from '../transition/service-transition';
import { tooFewEndpoints } from '../too-few-endpoints';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

export const missingDependency: Rule = {
  id: 'missing-dependency',
  severity: Severity.ERROR,
  title: 'a Service or Deployment is removed although another object still needs it',
  why: 'The remaining object refers to something that is gone: a route answers with errors, an autoscaler scales nothing, or a Service has no endpoints.',
  check: (context) => [...routesToNothing(context), ...scalersOfNothing(context), ...servicesOfNothing(context)],
};

function routesToNothing({ before, after, rollout }: CheckContext): RuleFinding[] {
  return [...after.routes.values()].flatMap((route) =>
    route.backends
      .flatMap((key) => (after.services.has(key) ? [] : (before.services.get(key) ?? [])))
      .map((service) => ({
        object: route,
        message: `${describeObject(service)} is removed, but ${describeObject(route)} still sends requests to it`,
        fix: `first point ${describeObject(route)} to another Service, and remove ${service.name} in a later stage; to end the app, remove both together with its pods`,
        field: ['spec'],
        sequence: toRemoval(rollout.services.get(service.key)),
      })),
  );
}

function toRemoval(service: ServiceTransition | undefined): RuleFinding['sequence'] {
  return service && { kind: 'fewest-endpoints', service };
}

function scalersOfNothing({ before, after }: CheckContext): RuleFinding[] {
  return [...after.autoscalers.values()].flatMap((scaler) => {
    const key = `${scaler.namespace}/${scaler.targetName}`;
    const target = before.deployments.get(key);
    if (scaler.targetKind !== 'Deployment' || target === undefined || after.deployments.has(key)) return [];
    return {
      object: scaler,
      message: `${describeObject(target)} is removed, but ${describeObject(scaler)} still scales it`,
      fix: `remove ${describeObject(scaler)} in the same change`,
      field: ['spec', 'scaleTargetRef'],
    };
  });
}

function servicesOfNothing({ before, after, rollout }: CheckContext): RuleFinding[] {
  return [...rollout.services.values()].flatMap((transition) => {
    const { before: old, after: service, deployments } = transition;
    if (service?.selector === undefined || !service.servesUsers) return [];
    if (deployments.some((selected) => selected.after)) return [];
    if (othersOf(after, service).length > 0) return [];
    const removed = deployments.flatMap((selected) =>
      selected.before && selected.deployment.before !== undefined && selected.deployment.after === undefined
        ? [selected.deployment.before]
        : [],
    );
    const others =
      old === undefined ? [] : othersOf(before, old).filter(({ kind, key }) => !after.workloads.has(`${kind} ${key}`));
    const gone = [...removed, ...others];
    if (gone.length === 0) return [];
    return {
      object: service,
      message: `${enumerate(gone.map(describeObject))} ${gone.length === 1 ? 'is' : 'are'} removed, and ${describeObject(service)} selects no other pods`,
      fix: `first switch ${describeObject(service)} to other pods, or remove both in the same change`,
      field: ['spec', 'selector'],
      saidBy: tooFewEndpoints(service),
      sequence: { kind: 'fewest-endpoints', service: transition },
    };
  });
}

/** Returns the objects of other kinds whose pods a Service selects. */
function othersOf({ workloadsByLabel }: ManifestState, { namespace, selector }: ServiceState): WorkloadState[] {
  return selector === undefined ? [] : workloadsByLabel.select(namespace, selector).filter(stays);
}
