import type { ManifestState, RouteState } from '../manifests/state';

/** Returns the routes that send to each Service, by the key of the Service. */
export function routesByService({ routes }: ManifestState): ReadonlyMap<string, readonly RouteState[]> {
  const byService = new Map<string, RouteState[]>();
  for (const route of routes.values()) {
    for (const key of new Set(route.backends)) {
      const others = byService.get(key);
      if (others === undefined) byService.set(key, [route]);
      else others.push(route);
    }
  }
  return byService;
}
