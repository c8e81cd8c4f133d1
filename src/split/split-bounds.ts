import type { PodCounts } from './closest-split';
import { AutoscalerBounds } from '../model/steady-replicas';

/**
 * Returns the bounds of the autoscalers of both versions. Both may grow by the same factor, so the share of the pods is
 * the same at the minimum and at the maximum. Autoscalers can't count to 0: a version without pods has the bounds 1 and
 * 1, and its Deployment states the 0 that switches its autoscaler off.
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

/**
 * Returns `part / all` of a number, rounded half up. The product exceeds the exact range of a floating-point number.
 */
function roundedShare(part: number, all: number, number: number): number {
  return Number((2n * BigInt(number) * BigInt(part) + BigInt(all)) / (2n * BigInt(all)));
}
