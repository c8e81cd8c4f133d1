import { DEFAULT_FENCEPOST, type IntOrPercent, roundDown, roundUp } from './int-or-percent';

/** How many pods a rolling update may add and may miss. */
export interface RollingBounds {
  /** How many pods may run on top of `replicas`. */
  readonly surge: number;
  /** How many of the `replicas` pods may be missing. */
  readonly unavailable: number;
}

/**
 * What `maxSurge` and `maxUnavailable` come to for a number of replicas, as the Deployment controller computes it: surge
 * is rounded up, unavailable is rounded down, and where both come to 0 one pod may be missing, since nothing could move
 * otherwise.
 *
 * Source: `ResolveFenceposts` and `MaxUnavailable` in kubernetes/pkg/controller/deployment/util/deployment_util.go.
 *
 * @param maxSurge `25%` when left out
 * @param maxUnavailable `25%` when left out
 * @example
 * rollingBounds(10) // => { surge: 3, unavailable: 2 }
 */
export function rollingBounds(
  replicas: number,
  maxSurge: IntOrPercent = DEFAULT_FENCEPOST,
  maxUnavailable: IntOrPercent = DEFAULT_FENCEPOST,
): RollingBounds {
  const surge = roundUp(maxSurge, replicas);
  const unavailable = roundDown(maxUnavailable, replicas);
  if (surge === 0 && unavailable === 0) return { surge, unavailable: Math.min(1, replicas) };
  return { surge, unavailable: Math.min(unavailable, replicas) };
}
