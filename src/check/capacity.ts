import { roundDown, roundUp } from '../model/int-or-percent';
import { rollingBounds } from '../model/rolling-bounds';
import type { ResolvedCheckOptions } from './check-options';
import type { ServingTransition } from './transition/service-transition';

/** The default share of the endpoints that may be missing, as in a rolling update. */
const DEFAULT_MAX_UNAVAILABLE = '25%';

/**
 * Returns the fewest ready endpoints that a Service may have during the change. By default, a Deployment that is
 * updated in place may miss as many pods as its own strategy allows, because its team chose that capacity.
 *
 * @param steady the number of endpoints that it needs: before or afterwards, whichever is lower, unless stated
 * otherwise
 */
export function capacityFloor(
  { change, deployments }: ServingTransition,
  options: ResolvedCheckOptions,
  steady = Math.min(change.before.low, intendedEndpoints({ change, deployments })),
): number {
  if (options.maxUnavailable !== undefined) return floorOf(steady, roundDown(options.maxUnavailable, steady));
  const stated = deployments.reduce((sum, { deployment: { templateChanged, change: pods, after } }) => {
    const { recreate, maxSurge, maxUnavailable } = after?.strategy ?? {};
    if (!templateChanged || recreate || maxUnavailable === undefined) return sum;
    if (after?.kind === 'DaemonSet') return sum + roundUp(maxUnavailable, pods.after.low);
    return sum + rollingBounds(pods.after.low, maxSurge, maxUnavailable).unavailable;
  }, 0);
  return floorOf(steady, Math.max(stated, roundDown(DEFAULT_MAX_UNAVAILABLE, steady)));
}

/**
 * Returns the number of endpoints that the new state intends to have. A count that is no longer stated is intended to
 * stay.
 */
function intendedEndpoints({ change, deployments }: Pick<ServingTransition, 'change' | 'deployments'>): number {
  const lost = deployments.filter(({ after, deployment }) => after && deployment.replicasLost);
  return lost.reduce((total, { deployment }) => {
    const { low, high } = deployment.change.after;
    return total + (deployment.autoscaled ? 0 : high - low);
  }, change.after.low);
}

function floorOf(steady: number, missing: number): number {
  return Math.max(0, steady - missing);
}
