import type { ServiceReport, VersionReport } from '../src';
import { shortImage } from '../src/check/template-change';
import { versionName } from '../src/check/version-labels';
import type { EndpointWatch, Sample } from './endpoint-watch';
import { deploymentOf, type Pod } from './kinds';

/** The observation of a Service from one state to the next, from its EndpointSlices. */
export interface ObservedService {
  /** The fewest ready endpoints at any moment. */
  readonly lowestReadyEndpoints: number;
  readonly versions: ObservedVersion[];
}

/** One version's share of the ready endpoints, in percent. `undefined` if no endpoint was ever ready. */
export interface ObservedVersion {
  readonly version: string;
  readonly percentLowest?: number;
  readonly percentHighest?: number;
  readonly percentAfter?: number;
}

/** Returns the observation of a Service in the form of the checker's report. */
export function observeService(watch: EndpointWatch, report: ServiceReport, samples: Sample[]): ObservedService {
  const moments = samples.map(({ ready }) => versionsOf(watch, report, ready));
  return {
    lowestReadyEndpoints: Math.min(...moments.map((versions) => versions.length)),
    versions: report.versions.map(({ version }) => {
      const shares = moments.map((versions) => percentOf(versions, version));
      const known = shares.filter((share) => share !== undefined);
      const after = { version, percentAfter: shares.at(-1) };
      if (known.length === 0) return after;
      return { ...after, percentLowest: Math.min(...known), percentHighest: Math.max(...known) };
    }),
  };
}

function percentOf(versions: string[], version: string): number | undefined {
  if (versions.length === 0) return undefined;
  return (100 * versions.filter((candidate) => candidate === version).length) / versions.length;
}

/** Returns the version of each ready endpoint. */
function versionsOf(watch: EndpointWatch, report: ServiceReport, ready: string[]): string[] {
  return ready.map((name) => {
    const pod = watch.pod(name);
    if (pod === undefined) throw new Error(`endpoint ${name} of Service ${report.name} is no pod of the namespace`);
    const found = report.versions.find((version) => isVersion(version, pod));
    if (found === undefined) throw new Error(`the checker does not know that Service ${report.name} selects ${name}`);
    return found.version;
  });
}

/**
 * Reports whether a pod belongs to a version. If labels don't distinguish versions, the checker adds part of the image
 * to their names.
 */
function isVersion({ version, deployment }: VersionReport, pod: Pod): boolean {
  if (deploymentOf(pod) !== deployment) return false;
  const name = versionName(pod.metadata.labels ?? {}, deployment);
  if (version === name) return true;
  const [, told] = /^ \((.+)\)$/.exec(version.slice(name.length)) ?? [];
  return told !== undefined && pod.spec.containers.some(({ image = '' }) => shortImage(image).endsWith(told));
}
