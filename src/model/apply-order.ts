/**
 * What Argo CD guarantees about the order of one sync, and no more:
 *
 * - Objects are applied wave by wave, lower waves first; an object without the annotation is in wave 0. The next wave
 *   starts when all objects of this one are healthy. Within a wave there is no order to rely on.
 * - Objects that are no longer in the manifests are pruned, higher waves first: Argo CD swaps the waves of the objects to
 *   prune end for end, and prunes those with the sync option `PruneLast=true` after all other waves.
 * - Older releases of Argo CD do not swap, and without automated pruning an object stays until somebody prunes it. So a
 *   removal counts as possible from the earliest of these moments on, and as not yet done until the end.
 *
 * It is assumed that the objects belong to one Argo CD Application: between Applications there is no order.
 *
 * Sources: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/, and the sync context of gitops-engine
 * (pkg/sync/sync_context.go, "reorder waves for pruning tasks").
 */
export interface OrderedChange {
  /** The wave in which the change begins. */
  readonly wave: number;
  /** Whether the change may also happen in any later wave: a removal. */
  readonly lingers: boolean;
}

/** How far a change has come at some moment. */
export enum Progress {
  BEFORE = 'before',
  ON_THE_WAY = 'on-the-way',
  AFTER = 'after',
}

/** Later than all waves. */
export const LAST_WAVE = Number.MAX_SAFE_INTEGER;

/** The waves in which something changes, in the order in which they are walked. One wave means: all at the same time. */
export function wavesOf(changes: OrderedChange[]): number[] {
  return [...new Set(changes.map((change) => change.wave))].sort((a, b) => a - b);
}

/** How far a change has come while a wave is walked. */
export function progressAt(change: OrderedChange, wave: number): Progress {
  if (wave < change.wave) return Progress.BEFORE;
  return wave === change.wave || change.lingers ? Progress.ON_THE_WAY : Progress.AFTER;
}

/**
 * The earliest wave in which an object may be pruned.
 *
 * @param own the wave of the object
 * @param prunedWaves the waves of all objects that are to be pruned, in ascending order and without repetition
 * @param pruneLast whether the object carries the sync option `PruneLast=true`
 */
export function pruneWave(own: number, prunedWaves: number[], pruneLast: boolean): number {
  if (pruneLast) return LAST_WAVE;
  const swapped = prunedWaves[prunedWaves.length - 1 - prunedWaves.indexOf(own)];
  return Math.min(own, swapped ?? own);
}
