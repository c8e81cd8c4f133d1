import type { FieldPath } from '../manifests/manifest';
import type { ManifestState, RouteRule, RouteState } from '../manifests/state';

/** A Service's share of the requests that match one rule of a route, in percent. */
export interface RouteShare {
  /** The host and path, or the match: `shop.example.com/cart`. */
  readonly match: string;
  /** The key of the Service. */
  readonly service: string;
  readonly percent: number;
  /** The route that names the Service. */
  readonly route: RouteState;
}

/** Shares by the match of the requests and by route. */
export type RouteShares = ReadonlyMap<string, readonly RouteShare[]>;

/** The annotations with which ingress-nginx gives one Ingress part of the requests of another one. */
const CANARY = 'nginx.ingress.kubernetes.io/canary';
const WEIGHT = 'nginx.ingress.kubernetes.io/canary-weight';
const TOTAL = 'nginx.ingress.kubernetes.io/canary-weight-total';

/** The default of `canary-weight-total` (documentation of ingress-nginx, "Annotations"). */
const DEFAULT_TOTAL = 100;

/**
 * Returns the share of each Service in each route, by the weights of the Gateway API or by the weight of a canary
 * Ingress of ingress-nginx. For a path without a canary, an Ingress sends everything to one Service.
 */
export function routeShares(state: ManifestState): RouteShares {
  const shares = new Map<string, RouteShare[]>();
  const canaries = new Map<string, number>();
  const routes = [...state.routes.values()];
  for (const route of routes) {
    const weight = canaryPercent(route);
    if (weight === undefined) continue;
    for (const rule of route.rules) canaries.set(keyOf(route, rule), weight);
  }
  for (const route of routes) {
    for (const rule of route.rules) {
      const key = keyOf(route, rule);
      const canary = canaries.get(key) ?? 0;
      const part = canaryPercent(route) ?? 100 - canary;
      shares.set(key, [...(shares.get(key) ?? []), ...sharesOf(route, rule, part)]);
    }
  }
  return shares;
}

/** Returns the share of one Service over all entries of a match. */
export function shareOf(shares: readonly RouteShare[] | undefined, service: string): number {
  return (shares ?? []).filter((share) => share.service === service).reduce((sum, { percent }) => sum + percent, 0);
}

/** Reports whether an Ingress is the canary of another one and takes part of its requests. */
export function isCanaryIngress({ kind, annotations }: RouteState): boolean {
  return kind === 'Ingress' && annotations[CANARY] === 'true';
}

/** Returns the field that names the Services of a route. */
export function backendField({ kind, annotations }: RouteState): FieldPath {
  return kind === 'Ingress' && annotations[WEIGHT] !== undefined
    ? ['metadata', 'annotations', WEIGHT]
    : ['spec', 'rules'];
}

function canaryPercent(route: RouteState): number | undefined {
  if (!isCanaryIngress(route)) return undefined;
  const total = Number(route.annotations[TOTAL] ?? DEFAULT_TOTAL);
  const percent = (100 * Number(route.annotations[WEIGHT] ?? 0)) / total;
  return Number.isFinite(percent) ? Math.min(100, Math.max(0, percent)) : 0;
}

function sharesOf(route: RouteState, { match, backends }: RouteRule, part: number): RouteShare[] {
  const total = backends.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [];
  return backends.map(({ service, weight }) => ({ match, service, percent: (part * weight) / total, route }));
}

/**
 * Returns the key of a route's matches. Ingresses of one namespace share their hosts and paths; each Gateway API route
 * is separate.
 */
function keyOf({ kind, namespace, key }: RouteState, { match }: RouteRule): string {
  return kind === 'Ingress' ? `${kind} ${namespace} ${match}` : `${kind} ${key} ${match}`;
}
