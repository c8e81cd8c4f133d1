/**
 * A change of one object in one sync of Argo CD. The guarantees about its order, and no others, are:
 *
 * - Argo CD applies objects wave by wave, lower waves first. An object without the annotation is in wave 0. The next
 *   wave starts when all objects of this one are healthy. Within a wave, no order is guaranteed.
 * - Argo CD prunes objects that left the manifests, higher waves first: it reverses the waves of the objects to prune.
 *   It prunes those with the sync option `PruneLast=true` after all other waves.
 * - Older releases of Argo CD don't reverse the waves, and without automated pruning an object stays until someone
 *   prunes it. A removal may therefore happen at any time from the earliest of these moments to the end.
 *
 * All objects are assumed to belong to one Argo CD Application, because Applications have no order among each other.
 *
 * Sources: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/, and the sync context of gitops-engine
 * (pkg/sync/sync_context.go, "reorder waves for pruning tasks").
 */
export interface OrderedChange {
  /** The wave in which the change begins. */
  readonly wave: number;
  /** Whether the change may also happen in any later wave, as a removal may. */
  readonly lingers: boolean;
}

/** The progress of a change at some moment. */
export enum Progress {
  BEFORE = 'before',
  ON_THE_WAY = 'on-the-way',
  AFTER = 'after',
}

/** A wave after all others. */
export const LAST_WAVE = Number.MAX_SAFE_INTEGER;

/** Returns the waves with changes, in order. If there is only one, everything changes at the same time. */
export function wavesOf(changes: OrderedChange[]): number[] {
  return [...new Set(changes.map((change) => change.wave))].sort((a, b) => a - b);
}

/** Returns the progress of a change during a wave. */
export function progressAt(change: OrderedChange, wave: number): Progress {
  if (wave < change.wave) return Progress.BEFORE;
  return wave === change.wave || change.lingers ? Progress.ON_THE_WAY : Progress.AFTER;
}

/**
 * Returns the earliest wave in which an object may be pruned.
 *
 * @param own the wave of the object
 * @param prunedWaves the waves of all objects to prune, in ascending order and without duplicates
 * @param pruneLast whether the object has the sync option `PruneLast=true`
 */
export function pruneWave(own: number, prunedWaves: number[], pruneLast: boolean): number {
  if (pruneLast) return LAST_WAVE;
  const swapped = prunedWaves[prunedWaves.length - 1 - prunedWaves.indexOf(own)];
  return Math.min(own, swapped ?? own);
}
