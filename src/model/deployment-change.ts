import type { IntOrPercent } from './int-or-percent';
import { hull, NONE, type Range } from './range';
import { rollingBounds } from './rolling-bounds';

/** The way a Deployment replaces the pods of its old template. */
export interface RolloutStrategy {
  /** Whether all old pods go before the first new one starts (`Recreate`), instead of pod by pod (`RollingUpdate`). */
  readonly recreate?: boolean;
  /** @default 25% */
  readonly maxSurge?: IntOrPercent;
  /** @default 25% */
  readonly maxUnavailable?: IntOrPercent;
  /** Whether new pods start only when someone deletes old ones: `OnDelete` of a StatefulSet. @default false */
  readonly onDelete?: boolean;
  /** The lowest ordinal that a StatefulSet updates. @default 0 */
  readonly partition?: number;
}

/** A Deployment in one committed state, with the facts that the model needs. */
export interface DeploymentSize {
  /** The number of pods at rest: `exactly(5)`, or the bounds of its autoscaler. */
  readonly replicas: Range;
  /**
   * The number of ready pods, if it is known.
   *
   * @default - all pods, or any number of them if the Deployment is paused
   */
  readonly ready?: Range;
  /**
   * The count that the API server sets when the manifest is applied, if an autoscaler corrects it afterwards.
   *
   * @default - `replicas`
   */
  readonly applied?: Range;
  /** A key that is equal for equal pod templates. @default '' */
  readonly template?: string;
  /** A key that is equal for equal selectors. @default '' */
  readonly selector?: string;
  /** @default - a rolling update with 25% and 25% */
  readonly strategy?: RolloutStrategy;
  /** @default false */
  readonly paused?: boolean;
  /** Whether pods of an older template are still being replaced. @default false */
  readonly rollingOut?: boolean;
}

/** The ready pods of one pod template of a Deployment. */
export interface TemplateChange {
  readonly template: string;
  readonly before: Range;
  /** The ready pods from the first moment of the change to the last, both included. */
  readonly onTheWay: Range;
  readonly after: Range;
}

/** The ready pods of a Deployment from one committed state to the next, in total and by pod template. */
export interface DeploymentChange {
  readonly before: Range;
  /** The ready pods from the first moment of the change to the last, both included. */
  readonly onTheWay: Range;
  readonly after: Range;
  /** One entry if the template stays, two if it changes: the old one first. */
  readonly templates: TemplateChange[];
}

/**
 * Predicts the ready pods of a Deployment from one committed state to the next.
 *
 * It assumes that the state before is steady, unless `ready` says otherwise, and that readiness probes tell the truth.
 * Nothing else fails on the way: no node is lost, no pod is evicted. A paused Deployment may begin with any number of
 * pods: its manifest doesn't tell, because a Deployment that is created paused starts none.
 */
export function deploymentChange(
  before: DeploymentSize | undefined,
  after: DeploymentSize | undefined,
): DeploymentChange {
  if (before === undefined) return after === undefined ? single('', NONE, NONE) : creation(after);
  const start = startOf(before);
  if (after === undefined) return single(templateOf(before), start, NONE);
  // The API server refuses another selector. A tool that forces it deletes and recreates the Deployment.
  if ((before.selector ?? '') !== (after.selector ?? '')) return recreation(before, after);
  // A paused Deployment is scaled, but its template is not rolled out. It may still have no ReplicaSet to scale.
  if (after.paused) {
    const low = before.paused && start.low === 0 ? 0 : after.replicas.low;
    return single(templateOf(before), start, { low, high: after.replicas.high }, after.applied);
  }
  if (templateOf(before) !== templateOf(after)) return rollout(before, after);
  if (before.paused || before.rollingOut) return resumption(before, after);
  return single(templateOf(after), start, after.replicas, after.applied);
}

/** Returns the number of ready pods of a Deployment at the start of the change. */
export function startOf({ ready, replicas, paused }: DeploymentSize): Range {
  return ready ?? (paused ? { low: 0, high: replicas.high } : replicas);
}

