/**
 * The Argo CD sync waves of an app, in order: one sync starts the version that will serve, tests it, sends traffic to
 * it, and removes the pods of the other version last. Each wave waits until all objects of the one before are healthy.
 *
 * Objects without the annotation are in wave 0: the settings of a version, and everything outside the app.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export enum SyncWave {
  /**
   * The version that serves afterwards, or that is tested, with its autoscaler, its budget and the Service that tests
   * it.
   */
  NEW_VERSION = 1,
  /** The smoke test. */
  SMOKE_TEST = 2,
  /** The Service that users reach. */
  SERVICE = 3,
  /** The version that no longer serves, or serves less. */
  OLD_VERSION = 4,
}

const SYNC_WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/** Returns the annotation that puts an object into a wave, if the app uses waves. */
export function waveAnnotation(wave: SyncWave | undefined): Record<string, string> {
  return wave === undefined ? {} : { [SYNC_WAVE_ANNOTATION]: String(wave) };
}
