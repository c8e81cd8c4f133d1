import type { SequenceRequest } from '../counterexample';
import type { Rule } from '../rule';
import { tooFewEndpoints } from '../too-few-endpoints';
import type { ServiceTransition } from '../transition/service-transition';
import type { Rollout } from '../transition/transition';
import { Severity } from '../severity';
import { describeObject, plural } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

export const replicasRemoved: Rule = {
  id: 'replicas-removed',
  severity: Severity.WARNING,
  title: 'replicas is removed from a running Deployment',
  why: 'When a field leaves the manifest, kubectl and Argo CD delete it, and the API server sets the default: one pod. The count stays at 1 unless an autoscaler raises it, and that takes time.',
  check: ({ rollout }) => {
    const services = servicesByDeployment(rollout);
    return [...rollout.deployments.values()].flatMap(({ key, replicasStated, after, autoscaled }) => {
      if (replicasStated === undefined || after === undefined || after.replicas !== undefined) return [];
      // At 1, the count doesn't change. At 0, the autoscaler was off, and the change switches it on intentionally.
      if (replicasStated === 1 || (replicasStated === 0 && autoscaled)) return [];
      const move = replicasStated === 0 ? 'rises from 0 to 1 pod' : `can fall from ${replicasStated} to 1 pod`;
      const selecting = services.get(key) ?? [];
      const [first] = selecting;
      const edit = `kubectl apply edit-last-applied ${after.kind.toLowerCase()}/${after.name}`;
      return {
        object: after,
        message: `${describeObject(after)} no longer states its ${plural(replicasStated, 'replica')}: when this is applied, it ${move}`,
        // Stated replicas would fight with the autoscaler.
        fix: autoscaled
          ? `run "${edit}" and remove replicas there before this is applied; then the autoscaler starts from ${plural(replicasStated, 'pod')}`
          : `keep replicas: ${replicasStated}, or run "${edit}" and remove the field there before this is applied; then it stays at ${replicasStated}`,
        field: ['spec'],
        saidBy: selecting.flatMap(({ after: service }) => (service === undefined ? [] : tooFewEndpoints(service))),
        ...(first && { sequence: toSequence(first, key, replicasStated) }),
      };
    });
  },
};

function toSequence(service: ServiceTransition, deployment: string, replicas: number): SequenceRequest {
  return replicas === 0 ? { kind: 'highest-share', service, deployment } : { kind: 'fewest-endpoints', service };
}

function servicesByDeployment({ services }: Rollout): Map<string, ServiceTransition[]> {
  const byDeployment = new Map<string, ServiceTransition[]>();
  for (const service of services.values()) {
    for (const { deployment, after: selected } of service.deployments) {
      // This rule is only about a count that leaves the manifest.
      if (selected && deployment.replicasLost) addTo(byDeployment, deployment.key, service);
    }
  }
  return byDeployment;
}
