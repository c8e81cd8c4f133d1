import type { DeploymentState, ManifestState } from '../manifests/state';

const SHARED = new Set(['ReadWriteMany', 'ReadOnlyMany']);

/**
 * Returns the obstacle that keeps old and new pods of a Deployment from running at the same time, if there is one: a
 * volume that only one node or pod can use, or a port of the node. A claim that is not in the manifests counts as
 * unshareable, as most are.
 */
export function obstacleToOverlap(
  { namespace, template: { pod } }: DeploymentState,
  { claims }: ManifestState,
): string | undefined {
  for (const name of pod.claims) {
    const modes = claims.get(`${namespace}/${name}`)?.accessModes ?? [];
    if (!modes.some((mode) => SHARED.has(mode))) return `the ${modes[0] ?? 'unshared'} claim ${name}`;
  }
  const [port] = pod.hostPorts;
  return port === undefined ? undefined : `port ${port} of the node`;
}
