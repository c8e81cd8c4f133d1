import { describeSelector, type Labels, labelSelector } from '../manifests/label-selector';
import type { ManifestState } from '../manifests/state';
import { enumerate } from '../text/words';
import { type ServingTransition, stays } from './transition/service-transition';

/**
 * Describes how to widen the selector of a switched Service, so that exactly the pods before and after the switch serve
 * side by side. Returns `undefined` if no labels can select them.
 */
export function describeWidening(service: ServingTransition, states: readonly ManifestState[]): string | undefined {
  const [was, is] = [service.before.selector?.matchLabels ?? {}, service.after.selector?.matchLabels ?? {}];
  const kept = common([was, is]);
  if (selectsBothAlone(kept, service, states)) {
    const removed = Object.keys({ ...was, ...is }).filter((key) => !Object.hasOwn(kept, key));
    return `widen the selector to both (remove ${enumerate(removed)} from it)`;
  }
  const carried = common(templateLabels(service));
  if (!selectsBothAlone(carried, service, states)) return undefined;
  return `widen the selector to ${describeSelector(labelSelector(carried))}, which the pods of both carry`;
}

/** Returns the labels that the pods before and after the switch share. */
function templateLabels({ deployments }: ServingTransition): Labels[] {
  return deployments.flatMap(({ deployment: { before, after } }) =>
    [before, after].flatMap((state) => (state === undefined ? [] : [state.template.labels])),
  );
}

function common([first = {}, ...others]: Labels[]): Labels {
  return Object.fromEntries(
    Object.entries(first).filter(([key, value]) =>
      others.every((labels) => Object.hasOwn(labels, key) && labels[key] === value),
    ),
  );
}

/** Reports whether a selector selects exactly both. A Service without labels would select nothing. */
function selectsBothAlone(labels: Labels, service: ServingTransition, states: readonly ManifestState[]): boolean {
  if (Object.keys(labels).length === 0) return false;
  const { namespace } = service.after;
  const selector = labelSelector(labels);
  const own = new Set(service.deployments.map(({ deployment }) => deployment.key));
  return states.every(
    (state) =>
      state.deploymentsByLabel.select(namespace, selector).every(({ key }) => own.has(key)) &&
      !state.workloadsByLabel.select(namespace, selector).some(stays),
  );
}
