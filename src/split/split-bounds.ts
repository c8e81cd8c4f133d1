import type { PodCounts } from './closest-split';
import { AutoscalerBounds } from '../model/steady-replicas';

/**
 * The bounds of the autoscalers of both versions: each may grow by the same factor, so that the share of the pods is the same
 * at the bottom and at the top. Autoscalers can't count to 0: a version without pods has the bounds 1 and 1, and its
 * Deployment states the 0 that switches its autoscaler off.
 *
 * @param counts the fewest pods of both
 * @param maxReplicas the most pods of both together
 */
export function splitBounds(
  counts: PodCounts,
  maxReplicas: number,
): { readonly stable: AutoscalerBounds; readonly canary: AutoscalerBounds } {
  const { stable, canary } = counts;
  const most = roundedShare(canary, stable + canary, maxReplicas);
  return { stable: bounds(stable, maxReplicas - most), canary: bounds(canary, most) };
}

function bounds(fewest: number, most: number): AutoscalerBounds {
  const min = Math.max(1, fewest);
  return { min, max: Math.max(min, most) };
}

/** `part / all` of a number, rounded, with halves up. The product is more than a floating-point number can hold exactly. */
function roundedShare(part: number, all: number, number: number): number {
  return Number((2n * BigInt(number) * BigInt(part) + BigInt(all)) / (2n * BigInt(all)));
}
