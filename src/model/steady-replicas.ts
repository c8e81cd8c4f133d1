import type { AutoscalerBounds } from '../split/split-bounds';
import { exactly, type Range } from './range';

/**
 * How many pods a Deployment has once it is at rest.
 *
 * An autoscaler decides within its bounds, whatever `replicas` says; `replicas: 0` switches it off. Where `replicas` is
 * left out and no autoscaler acts, the count is 1 on creation and as it was afterwards.
 *
 * Sources: Kubernetes API apps/v1 (default of `replicas`), and "implicit maintenance-mode deactivation" in the Kubernetes
 * documentation of the horizontal autoscaler.
 *
 * @param stated `spec.replicas`, where it is stated
 * @param autoscaler the bounds of its autoscaler, where it has one
 * @param previous how many pods it had before, where it existed
 */
export function steadyReplicas(
  stated: number | undefined,
  autoscaler: AutoscalerBounds | undefined,
  previous: Range | undefined,
): Range {
  if (stated === 0) return exactly(0);
  if (autoscaler !== undefined) return { low: autoscaler.min, high: Math.max(autoscaler.min, autoscaler.max) };
  if (stated !== undefined) return exactly(stated);
  return previous ?? exactly(1);
}
