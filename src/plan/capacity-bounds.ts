import { type IntOrPercent, roundDown, roundUp } from '../model/int-or-percent';

/** How few pods may be ready and how many may run at any moment of a release. */
export interface CapacityBounds {
  /** The fewest ready pods, 1 or more: a Service never stays without endpoints. */
  readonly floor: number;
  /** The most pods. */
  readonly ceiling: number;
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
  };
}
