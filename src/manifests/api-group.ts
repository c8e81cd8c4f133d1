/** Returns the group of an API version: `apps` of `apps/v1`. That of `v1` is the empty text. */
export function apiGroup(apiVersion: string): string {
  return apiVersion.slice(0, Math.max(apiVersion.indexOf('/'), 0));
}

/** Reports whether a group is not one of Kubernetes, whose groups have no dot or end in `k8s.io`. */
export function isCustomGroup(group: string): boolean {
  return group.includes('.') && !group.endsWith('.k8s.io');
}
