import {
  type DeploymentChange,
  deploymentChange,
  type DeploymentSize,
  startOf,
  type TemplateChange,
} from './deployment-change';
import { roundUp } from './int-or-percent';
import { hull, NONE, type Range } from './range';

/**
 * Predicts the ready pods of a StatefulSet from one committed state to the next, under the assumptions of
 * `deploymentChange`.
 *
 * A StatefulSet deletes an old pod before it creates the new one with the same ordinal. It therefore has no surge, and
 * with a single pod each update leaves none. It replaces `maxUnavailable` pods at once, or one if the cluster doesn't
 * support that field. Pods with an ordinal below `partition` keep their template.
 *
 * Source: kubernetes/pkg/controller/statefulset/stateful_set_control.go.
 */
export function statefulSetChange(
  before: DeploymentSize | undefined,
  after: DeploymentSize | undefined,
): DeploymentChange {
  // Creation, removal and forced replacement work as for a Deployment.
  if (before === undefined || after === undefined) return deploymentChange(before, after);
  if ((before.selector ?? '') !== (after.selector ?? '')) return deploymentChange(before, after);
  const updated = updatedPods(before, after);
  const start = startOf(before);
  const ends = hull(start, after.replicas, after.applied ?? after.replicas);
  const missing = Math.min(updated, unavailable(after));
  const total = {
    before: start,
    onTheWay: { low: Math.max(0, ends.low - missing), high: ends.high },
    after: after.replicas,
  };
  const [old, fresh] = [before.template ?? '', after.template ?? ''];
  // With OnDelete, only the manifest has the new template.
  if (old === fresh || updated === 0)
    return { ...total, templates: [{ template: updated === 0 ? old : fresh, ...total }] };
  const kept = {
    low: Math.min(partitionOf(after), after.replicas.low),
    high: Math.min(partitionOf(after), after.replicas.high),
  };
  const created = { low: after.replicas.low - kept.low, high: after.replicas.high - kept.high };
  return { ...total, templates: [oldPods(old, start, kept), freshPods(fresh, created)] };
}

function oldPods(template: string, before: Range, after: Range): TemplateChange {
  return { template, before, onTheWay: hull(before, after, { low: 0, high: after.high }), after };
}

function freshPods(template: string, after: Range): TemplateChange {
  return { template, before: NONE, onTheWay: { low: 0, high: after.high }, after };
}

/** Returns the highest number of pods that can be replaced on the way. */
function updatedPods(before: DeploymentSize, after: DeploymentSize): number {
  if (after.strategy?.onDelete) return 0;
  const pods = Math.max(before.replicas.high, after.replicas.high);
  const kept = Math.min(partitionOf(after), pods);
  if ((before.template ?? '') !== (after.template ?? '')) return pods - kept;
  if (before.rollingOut) return pods - kept;
  // Pods that an earlier change did not replace are replaced now.
  const keptBefore = before.strategy?.onDelete ? pods : Math.min(partitionOf(before), pods);
  return Math.max(0, keptBefore - kept);
}

/**
 * Returns the number of pods that may be missing. A small percentage is one pod, never 0. Kubernetes releases round
 * percentages in different directions, so this takes the more cautious one.
 */
function unavailable({ strategy, replicas }: DeploymentSize): number {
  return Math.max(1, roundUp(strategy?.maxUnavailable ?? 1, replicas.high));
}

function partitionOf({ strategy }: DeploymentSize): number {
  return strategy?.partition ?? 0;
}