function templateOf(size: DeploymentSize): string {
  return size.template ?? '';
}

function creation(after: DeploymentSize): DeploymentChange {
  // A Deployment that is created paused starts no pod until it is resumed.
  return single(templateOf(after), NONE, after.paused ? NONE : after.replicas);
}

/** Scales one template: the count moves between both ends and the applied count, and nowhere else. */
function single(template: string, before: Range, after: Range, applied: Range = after): DeploymentChange {
  const onTheWay = hull(before, applied, after);
  return { before, onTheWay, after, templates: [{ template, before, onTheWay, after }] };
}

/** Returns the bounds of all pods, old and new, while a template is replaced. */
function rolloutRange(before: DeploymentSize, after: DeploymentSize): Range {
  const { recreate, maxSurge, maxUnavailable } = after.strategy ?? {};
  const wanted = hull(after.replicas, after.applied ?? after.replicas);
  const ends = hull(startOf(before), wanted);
  // A Deployment that is still rolling out may already have all the pods that its manifest asks for.
  const high = Math.max(ends.high, before.replicas.high);
  if (recreate) return { low: 0, high };
  // The controller scales the old pods to the new count first, and computes both bounds from the new count. So the
  // ready pods are below `replicas - maxUnavailable` only if they were from the start. There are never more new pods
  // than `replicas`, so a surge consists of old pods beside all of the new ones. The old pods are scaled to `replicas`
  // too; if there were none, there is nothing to scale.
  const mostOld = before.replicas.high === 0 ? 0 : wanted.high;
  const { surge } = rollingBounds(wanted.high, maxSurge, maxUnavailable);
  return {
    low: Math.min(ends.low, wanted.low - rollingBounds(wanted.low, maxSurge, maxUnavailable).unavailable),
    high: Math.max(high, wanted.high + Math.min(surge, mostOld)),
  };
}

function rollout(before: DeploymentSize, after: DeploymentSize): DeploymentChange {
  const start = startOf(before);
  // A change of `replicas` scales the old pods before the first new one starts, so there may be more old pods on the
  // way than before; if there were none, there is nothing to scale.
  const mostOld = before.replicas.high === 0 ? 0 : Math.max(before.replicas.high, after.replicas.high);
  return {
    before: start,
    onTheWay: rolloutRange(before, after),
    after: after.replicas,
    templates: [
      { template: templateOf(before), before: start, onTheWay: { low: 0, high: mostOld }, after: NONE },
      {
        template: templateOf(after),
        before: NONE,
        onTheWay: { low: 0, high: Math.max(after.replicas.high, after.applied?.high ?? 0) },
        after: after.replicas,
      },
    ],
  };
}

/**
 * Deletes and recreates a Deployment. Old pods are deleted in the background, so they can exist beside all of the new
 * ones, and no bound protects them.
 */
function recreation(before: DeploymentSize, after: DeploymentSize): DeploymentChange {
  const start = startOf(before);
  const created = after.paused ? NONE : after.replicas;
  const onTheWay = { low: 0, high: before.replicas.high + created.high };
  const [old, fresh] = [templateOf(before), templateOf(after)];
  const pods = { before: start, onTheWay, after: created };
  if (old === fresh) return { ...pods, templates: [{ template: old, ...pods }] };
  return {
    ...pods,
    templates: [
      { template: old, before: start, onTheWay: { low: 0, high: before.replicas.high }, after: NONE },
      { template: fresh, before: NONE, onTheWay: { low: 0, high: created.high }, after: created },
    ],
  };
}

/**
 * Resumes a paused Deployment, or continues an unfinished rollout. The manifests don't tell which template its pods
 * have, so all of them may be replaced now.
 */
function resumption(before: DeploymentSize, after: DeploymentSize): DeploymentChange {
  const pods = { before: startOf(before), onTheWay: rolloutRange(before, after), after: after.replicas };
  return { ...pods, templates: [{ template: templateOf(after), ...pods }] };
}
