import type { AppOptions } from './app-options';
import type { SyncWave } from './sync-waves';
import type { VersionOptions } from './version-options';
import type { VersionProps } from './version-props';
import type { AutoscalerBounds } from '../model/steady-replicas';
import { versionLabelKey, appLabels } from './labels';
import type { Mutable } from './mutable';
import type * as kplus from 'cdk8s-plus-28';
import type { VersionData } from './version-data';
import { withFields } from '../text/with-fields';

/** One version's side of a release, with everything that its Deployment is made of. */
export interface Track {
  /** The name of its Deployment. */
  readonly deploymentName: string;
  /** The labels with which only its Deployment selects its pods. The pods have all of them. */
  readonly matchLabels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly replicas: number;
  /** The version's own autoscaling option. */
  readonly autoscaled?: boolean;
  /** The bounds of its autoscaler, if it has one. */
  readonly autoscaler?: AutoscalerBounds;
  /** The Argo CD sync wave of its Deployment, if the app uses waves. It is metadata, so it may follow the role. */
  readonly wave?: SyncWave;
  /** The name and the labels that the version sets, unchanged. */
  readonly pinned?: Pick<VersionProps, 'deploymentName' | 'matchLabels'>;
  /** The app's options, overridden by the version's own. */
  readonly options: VersionOptions;
}

/**
 * Returns the track of one version. It depends only on the app's and the version's props and not on the version's role,
 * so a promotion changes neither its pod template nor its selector.
 *
 * @param deploymentName the name of the Deployment, unless the version pins one
 * @param versionLabel the version as the value of its label
 */
export function toTrack(
  app: AppOptions,
  version: VersionProps,
  deploymentName: string,
  versionLabel: string,
  { replicas, autoscaler, wave }: Pick<Track, 'replicas' | 'autoscaler' | 'wave'>,
): Track {
  return {
    deploymentName: version.deploymentName ?? deploymentName,
    matchLabels: {
      ...(version.matchLabels ?? withFields(appLabels(app), { [versionLabelKey(app)]: versionLabel })),
    },
    pinned: version,
    image: version.image,
    replicas,
    wave,
    autoscaled: version.autoscaled,
    autoscaler: version.autoscaled === false ? undefined : autoscaler,
    options: mergeVersionOptions(app, version),
  };
}

/** The options that are merged key by key. */
const MAPS = ['podLabels', 'podAnnotations', 'deploymentLabels', 'deploymentAnnotations'] as const;

/** The options that are data. */
const DATA = ['configMap', 'secret'] as const;

/**
 * Merges the version's options into the app's. A value replaces a value; maps and the options of the container are
 * merged key by key. An option with the value `undefined` counts as left out.
 */
function mergeVersionOptions(app: VersionOptions, version: VersionOptions): VersionOptions {
  const merged = overlay(app, version);
  for (const option of MAPS) {
    // Always copy it: pods are written later, and by then the user may have changed the object for the next app.
    if (merged[option]) merged[option] = { ...app[option], ...version[option] };
  }
  if (merged.spread) merged.spread = { ...merged.spread };
  for (const option of DATA) {
    if (app[option] && version[option]) merged[option] = mergeData(app[option], version[option]);
  }
  if (app.container && version.container) merged.container = mergeContainer(app.container, version.container);
  return merged;
}

function mergeContainer(app: kplus.ContainerOpts, version: kplus.ContainerOpts): kplus.ContainerOpts {
  return { ...overlay(app, version), envVariables: { ...app.envVariables, ...version.envVariables } };
}

function mergeData(app: VersionData, version: VersionData): VersionData {
  return { ...overlay(app, version), data: { ...app.data, ...version.data } };
}

function overlay<T extends object>(base: T, top: T): Mutable<T> {
  const result: Mutable<T> = Object.assign({}, base);
  for (const key of Object.keys(top) as (keyof T)[]) if (top[key] !== undefined) result[key] = top[key];
  return result;
}
