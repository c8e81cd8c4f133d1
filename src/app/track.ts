import type { AppOptions } from './app-options';
import type { SyncWave } from './sync-waves';
import type { VersionOptions } from './version-options';
import type { VersionProps } from './version-props';
import type { AutoscalerBounds } from '../model/steady-replicas';
import { versionLabelKey, appLabels } from './labels';
import type * as kplus from 'cdk8s-plus-28';
import type { VersionData } from './version-data';

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

interface Labels {
  readonly [key: string]: string;
}

/**
 * The version's options laid over the app's: a value replaces a value, maps and the options of the container are merged
 * key by key. An option that is present but undefined counts as left out.
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
