import type { IntOrPercent } from './int-or-percent';
import { hull, NONE, type Range } from './range';
import { rollingBounds } from './rolling-bounds';

/** How a Deployment replaces the pods of its old template. */
export interface RolloutStrategy {
  /** Whether all old pods go before the first new one starts (`Recreate`), or pod by pod (`RollingUpdate`). */
  readonly recreate?: boolean;
  /** @default 25% */
  readonly maxSurge?: IntOrPercent;
  /** @default 25% */
  readonly maxUnavailable?: IntOrPercent;
}

/** What the model needs to know of a Deployment in one committed state. */
export interface DeploymentSize {
  /** How many pods it has at rest: `exactly(5)`, or the bounds of its autoscaler. */
  readonly replicas: Range;
  /** Anything that is equal for equal pod templates. @default '' */
  readonly template?: string;
  /** Anything that is equal for equal selectors. @default '' */
  readonly selector?: string;
  /** @default a rolling update with 25 % and 25 % */
  readonly strategy?: RolloutStrategy;
  /** @default false */
  readonly paused?: boolean;
}

/** The ready pods of one pod template of a Deployment. */
export interface TemplateChange {
  readonly template: string;
  readonly before: Range;
  /** From the first moment of the change to the last, both included. */
  readonly onTheWay: Range;
  readonly after: Range;
}

/** The ready pods of a Deployment from one committed state to the next, in all and by pod template. */
export interface DeploymentChange {
  readonly before: Range;
  /** From the first moment of the change to the last, both included. */
  readonly onTheWay: Range;
  readonly after: Range;
  /** One entry where the template stays, two where it changes: the old one first. */
  readonly templates: TemplateChange[];
}

/** The lowest and the highest number of ready pods of a Deployment between two committed states, both included. */
export function readyRange(before: DeploymentSize | undefined, after: DeploymentSize | undefined): Range {
  return deploymentChange(before, after).onTheWay;
}

/**
 * The ready pods of a Deployment from one committed state to the next.
 *
 * Assumed: the state before is steady (all its pods are ready), and the readiness probes tell the truth. Nothing else
 * fails on the way: no node is lost, no pod is evicted.
 */
export function deploymentChange(
  before: DeploymentSize | undefined,
  after: DeploymentSize | undefined,
): DeploymentChange {
  if (before === undefined) return after === undefined ? unchanging(NONE, '') : creation(after);
  if (after === undefined) return single(templateOf(before), before.replicas, NONE);
  // The API server refuses another selector. Where a tool forces it, the Deployment is deleted and created anew.
  if ((before.selector ?? '') !== (after.selector ?? '')) return replacement(before, after, before.replicas.high);
  // A paused Deployment is scaled, but its template is not rolled out.
  if (after.paused) return single(templateOf(before), before.replicas, after.replicas);
  if (templateOf(before) !== templateOf(after)) return rollout(before, after);
  if (before.paused) return resumption(before, after);
  return single(templateOf(after), before.replicas, after.replicas);
}

function templateOf(size: DeploymentSize): string {
  return size.template ?? '';
}

function creation(after: DeploymentSize): DeploymentChange {
  // A Deployment that is created paused starts no pod until it is resumed.
  return single(templateOf(after), NONE, after.paused ? NONE : after.replicas);
}

function unchanging(replicas: Range, template: string): DeploymentChange {
  return single(template, replicas, replicas);
}

/** One template, scaled: the count goes from one end to the other and nowhere else. */
function single(template: string, before: Range, after: Range): DeploymentChange {
  const pods = { before, onTheWay: hull(before, after), after };
  return { ...pods, templates: [{ template, ...pods }] };
}

/** The bounds of all pods, old and new, while a template is replaced. */
function rolloutRange(before: DeploymentSize, after: DeploymentSize): Range {
  const { recreate, maxSurge, maxUnavailable } = after.strategy ?? {};
  const { low, high } = after.replicas;
  const ends = hull(before.replicas, after.replicas);
  if (recreate) return { low: 0, high: ends.high };
  // The controller scales the old pods to the new count first, and counts both bounds from the new count: fewer than
  // `replicas - maxUnavailable` ready pods are only there if fewer were ready from the start.
  return {
    low: Math.min(ends.low, low - rollingBounds(low, maxSurge, maxUnavailable).unavailable),
    high: Math.max(ends.high, high + rollingBounds(high, maxSurge, maxUnavailable).surge),
  };
}

function rollout(before: DeploymentSize, after: DeploymentSize): DeploymentChange {
  // A change of `replicas` scales the old pods before the first new one starts, so there may be more old pods on the way
  // than there were; where there were none, there is nothing to scale.
  const mostOld = before.replicas.high === 0 ? 0 : Math.max(before.replicas.high, after.replicas.high);
  return { ...replacement(before, after, mostOld), onTheWay: rolloutRange(before, after) };
}

/** Old pods go and new ones come, with nothing to hold on to in between. */
function replacement(before: DeploymentSize, after: DeploymentSize, mostOld: number): DeploymentChange {
  const created = after.paused ? NONE : after.replicas;
  const old: TemplateChange = {
    template: templateOf(before),
    before: before.replicas,
    onTheWay: { low: 0, high: mostOld },
    after: NONE,
  };
  if (templateOf(before) === templateOf(after)) {
    const pods = { before: before.replicas, onTheWay: hull(NONE, before.replicas, created), after: created };
    return { ...pods, templates: [{ template: old.template, ...pods }] };
  }
  const fresh: TemplateChange = {
    template: templateOf(after),
    before: NONE,
    onTheWay: { low: 0, high: created.high },
    after: created,
  };
  const onTheWay = hull(NONE, before.replicas, created);
  return { before: before.replicas, onTheWay, after: created, templates: [old, fresh] };
}

/**
 * What a Deployment does that is no longer paused: which template its pods had meanwhile can't be told from the manifests,
 * so they may be replaced now.
 */
function resumption(before: DeploymentSize, after: DeploymentSize): DeploymentChange {
  const pods = { before: before.replicas, onTheWay: rolloutRange(before, after), after: after.replicas };
  return { ...pods, templates: [{ template: templateOf(after), ...pods }] };
}
