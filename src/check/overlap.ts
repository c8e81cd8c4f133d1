import type { DeploymentState, ManifestState } from '../manifests/state';

const SHARED = new Set(['ReadWriteMany', 'ReadOnlyMany']);

/**
 * Returns what keeps old and new pods of a Deployment from running beside each other, if anything does: a volume that one
 * node or pod takes for itself, or a port of the node. A claim that is not in the manifests counts as one that can't be
 * shared, as most are.
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
