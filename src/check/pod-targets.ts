import type { RouteState, ServiceState } from '../manifests/state';

/** Classes of Ingresses whose load balancers send to pods, not to nodes. */
const POD_CLASSES = new Set(['gce', 'gce-internal']);

/** Classes of Gateways whose load balancers send to pods (documentation of GKE and of the AWS controllers). */
const POD_GATEWAY_CLASS = /^(?:gke-l7|amazon-vpc-lattice|aws-alb|aws-nlb)/;

/**
 * Returns why the targets of a load balancer are the pods of a Service, if they are: it attaches and detaches them one by
 * one, and needs seconds to find a new one healthy.
 *
 * @param routes the routes that send to the Service
 * @param gatewayClasses the classes of Gateways, by their keys
 */
export function podTargets(
  service: ServiceState,
  routes: readonly RouteState[],
  gatewayClasses: ReadonlyMap<string, string>,
): string | undefined {
  const { annotations, type, loadBalancerClass } = service;
  const aws = 'service.beta.kubernetes.io/aws-load-balancer';
  if (type === 'LoadBalancer') {
    if (annotations[`${aws}-nlb-target-type`] === 'ip') return 'an AWS load balancer with ip targets';
    if (annotations[`${aws}-type`] === 'nlb-ip') return 'an AWS load balancer with ip targets';
    if (loadBalancerClass?.includes('neg')) return 'a Google load balancer with network endpoint groups';
  }
  if (/"(?:exposed_ports|ingress)"/.test(annotations['cloud.google.com/neg'] ?? '')) {
    return 'a Google load balancer with network endpoint groups';
  }
  for (const { kind, annotations: own, via } of routes) {
    if (kind === 'Ingress') {
      if (via.some((name) => POD_CLASSES.has(name))) return 'a Google load balancer with network endpoint groups';
      if (via.includes('alb') && own['alb.ingress.kubernetes.io/target-type'] === 'ip') return 'an ALB with ip targets';
      continue;
    }
    const name = via.map((key) => gatewayClasses.get(key) ?? '').find((one) => POD_GATEWAY_CLASS.test(one));
    if (name !== undefined) return `the load balancer of a Gateway (${name})`;
  }
  return undefined;
}
