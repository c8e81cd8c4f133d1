import type { ServiceState } from '../../manifests/state';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import type { SelectedDeployment, ServiceTransition } from '../transition/service-transition';
import { describeObject, enumerate, percent } from '../../text/words';

export const shareNotByPods: Rule = {
  id: 'share-not-by-pods',
  severity: Severity.WARNING,
  title: "a version's share of the traffic is not its share of the pods",
  why: 'A canary by replica counts relies on every connection reaching any ready pod. If clients, nodes or DNS decide instead, a canary with 10% of the pods can get far more or less of the traffic.',
  check: ({ rollout }) =>
    [...rollout.services.values()].flatMap((service) => {
      const { after, deployments, otherPods } = service;
      if (after === undefined || !after.servesUsers || otherPods) return [];
      const served = deployments.filter(
        ({ deployment, after: selected }) => selected && deployment.change.after.high > 0,
      );
      // Objects with the same name are not different versions: a Deployment that becomes a StatefulSet keeps its name.
      if (new Set(served.map(({ deployment }) => deployment.after?.name)).size < 2) return [];
      const shares = `the shares of ${enumerate(served.map(({ deployment }) => deployment.after?.name ?? ''))}`;
      // Pods that no selector distinguishes do not count as versions.
      const saidBy = served.flatMap(({ deployment: { after: object } }) =>
        object === undefined ? [] : { rule: 'selectors-overlap', object },
      );
      return findingsOf(after, shares).map(({ by, ...finding }) => ({
        ...finding,
        saidBy,
        sequence: { kind: 'event', service, event: `${by} ${describeWorst(service, served)}`, from: 'after' },
      }));
    }),
};

/** A finding, with the part of the traffic that can reach one version alone. */
interface Finding extends RuleFinding {
  readonly by: string;
}

/** Returns the share that the version with the fewest pods can get instead of its own. */
function describeWorst({ change }: ServiceTransition, served: SelectedDeployment[]): string {
  const shares = new Map<string, number>();
  for (const { id, after = 0 } of change.versions) shares.set(id, (shares.get(id) ?? 0) + after);
  const shareOf = ({ deployment }: SelectedDeployment): number => shares.get(deployment.key) ?? 0;
  const smallest = served.reduce((least, one) => (shareOf(one) < shareOf(least) ? one : least));
  const name = smallest.deployment.after?.name ?? '';
  return `sends ${name} 100% of its requests instead of ${percent(shareOf(smallest))}`;
}

function findingsOf(service: ServiceState, shares: string): Finding[] {
  const name = describeObject(service);
  const findings: Finding[] = service.localTraffic.map((policy) => ({
    by: 'a node that runs pods of one version alone',
    object: service,
    message: `${name} sends traffic to the pods of the node that received it (${policy}: Local), so ${shares} differ from node to node`,
    fix: `set ${policy}: Cluster, or spread the pods of each version evenly over the nodes`,
    field: ['spec', policy],
  }));
  if (service.clientAffinity) {
    findings.push({
      by: 'a client that comes back to its first pod',
      object: service,
      message: `${name} keeps clients on their pods (sessionAffinity: ClientIP), so ${shares} count new clients instead of connections`,
      fix: 'read the shares as those of new clients, or remove sessionAffinity during the release',
      field: ['spec', 'sessionAffinity'],
    });
  }
  if (service.headless) {
    findings.push({
      by: 'a client that keeps to one address',
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

const ZONE = 'a zone that runs pods of one version alone';

const AWS = 'service.beta.kubernetes.io/aws-load-balancer';

/** Reports fields that keep requests in their zone or on their node. */
function zoneFindings(service: ServiceState, shares: string): Finding[] {
  const name = describeObject(service);
  const fix = 'spread the pods of each version evenly over zones and nodes, or remove the setting during the release';
  const findings: Finding[] = [];
  const { trafficDistribution } = service;
  if (trafficDistribution !== undefined) {
    const [where, part] = trafficDistribution === 'PreferSameNode' ? ['on', 'node'] : ['in', 'zone'];
    findings.push({
      by: `a ${part} that runs pods of one version alone`,
      object: service,
      message: `${name} keeps requests ${where} the ${part} of their client (trafficDistribution: ${trafficDistribution}), so ${shares} differ from ${part} to ${part}`,
      fix,
      field: ['spec', 'trafficDistribution'],
    });
  }
  const hint = TOPOLOGY_ANNOTATIONS.find((key) => (service.annotations[key] ?? '').toLowerCase() === 'auto');
  if (hint !== undefined) {
    findings.push({
      by: ZONE,
      object: service,
      message: `${name} keeps requests in the zone of their client (${hint}: Auto), so ${shares} differ from zone to zone`,
      fix,
      field: ['metadata', 'annotations', hint],
    });
  }
  if (isZonalLoadBalancer(service)) {
    findings.push({
      by: ZONE,
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
