import { DEFAULT_FENCEPOST } from '../model/int-or-percent';
import { serviceChange } from '../model/service-change';
import { hull } from '../model/range';
import { capacityFloor } from './capacity';
import type { ResolvedCheckOptions } from './check-options';
import type { DeploymentTransition } from './transition/deployment-transition';
import type { ServingTransition } from './transition/service-transition';

/**
 * Returns the Deployments whose own, unchanged strategy explains the lack of ready endpoints of a Service: without
 * their gaps, it would have enough. Returns none if the Service has enough endpoints, or too few for other reasons as
 * well.
 */
export function gapsOfUnchangedStrategies(
  service: ServingTransition,
  options: ResolvedCheckOptions,
): DeploymentTransition[] {
  // A team that states how many endpoints may be missing means every update.
  if (options.maxUnavailable !== undefined && service.change.lowest > 0) return [];
  const floor = Math.max(1, capacityFloor(service, options));
  if (service.change.lowest >= floor) return [];
  const transitions = service.deployments.map(({ deployment }) => deployment);
  const gaps = transitions.filter(hasUnchangedGap);
  if (gaps.length === 0) return [];
  const keys = new Set(gaps.map(({ key }) => key));
  const pods = service.input.pods.map((selected) => {
    const { change } = selected;
    if (!keys.has(selected.id)) return selected;
    return { ...selected, change: { ...change, onTheWay: hull(change.before, change.after) } };
  });
  return serviceChange({ ...service.input, pods }).lowest >= floor ? gaps : [];
}

function hasUnchangedGap({ before, after, change, templateChanged }: DeploymentTransition): boolean {
  if (before === undefined || after === undefined || !templateChanged) return false;
  if (change.onTheWay.low >= Math.min(change.before.low, change.after.low)) return false;
  const [was, is] = [before.strategy, after.strategy];
  return (
    was.recreate === is.recreate &&
    was.onDelete === is.onDelete &&
    // The API server fills in what a manifest leaves out.
    (was.maxSurge ?? DEFAULT_FENCEPOST) === (is.maxSurge ?? DEFAULT_FENCEPOST) &&
    (was.maxUnavailable ?? DEFAULT_FENCEPOST) === (is.maxUnavailable ?? DEFAULT_FENCEPOST)
  );
}
