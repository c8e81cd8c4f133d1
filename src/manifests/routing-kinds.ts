import { fingerprint } from './fingerprint';

/**
 * Custom kinds that decide where requests go, by group. Their rules are not read: a change of one is a change of the
 * routing that nobody judged.
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

/** Reports whether a custom kind decides where requests go. */
export function isRoutingKind(group: string, kind: string): boolean {
  return ROUTING_KINDS.get(group)?.includes(kind) ?? false;
}

/** Returns a text that is equal for equal routing rules; `undefined` if they are nested too deep to compare. */
export function routingRules(spec: unknown): string | undefined {
  try {
    return fingerprint(spec);
  } catch {
    return undefined;
  }
}
