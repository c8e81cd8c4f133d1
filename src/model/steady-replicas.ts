import { exactly, type Range } from './range';

/** The count of a Deployment in the state before. */
export interface PreviousReplicas {
  /** The number of pods at rest. */
  readonly replicas: Range;
  /** Whether its manifest stated `replicas`. */
  readonly stated: boolean;
}

/**
 * Returns the number of pods of a Deployment at rest.
 *
 * An autoscaler decides within its bounds and ignores `replicas`, except that `replicas: 0` switches it off. See
 * `appliedReplicas` for the count before an autoscaler acts.
 *
 * Sources: Kubernetes API apps/v1 (default of `replicas`), and "implicit maintenance-mode deactivation" in the
 * Kubernetes documentation of the horizontal autoscaler.
 *
 * @param stated `spec.replicas`, if it is stated
 * @param autoscaler the bounds of its autoscaler, if it has one
 * @param previous its count before, if it existed
 */
export function steadyReplicas(
  stated: number | undefined,
  autoscaler: AutoscalerBounds | undefined,
  previous: PreviousReplicas | undefined,
): Range {
  if (stated === 0) return exactly(0);
  if (autoscaler !== undefined) return { low: autoscaler.min, high: Math.max(autoscaler.min, autoscaler.max) };
  return appliedReplicas(stated, previous);
}

/**
 * Returns the count of a Deployment when its manifest has been applied, before an autoscaler acts.
 *
 * Without `replicas`, a new Deployment gets 1 pod, and one that left it out before keeps its count. When it is left out
 * for the first time, kubectl and Argo CD delete the field and the API server sets its default: the count jumps to 1
 * and stays there, unless someone first removed the field from the last applied configuration.
 *
 * @example
 * appliedReplicas(undefined, { replicas: { low: 5, high: 5 }, stated: true }) // => { low: 1, high: 5 }
 */
export function appliedReplicas(stated: number | undefined, previous: PreviousReplicas | undefined): Range {
  if (stated !== undefined) return exactly(stated);
  if (previous === undefined) return exactly(1);
  const { replicas } = previous;
  return previous.stated ? { low: Math.min(1, replicas.low), high: Math.max(1, replicas.high) } : replicas;
}

/** The bounds of an autoscaler. */
export interface AutoscalerBounds {
  /** The fewest pods that it keeps, 1 or more. */
  readonly min: number;
  /** The most pods that it starts, `min` or more. */
  readonly max: number;
}
