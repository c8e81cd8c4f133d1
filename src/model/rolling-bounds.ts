import { DEFAULT_FENCEPOST, type IntOrPercent, roundDown, roundUp } from './int-or-percent';

/** The bounds of a rolling update. */
export interface RollingBounds {
  /** The number of pods that may run in addition to `replicas`. */
  readonly surge: number;
  /** The number of `replicas` pods that may be missing. */
  readonly unavailable: number;
}

/**
 * Returns `maxSurge` and `maxUnavailable` as numbers of pods, computed as in the Deployment controller: surge is
 * rounded up, unavailable is rounded down, and if both are 0 one pod may be missing, because nothing could move
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
