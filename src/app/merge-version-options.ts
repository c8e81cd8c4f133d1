import type * as kplus from 'cdk8s-plus-28';
import type { VersionData } from './version-data';
import type { VersionOptions } from './version-options';

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
