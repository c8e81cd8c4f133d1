import { DEFAULT_FENCEPOST } from '../model/int-or-percent';
import { serviceChange } from '../model/service-change';
import { hull } from '../model/range';
import { sameSelector } from '../manifests/label-selector';
import { capacityFloor } from './capacity';
import type { ResolvedCheckOptions } from './check-options';
import type { OtherFinding } from './rule';
import type { DeploymentTransition } from './transition/deployment-transition';
import type { ServiceTransition, ServingTransition } from './transition/service-transition';

/**
 * Returns the Deployments whose own, unchanged strategy explains the lack of ready endpoints of a Service: without
 * their gaps, it would have enough. Returns none if the Service has enough endpoints, or too few for other reasons as
 * well.
 */
export function gapsOfUnchangedStrategies(
  service: ServingTransition,
  options: ResolvedCheckOptions,
): DeploymentTransition[] {
  // If the user sets the bound, it applies to every update, so the gap is not excused by the strategy.
  if (options.maxUnavailable !== undefined && service.change.lowest > 0) return [];
  return gapsThatExplain(service, options, hasUnchangedGap);
}

/**
 * Returns the findings about Deployments whose selector changes, if these explain why a Service has too few ready
 * endpoints. Nothing happens to the pods unless someone replaces the Deployments by force.
 */
export function replacementsByForce(service: ServingTransition, options: ResolvedCheckOptions): OtherFinding[] {
  const explained = gapsThatExplain(service, options, isReplacedByForce);
  // A Service that is switched together with the selectors of its Deployments waits for pods that never come.
  return [...explained, ...waitedForInVain(service)].flatMap(({ after }) =>
    after === undefined ? [] : { rule: 'immutable-selector', object: after },
  );
}

/**
 * Returns the Deployments whose selector changes together with that of a Service, so that it waits for pods that never
 * come.
 */
export function waitedForInVain({ switched, deployments }: ServiceTransition): DeploymentTransition[] {
  if (!switched) return [];
  return deployments.flatMap(({ after, deployment }) => (after && isReplacedByForce(deployment) ? deployment : []));
}

function gapsThatExplain(
  service: ServingTransition,
  options: ResolvedCheckOptions,
  isGap: (deployment: DeploymentTransition) => boolean,
): DeploymentTransition[] {
  const floor = Math.max(1, capacityFloor(service, options));
  if (service.change.lowest >= floor) return [];
  const gaps = service.deployments.map(({ deployment }) => deployment).filter(isGap);
  if (gaps.length === 0) return [];
  const keys = new Set(gaps.map(({ key }) => key));
  const pods = service.input.pods.map((selected) => {
    const { change } = selected;
    if (!keys.has(selected.id)) return selected;
    return { ...selected, change: { ...change, onTheWay: hull(change.before, change.after) } };
  });
  return serviceChange({ ...service.input, pods }).lowest >= floor ? gaps : [];
}

function isReplacedByForce({ before, after }: DeploymentTransition): boolean {
  if (before === undefined || after === undefined) return false;
  return !sameSelector(before.selector, after.selector);
}

function hasUnchangedGap(deployment: DeploymentTransition): boolean {
  const { before, after, change, templateChanged } = deployment;
  if (before === undefined || after === undefined || !templateChanged || isReplacedByForce(deployment)) return false;
  if (change.onTheWay.low >= Math.min(change.before.low, change.after.low)) return false;
  const [was, is] = [before.strategy, after.strategy];
  const usual = after.kind === 'StatefulSet' ? 1 : DEFAULT_FENCEPOST;
  return (
    was.recreate === is.recreate &&
    was.onDelete === is.onDelete &&
    // The API server fills in these defaults.
    (was.maxSurge ?? DEFAULT_FENCEPOST) === (is.maxSurge ?? DEFAULT_FENCEPOST) &&
    (was.maxUnavailable ?? usual) === (is.maxUnavailable ?? usual)
  );
}
