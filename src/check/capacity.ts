import { roundDown, roundUp } from '../model/int-or-percent';
import { rollingBounds } from '../model/rolling-bounds';
import type { ResolvedCheckOptions } from './check-options';
import type { ServingTransition } from './transition/service-transition';

/** The share of the endpoints that may be missing when nothing is said: what a rolling update allows itself. */
const DEFAULT_MAX_UNAVAILABLE = '25%';

/**
 * The fewest ready endpoints that a Service may have on the way. Where nothing is said, a Deployment that is updated in
 * place may miss what its own strategy states: that is the team's word on capacity too.
 *
 * @param steady how many endpoints it needs: before or afterwards, whichever are fewer, unless stated otherwise
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

/** Returns how many endpoints the new state is meant to have: a count that is no longer stated is meant to stay. */
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
