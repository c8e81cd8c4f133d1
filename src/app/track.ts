import type { AppOptions } from './app-options';
import type { AutoscalerBounds } from '../split/split-bounds';
import { mergeVersionOptions } from './merge-version-options';
import type { SyncWave } from './sync-waves';
import type { VersionOptions } from './version-options';
import type { VersionProps } from './version-props';

/** One version's side of a release: everything that its Deployment is made of. */
export interface Track {
  /** The name of its Deployment. */
  readonly deploymentName: string;
  /** The labels by which its Deployment, and nobody else, selects its pods. The pods carry all of them. */
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly replicas: number;
  /** What the version itself says of being scaled. */
  readonly autoscaled?: boolean;
  /** How far its autoscaler goes, where it has one. */
  readonly autoscaler?: AutoscalerBounds;
  /** The Argo CD sync wave of its Deployment, where the app asks for waves. It is metadata, so that it may follow the role. */
  readonly wave?: SyncWave;
  /** The app's options with the version's own laid over them. */
  readonly options: VersionOptions;
}

/** The keys of the labels that selectors are made of, where the app does not pin others. */
export const DEFAULT_APP_LABEL = 'app';
export const DEFAULT_VERSION_LABEL = 'version';

/** The key of the label that tells the versions of an app apart. */
export function versionLabelKey(app: AppOptions): string {
  return app.versionLabel ?? DEFAULT_VERSION_LABEL;
}

/** The label that all pods of an app carry. */
export function appLabels(app: AppOptions): Record<string, string> {
  return { [app.appLabel ?? DEFAULT_APP_LABEL]: app.name };
}

/**
 * The track of one version. It depends on the app's and the version's props alone, not on the version's role, so that a
 * promotion changes neither its pod template nor its selector.
 *
 * @param versionName how the version is called in the Deployment's name
 * @param versionLabel how the version is called in its label
 */
export function toTrack(
  app: AppOptions,
  version: VersionProps,
  versionName: string,
  versionLabel: string,
  { replicas, autoscaler, wave }: Pick<Track, 'replicas' | 'autoscaler' | 'wave'>,
): Track {
  return {
    deploymentName: version.deploymentName ?? `${app.name}-${versionName}`,
    matchLabels: version.matchLabels ?? {
      ...appLabels(app),
      [versionLabelKey(app)]: versionLabel,
    },
    image: version.image,
    replicas,
    wave,
    autoscaled: version.autoscaled,
    autoscaler: version.autoscaled === false ? undefined : autoscaler,
    options: mergeVersionOptions(app, version),
  };
}
