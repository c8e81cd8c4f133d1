import { isCanaryIngress, type RouteShare, routeShares } from '../check/route-shares';
import type { ManifestState } from '../manifests/state';
import type { ShownService } from './shown-service';

/** An Ingress or a route of the Gateway API, with the share of the requests that each Service gets. */
export interface ShownRoute {
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
  /** The hosts and paths that go to the same Services: `shop.example.com/cart`. */
  readonly matches: string[];
  readonly backends: ShownBackend[];
}

/** A Service behind a route. */
export interface ShownBackend {
  readonly namespace?: string;
  readonly service: string;
  /** Its share of the requests, in percent. */
  readonly percent: number;
  /** The number of its endpoints. @default - the manifests don't tell */
  readonly endpoints?: number;
  /** The number of endpoints that are ready now. @default - the manifests don't come from a cluster */
  readonly ready?: number;
}

/**
 * Returns the routes of a state, in its order. It combines hosts and paths of one route that go to the same Services,
 * and a canary Ingress of ingress-nginx with the Ingress that it takes traffic from.
 */
export function toShownRoutes(state: ManifestState, services: ShownService[]): ShownRoute[] {
  const shown = new Map<string, ShownRoute>();
  for (const shares of routeShares(state).values()) {
    const route = (shares.find((share) => !isCanaryIngress(share.route)) ?? shares[0])?.route;
    if (route === undefined) continue;
    const backends = toBackends(shares, state, services);
    const key = JSON.stringify([route.kind, route.key, backends]);
    const match = shares[0]?.match ?? '';
    const known = shown.get(key);
    if (known !== undefined) {
      known.matches.push(match);
      continue;
    }
    const { kind, name, namespace, namespaceStated } = route;
    shown.set(key, { kind, ...(namespaceStated ? { namespace } : {}), name, matches: [match], backends });
  }
  return [...shown.values()];
}

function toBackends(shares: readonly RouteShare[], state: ManifestState, services: ShownService[]): ShownBackend[] {
  const percents = new Map<string, number>();
  for (const { service, percent } of shares) percents.set(service, (percents.get(service) ?? 0) + percent);
  return [...percents].map(([key, percent]) => {
    const slash = key.indexOf('/');
    const [namespace, name] = [key.slice(0, slash), key.slice(slash + 1)];
    const isStated = state.services.get(key)?.namespaceStated ?? false;
    const own = services.find(
      (service) => service.name === name && service.namespace === (isStated ? namespace : undefined),
    );
    return {
      ...(isStated ? { namespace } : {}),
      service: name,
      percent,
      ...(own === undefined ? {} : { endpoints: own.endpoints }),
      ...(own?.ready === undefined ? {} : { ready: own.ready }),
    };
  });
}
