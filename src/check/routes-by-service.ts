import type { ManifestState, RouteState } from '../manifests/state';
import { addTo } from '../text/lists-by-key';

/** Returns the routes that send to each Service, by the key of the Service. */
export function routesByService({ routes }: ManifestState): ReadonlyMap<string, readonly RouteState[]> {
  const byService = new Map<string, RouteState[]>();
  for (const route of routes.values()) {
    for (const key of new Set(route.backends)) addTo(byService, key, route);
  }
  return byService;
}
