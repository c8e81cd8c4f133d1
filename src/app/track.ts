import type { AppOptions } from './app-options';
import type { SyncWave } from './sync-waves';
import type { VersionOptions } from './version-options';
import type { VersionProps } from './version-props';
import type { AutoscalerBounds } from '../model/steady-replicas';
import { versionLabelKey, appLabels } from './labels';
import type * as kplus from 'cdk8s-plus-28';
import type { VersionData } from './version-data';

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
  /** The app's options, overridden by the version's own. */
  /** The name and the labels that the version pins, as they were given. */
  readonly pinned?: Pick<VersionProps, 'deploymentName' | 'matchLabels'>;
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
    matchLabels: version.matchLabels ?? {
      ...appLabels(app),
      [versionLabelKey(app)]: versionLabel,
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

interface Labels {
  readonly [key: string]: string;
}

/**
 * Merges the version's options into the app's. A value replaces a value; maps and the options of the container are
 * merged key by key. An option with the value `undefined` counts as left out.
 */
export function mergeVersionOptions(app: VersionOptions, version: VersionOptions): VersionOptions {
  return {
    ...overlay(app, version),
    configMap: mergeData(app.configMap, version.configMap),
    secret: mergeData(app.secret, version.secret),
    container: mergeContainer(app.container, version.container),
    podLabels: mergeMaps(app.podLabels, version.podLabels),
    podAnnotations: mergeMaps(app.podAnnotations, version.podAnnotations),
    deploymentLabels: mergeMaps(app.deploymentLabels, version.deploymentLabels),
    deploymentAnnotations: mergeMaps(app.deploymentAnnotations, version.deploymentAnnotations),
  };
}

function mergeContainer(
  app: kplus.ContainerOpts | undefined,
  version: kplus.ContainerOpts | undefined,
): kplus.ContainerOpts | undefined {
  if (app === undefined && version === undefined) return undefined;
  return {
    ...overlay(app ?? {}, version ?? {}),
    envVariables: { ...app?.envVariables, ...version?.envVariables },
  };
}

function mergeData(app: VersionData | undefined, version: VersionData | undefined): VersionData | undefined {
  if (app === undefined || version === undefined) return version ?? app;
  return { ...overlay(app, version), data: mergeMaps(app.data, version.data) };
}

function mergeMaps(app: Labels | undefined, version: Labels | undefined): { [key: string]: string } | undefined {
  return app === undefined && version === undefined ? undefined : { ...app, ...version };
}

function overlay<T extends object>(base: T, top: T): T {
  const result = { ...base };
  for (const key of Object.keys(top) as (keyof T)[]) if (top[key] !== undefined) result[key] = top[key];
  return result;
}
