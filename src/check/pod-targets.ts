import type { Labels } from '../manifests/label-selector';
import type { ManifestState, RouteState, ServiceState } from '../manifests/state';

const GOOGLE = 'a Google load balancer with network endpoint groups';
const OCTAVIA = 'an Octavia load balancer';

/** The controllers of Ingress classes that may send to pods, with the class names in their documentation. */
const INGRESS_CONTROLLERS: readonly [balancer: 'alb' | 'gce' | 'azure', names: string[], controllers: string[]][] = [
  ['alb', ['alb'], ['ingress.k8s.aws/alb', 'eks.amazonaws.com/alb']],
  ['gce', ['gce', 'gce-internal'], []],
  [
    'azure',
    ['azure-application-gateway', 'azure/application-gateway', 'azure-alb-external'],
    ['azure/application-gateway', 'alb.networking.azure.io/alb-controller'],
  ],
];

/** The same for Gateways (documentation of GKE, of the AWS controllers and of Azure). */
const POD_GATEWAY_CLASS = /^(?:gke-l7|amazon-vpc-lattice|aws-alb|aws-nlb|azure-alb)/;
const POD_GATEWAY_CONTROLLER =
  /^(?:networking\.gke\.io\/gateway[\w-]*|gateway\.k8s\.aws\/[an]lb|application-networking\.k8s\.aws\/gateway-api-controller|alb\.networking\.azure\.io\/alb-controller)$/;
/** Those of the AWS Load Balancer Controller, which may send to nodes instead. */
const AWS_GATEWAY = /^(?:aws-[an]lb|gateway\.k8s\.aws\/)/;

/**
 * Returns the reason why a load balancer targets the pods of a Service, or `undefined` if none does. Such a load
 * balancer attaches and detaches pods one by one, and needs seconds to find a new one healthy.
 *
 * @param routes the routes that send to the Service
 */
export function podTargets(
  service: ServiceState,
  routes: readonly RouteState[],
  state: ManifestState,
): string | undefined {
  return (
    ownBalancer(service) ??
    endpointGroups(service) ??
    routes.map((route) => balancerOf(service, route, state)).find((one) => one !== undefined)
  );
}

/** Returns the load balancer that a Service of this type creates. */
function ownBalancer({ annotations, type }: ServiceState): string | undefined {
  if (type !== 'LoadBalancer') return undefined;
  const aws = 'service.beta.kubernetes.io/aws-load-balancer';
  if (annotations[`${aws}-nlb-target-type`] === 'ip' || annotations[`${aws}-type`] === 'nlb-ip') {
    return 'an AWS load balancer with ip targets';
  }
  return isOctavia(annotations) ? OCTAVIA : undefined;
}

/**
 * Reports whether a load balancer is Octavia. It adds members when their health monitor succeeds: up to 15 s without a
 * healthy one (kubernetes/kubernetes#125697).
 */
function isOctavia(annotations: Labels): boolean {
  return Object.keys(annotations).some(
    (key) =>
      key.startsWith('loadbalancer.openstack.org/') ||
      key === 'service.beta.kubernetes.io/openstack-internal-load-balancer',
  );
}

/** Returns the network endpoint groups that a Service asks for. */
function endpointGroups(service: ServiceState): string | undefined {
  const { exposed_ports: exposed, ingress } = negOf(service);
  return exposed !== undefined || ingress === true ? GOOGLE : undefined;
}

/** Returns the network endpoint groups in the annotation of a Service. */
function negOf({ annotations }: ServiceState): { readonly exposed_ports?: unknown; readonly ingress?: unknown } {
  try {
    const parsed: unknown = JSON.parse(annotations['cloud.google.com/neg'] ?? '{}');
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

function balancerOf(service: ServiceState, route: RouteState, state: ManifestState): string | undefined {
  return route.kind === 'Ingress' ? ingressBalancer(service, route, state) : gatewayBalancer(service, route, state);
}

function ingressBalancer(
  service: ServiceState,
  { annotations, via }: RouteState,
  { classControllers }: ManifestState,
): string | undefined {
  const [balancer] =
    INGRESS_CONTROLLERS.find(([, names, controllers]) =>
      via.some((name) => {
        const controller = classControllers.get(`IngressClass ${name}`);
        return controller === undefined ? names.includes(name) : controllers.includes(controller);
      }),
    ) ?? [];
  if (balancer === 'alb') return hasIpTargets(service, annotations) ? 'an ALB with ip targets' : undefined;
  if (balancer === 'azure') return 'an Azure Application Gateway';
  // Without the annotation, VPC-native clusters use network endpoint groups by default.
  return balancer === 'gce' && negOf(service).ingress !== false ? GOOGLE : undefined;
}

/**
 * Reports whether an ALB sends to pods. The Service takes precedence over the Ingress. By default, the targets are
 * nodes, which takes a node port (AWS Load Balancer Controller, "target-type").
 */
function hasIpTargets(service: ServiceState, ingress: Labels): boolean {
  const key = 'alb.ingress.kubernetes.io/target-type';
  const stated = service.annotations[key] ?? ingress[key];
  return stated === undefined ? service.type === 'ClusterIP' : stated === 'ip';
}

function gatewayBalancer(
  { type }: ServiceState,
  { via }: RouteState,
  { gatewayClasses, classControllers }: ManifestState,
): string | undefined {
  const classes = via.map((key) => gatewayClasses.get(key) ?? '');
  const name = classes.find((one) => {
    const controller = classControllers.get(`GatewayClass ${one}`);
    const known = controller === undefined ? POD_GATEWAY_CLASS.test(one) : POD_GATEWAY_CONTROLLER.test(controller);
    return known && (type === 'ClusterIP' || !AWS_GATEWAY.test(controller ?? one));
  });
  return name === undefined ? undefined : `the load balancer of a Gateway (${name})`;
}
