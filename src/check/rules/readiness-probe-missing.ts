import type { DeploymentTransition } from '../transition/deployment-transition';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { describeObject, plural } from '../../text/words';

export const readinessProbeMissing: Rule = {
  id: 'readiness-probe-missing',
  severity: Severity.WARNING,
  title: 'new pods count as ready before they can serve',
  why: 'Without a readiness probe, a pod is ready as soon as its containers run. It gets requests while the app is still starting, and the old pod that it replaces is already terminating.',
  check: ({ rollout }) => {
    const serving = new Map(
      [...rollout.services.values()]
        .filter(isServing)
        .flatMap((service) =>
          service.deployments.filter(({ after }) => after).map(({ deployment }) => [deployment.key, service] as const),
        ),
    );
    return [...rollout.deployments.values()].flatMap((deployment) => {
      const service = serving.get(deployment.key);
      return service === undefined ? [] : findingOf(deployment, service);
    });
  },
};

function findingOf({ key, before, after, change }: DeploymentTransition, service: ServingTransition): RuleFinding[] {
  if (after === undefined || change.after.high === 0 || after.template.pod.hasReadinessProbe) return [];
  const name = describeObject(after);
  const pods = plural(change.after.low, 'pod');
  const [get, count] = change.after.low === 1 ? ['gets', 'counts'] : ['get', 'count'];
  const loses = before?.template.pod.hasReadinessProbe === true;
  return [
    {
      object: after,
      message: loses
        ? `${name} loses its readiness probe: ${pods} ${get} requests as soon as the containers run`
        : `${name} has no readiness probe: ${pods} ${count} as ready as soon as the containers run`,
      fix: loses ? 'keep the readiness probe' : 'add a readiness probe that succeeds once the app can serve',
      field: ['spec', 'template', 'spec', 'containers'],
      severity: loses ? undefined : Severity.INFO,
      sequence: {
        kind: 'event',
        service,
        event: `a pod of ${after.name} starts, and gets requests before it can serve`,
        from: 'after',
        // Each Deployment of the Service may have such a finding, so each lists its own pods alone.
        deployment: key,
      },
    },
  ];
}
