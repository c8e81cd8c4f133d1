/**
 * The Argo CD sync waves of an app, in their order: one sync then brings up the version that is to serve, tests it, sends traffic
 * to it, and takes the pods of the other version away last. Each wave waits until all of the one before are healthy.
 *
 * What has no annotation is in wave 0: the settings of a version, and what you have beside the app.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export enum SyncWave {
  /** The version that serves afterwards, or that is tested, with its autoscaler, its budget and the Service that tests it. */
  NEW_VERSION = 1,
  /** The smoke test. */
  SMOKE_TEST = 2,
  /** The Service that users reach. */
  SERVICE = 3,
  /** The version that serves no more, or less. */
  OLD_VERSION = 4,
}

const SYNC_WAVE_ANNOTATION = 'argocd.argoproj.io/sync-wave';

/** The annotation that puts an object into a wave, where the app asks for waves. */
export function waveAnnotation(wave: SyncWave | undefined): Record<string, string> {
  return wave === undefined ? {} : { [SYNC_WAVE_ANNOTATION]: String(wave) };
}
