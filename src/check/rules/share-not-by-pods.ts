import type { ServiceState } from '../../manifests/state';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

export const shareNotByPods: Rule = {
  id: 'share-not-by-pods',
  severity: Severity.WARNING,
  title: "a version's share of the traffic is not its share of the pods",
  why: 'A canary by replica counts relies on every connection reaching any ready pod. If clients, nodes or DNS decide instead, a canary with 10% of the pods can get far more or less of the traffic.',
  check: ({ rollout }) =>
    [...rollout.services.values()].flatMap(({ after, deployments, otherPods }) => {
      if (after === undefined || !after.servesUsers || otherPods) return [];
      const served = deployments.filter(
        ({ deployment, after: selected }) => selected && deployment.change.after.high > 0,
      );
      return served.length < 2
        ? []
        : findingsOf(
            after,
            served.map(({ deployment }) => deployment.after?.name ?? ''),
          );
    }),
};

function findingsOf(service: ServiceState, versions: string[]): RuleFinding[] {
  const name = describeObject(service);
  const shares = `the shares of ${enumerate(versions)}`;
  const findings: RuleFinding[] = service.localTraffic.map((policy) => ({
    object: service,
    message: `${name} sends traffic to the pods of the node that received it (${policy}: Local), so ${shares} differ from node to node`,
    fix: `set ${policy}: Cluster, or spread the pods of each version evenly over the nodes`,
    field: ['spec', policy],
  }));
  if (service.clientAffinity) {
    findings.push({
      object: service,
      message: `${name} keeps clients on their pods (sessionAffinity: ClientIP), so ${shares} count new clients instead of connections`,
      fix: 'read the shares as those of new clients, or remove sessionAffinity during the release',
      field: ['spec', 'sessionAffinity'],
    });
  }
  if (service.headless) {
    findings.push({
      object: service,
      message: `${name} has no address (clusterIP: None), so ${shares} depend on the address that each client picks`,
      fix: 'give the clients a Service with an address, or let them balance over all addresses themselves',
      field: ['spec', 'clusterIP'],
    });
  }
  return [...findings, ...zoneFindings(service, shares)];
}

/** The older name of the annotation, and its successor (Kubernetes documentation, "topology aware routing"). */
const TOPOLOGY_ANNOTATIONS = ['service.kubernetes.io/topology-mode', 'service.kubernetes.io/topology-aware-hints'];

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';

/** Reports fields that keep requests in their zone or on their node. */
function zoneFindings(service: ServiceState, shares: string): RuleFinding[] {
  const name = describeObject(service);
  const fix =
    'spread the pods of each version evenly over zones and nodes, or remove the setting for the time of the release';
  const findings: RuleFinding[] = [];
  const { trafficDistribution } = service;
  if (trafficDistribution !== undefined) {
    const part = trafficDistribution === 'PreferSameNode' ? 'node' : 'zone';
    findings.push({
      object: service,
      message: `${name} keeps requests in the ${part} of their client (trafficDistribution: ${trafficDistribution}), so ${shares} differ from ${part} to ${part}`,
      fix,
      field: ['spec', 'trafficDistribution'],
    });
  }
  const hint = TOPOLOGY_ANNOTATIONS.find((key) => (service.annotations[key] ?? '').toLowerCase() === 'auto');
  if (hint !== undefined) {
    findings.push({
      object: service,
      message: `${name} keeps requests in the zone of their client (${hint}: Auto), so ${shares} differ from zone to zone`,
      fix,
      field: ['metadata', 'annotations', hint],
    });
  }
  if (isZonalLoadBalancer(service)) {
    findings.push({
      object: service,
      message: `${name} is an AWS network load balancer that keeps requests in their zone, as it does unless cross-zone is on, so ${shares} differ from zone to zone`,
      fix: `set ${AWS}-attributes: load_balancing.cross_zone.enabled=true, or spread the pods of each version evenly over the zones`,
      field: ['metadata', 'annotations'],
    });
  }
  return findings;
}

function isZonalLoadBalancer({ type, annotations, loadBalancerClass }: ServiceState): boolean {
  if (type !== 'LoadBalancer') return false;
  const kind = annotations[`${AWS}-type`] ?? '';
  if (!/^(?:nlb|nlb-ip|external)$/.test(kind) && loadBalancerClass !== 'service.k8s.aws/nlb') return false;
  if (annotations[`${AWS}-cross-zone-load-balancing-enabled`] === 'true') return false;
  return !(annotations[`${AWS}-attributes`] ?? '').includes('load_balancing.cross_zone.enabled=true');
}
