import type { PodCounts } from '../split/closest-split';
import { type IntOrPercent, roundDown, roundUp } from '../model/int-or-percent';
import { podsOnTheWay } from './pods-on-the-way';

/** How few pods may be ready and how many may run at any moment of a release. */
export interface CapacityBounds {
  /** The fewest ready pods, 1 or more: a Service never stays without endpoints. */
  readonly floor: number;
  /** The most pods. */
  readonly ceiling: number;
  /** How many of the pods that are there may be missing: a number, or a percentage, rounded down. */
  readonly maxUnavailable: IntOrPercent;
}

/**
 * What `maxUnavailable` and `maxSurge` leave to a release, rounded as the Deployment controller rounds them: missing pods
 * down, added pods up.
 *
 * Source: `ResolveFenceposts` in kubernetes/pkg/controller/deployment/util/deployment_util.go. Unlike there, one pod always
 * stays ready, and where both come to 0 nothing can move.
 */
export function capacityBounds(replicas: number, maxUnavailable: IntOrPercent, maxSurge: IntOrPercent): CapacityBounds {
  return {
    floor: Math.max(1, replicas - roundDown(maxUnavailable, replicas)),
    ceiling: replicas + roundUp(maxSurge, replicas),
    maxUnavailable,
  };
}

/**
 * Whether one stage can follow another at once, in either direction.
 *
 * Where both run more than `replicas`, missing pods are counted from those that are there, as the checker counts them,
 * which knows the two stages and not the plan.
 */
export function isSafeMove(from: PodCounts, to: PodCounts, bounds: CapacityBounds): boolean {
  const steady = Math.min(totalOf(from), totalOf(to));
  const { lowestReady, highestReady } = podsOnTheWay(from, to);
  return lowestReady >= Math.max(bounds.floor, steady - missing(bounds, steady)) && highestReady <= bounds.ceiling;
}

/** How many of some pods may be missing. */
export function missing({ maxUnavailable }: CapacityBounds, pods: number): number {
  return roundDown(maxUnavailable, pods);
}

export function totalOf({ stable, canary }: PodCounts): number {
  return stable + canary;
}
