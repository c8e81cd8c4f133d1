import type { PodCounts } from '../split/closest-split';
import { type IntOrPercent, roundDown, roundUp } from '../model/int-or-percent';
import { podsOnTheWay } from './pods-on-the-way';

/** The lowest number of ready pods and the highest number of pods at any moment of a release. */
export interface CapacityBounds {
  /** The fewest ready pods, 1 or more: a Service never stays without endpoints. */
  readonly floor: number;
  /** The most pods. */
  readonly ceiling: number;
  /** How many of the existing pods may be missing: a number, or a percentage, rounded down. */
  readonly maxUnavailable: IntOrPercent;
}

/**
 * Returns the bounds that `maxUnavailable` and `maxSurge` give a release, rounded as in the Deployment controller:
 * missing pods down, added pods up.
 *
 * Source: `ResolveFenceposts` in kubernetes/pkg/controller/deployment/util/deployment_util.go. There, one pod may be
 * missing if both are 0; here, one pod always stays ready, and nothing can move in that case.
 */
export function capacityBounds(replicas: number, maxUnavailable: IntOrPercent, maxSurge: IntOrPercent): CapacityBounds {
  return {
    floor: Math.max(1, replicas - roundDown(maxUnavailable, replicas)),
    ceiling: replicas + roundUp(maxSurge, replicas),
    maxUnavailable,
  };
}

/**
 * Reports whether one stage can follow another at once, in either direction.
 *
 * If both run more than `replicas`, missing pods are counted from the existing ones, as in the checker, which knows the
 * two stages and not the plan.
 */
export function isSafeMove(from: PodCounts, to: PodCounts, bounds: CapacityBounds): boolean {
  const steady = Math.min(totalOf(from), totalOf(to));
  const { lowestReady, highestReady } = podsOnTheWay(from, to);
  return lowestReady >= Math.max(bounds.floor, steady - missing(bounds, steady)) && highestReady <= bounds.ceiling;
}

/** Returns how many of some pods may be missing. */
export function missing({ maxUnavailable }: CapacityBounds, pods: number): number {
  return roundDown(maxUnavailable, pods);
}

export function totalOf({ stable, canary }: PodCounts): number {
  return stable + canary;
}
