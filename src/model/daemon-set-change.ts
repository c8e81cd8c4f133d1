import { type DeploymentChange, deploymentChange, type DeploymentSize } from './deployment-change';
import { roundUp } from './int-or-percent';

/** The assumed number of nodes of a DaemonSet, if it is unknown. */
export const ASSUMED_NODES = 3;

/**
 * Predicts the ready pods of a DaemonSet from one committed state to the next, under the assumptions of
 * `deploymentChange`. Its `replicas` are its nodes, which stay.
 *
 * It rolls out like a Deployment, but rounds both of its bounds up. With `OnDelete`, it keeps old pods until someone
 * deletes them.
 *
 * Source: kubernetes/pkg/controller/daemon/update.go, `UnavailableCount` and `SurgeCount`.
 */
export function daemonSetChange(
  before: DeploymentSize | undefined,
  after: DeploymentSize | undefined,
): DeploymentChange {
  // Creation, removal and forced replacement work as for a Deployment.
  if (before === undefined || after === undefined) return deploymentChange(before, after);
  if ((before.selector ?? '') !== (after.selector ?? '')) return deploymentChange(before, after);
  // With OnDelete, only the manifest has the new template.
  if (after.strategy?.onDelete) {
    return deploymentChange({ ...before, rollingOut: false }, { ...after, template: before.template });
  }
  // Pods that no update has replaced so far are replaced now.
  const rollingOut = before.rollingOut === true || before.strategy?.onDelete === true;
  return deploymentChange({ ...before, rollingOut }, rounded(after));
}

function rounded(size: DeploymentSize): DeploymentSize {
  const { maxSurge = 0, maxUnavailable = 1 } = size.strategy ?? {};
  const nodes = size.replicas.high;
  const strategy = { maxSurge: roundUp(maxSurge, nodes), maxUnavailable: roundUp(maxUnavailable, nodes) };
  return { ...size, strategy };
}
