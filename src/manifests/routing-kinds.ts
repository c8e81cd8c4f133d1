import { fingerprint } from './fingerprint';

/**
 * Custom kinds that route requests, by group. Their rules are compared but not interpreted, so the check reports a
 * change to one as not judged.
 */
const ROUTING_KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['apisix.apache.org', ['ApisixRoute']],
  ['getambassador.io', ['Mapping']],
  ['k8s.nginx.org', ['VirtualServer', 'VirtualServerRoute']],
  ['networking.istio.io', ['VirtualService', 'DestinationRule']],
  ['projectcontour.io', ['HTTPProxy']],
  ['route.openshift.io', ['Route']],
  ['split.smi-spec.io', ['TrafficSplit']],
  ['traefik.containo.us', ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP', 'TraefikService']],
  ['traefik.io', ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP', 'TraefikService']],
]);

/** Reports whether a custom kind routes requests. */
export function isRoutingKind(group: string, kind: string): boolean {
  return ROUTING_KINDS.get(group)?.includes(kind) ?? false;
}

/** Returns a string that is equal for equal routing rules, or `undefined` if they are nested too deep to compare. */
export function routingRules(spec: unknown): string | undefined {
  try {
    return fingerprint(spec);
  } catch {
    return undefined;
  }
}
