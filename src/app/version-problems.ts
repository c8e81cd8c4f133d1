import type { AppOptions } from './app-options';
import { unscaledAppProblems, utilizationProblems } from './autoscaling-problems';
import { containerOptionProblems, trackContainerProblems } from './container-problems';
import { blockedEvictionProblems, disruptionBudgetProblems } from './disruption-budget-problems';
import { drainOptionProblems, drainProblems } from './drain';
import { imageProblem } from '../validate/image';
import { annotationProblems, labelProblems, nameProblem } from '../validate/names';
import { PodSecurity } from './pod-security';
import { podSecurityProblems } from './pod-security-problems';
import type { Problem } from '../validate/problem';
import { smokeTestProblems } from './smoke-test-problems';
import { otherVersionsProblems, spreadProblems } from './spread-problems';
import type { Track } from './track';
import {
  enumProblem,
  found,
  isObject,
  isWholeNumber,
  unknownOptionProblems,
  booleanProblem,
  type Check,
  BOOLEAN,
  DURATION,
  TEXT,
  TEXTS,
  ID,
  objectOf,
  exactly,
  listOf,
  oneOf,
  instanceOf,
  fieldProblems,
} from '../validate/shape';
import { trackDataProblems, versionDataProblems } from './version-data-problems';
import type { VersionOptions } from './version-options';
import type { OwnVersionOptions, VersionProps } from './version-props';
import * as kplus from 'cdk8s-plus-28';
import { OTHER_CONTAINER, VOLUME } from './container-shape';

/** The checks of all options of a version. The type makes the compiler ask for each new one. */
export const VERSION_OPTIONS: Record<keyof VersionOptions, true> = {
  automountServiceAccountToken: true,
  configMap: true,
  container: true,
  deploymentAnnotations: true,
  deploymentLabels: true,
  disruptionBudget: true,
  dns: true,
  dockerRegistryAuth: true,
  drainMethod: true,
  drainSeconds: true,
  hostAliases: true,
  hostNetwork: true,
  initContainers: true,
  minReady: true,
  podAnnotations: true,
  podLabels: true,
  podSecurity: true,
  progressDeadline: true,
  revisionHistoryLimit: true,
  secret: true,
  securityContext: true,
  serviceAccount: true,
  sidecars: true,
  spread: true,
  strategy: true,
  terminationGracePeriod: true,
  volumes: true,
};

/** The checks of all options that only a single version can have. */
export const OWN_VERSION_OPTIONS: Record<keyof OwnVersionOptions, true> = {
  ...VERSION_OPTIONS,
  autoscaled: true,
  deploymentName: true,
  matchLabels: true,
  smokeTest: true,
};

/** The checks of all props of a version, except for those that only some constructs have. */
export const VERSION_PROPS: Record<keyof VersionProps, true> = { ...OWN_VERSION_OPTIONS, image: true };

/**
 * Returns the problems of the props of one version, as far as they don't depend on the app.
 *
 * @param prop the prop with the version: `blue`, `stable`
 */
export function versionProblems(prop: string, version: VersionProps, known: Record<string, true>): Problem[] {
  return [
    ...unknownOptionProblems(`${prop}.`, version, known),
    ...found(imageProblem(`${prop}.image`, version.image)),
    ...found(
      version.deploymentName === undefined ? undefined : nameProblem(`${prop}.deploymentName`, version.deploymentName),
    ),
    ...matchLabelsProblems(`${prop}.matchLabels`, version.matchLabels),
    ...booleanProblem(`${prop}.autoscaled`, version.autoscaled),
    ...smokeTestProblems(`${prop}.smokeTest`, version.smokeTest),
    ...versionOptionProblems(`${prop}.`, version),
  ];
}

/** Returns the problems of the options that an app and a version share. */
export function versionOptionProblems(prefix: string, options: VersionOptions): Problem[] {
  return [
    ...labelProblems(`${prefix}podLabels`, options.podLabels),
    ...annotationProblems(`${prefix}podAnnotations`, options.podAnnotations),
    ...labelProblems(`${prefix}deploymentLabels`, options.deploymentLabels),
    ...annotationProblems(`${prefix}deploymentAnnotations`, options.deploymentAnnotations),
    ...found(
      enumProblem(`${prefix}podSecurity`, options.podSecurity, PodSecurity),
      revisionProblem(`${prefix}revisionHistoryLimit`, options.revisionHistoryLimit),
    ),
    ...optionKindProblems(prefix, options),
    ...containerOptionProblems(`${prefix}container`, options.container),
    ...drainOptionProblems(prefix, options),
    ...disruptionBudgetProblems(`${prefix}disruptionBudget`, options.disruptionBudget),
    ...spreadProblems(`${prefix}spread`, options.spread),
    ...versionDataProblems(`${prefix}configMap`, options.configMap),
    ...versionDataProblems(`${prefix}secret`, options.secret),
  ];
}

/** Returns the problems of a track, after the app's and the version's options are merged. */
export function trackProblems(prop: string, app: AppOptions, track: Track): Problem[] {
  return [
    ...selectorLabelProblems(prop, track),
    ...deadlineProblems(prop, track.options),
    ...trackContainerProblems(prop, app, track.options),
    ...podSecurityProblems(prop, track.options),
    ...drainProblems(prop, track.options),
    ...blockedEvictionProblems(prop, track),
    ...otherVersionsProblems(prop, app, track),
    ...utilizationProblems(prop, app, track),
    ...trackDataProblems(prop, track),
    ...unscaledAppProblems(prop, app, track),
  ];
}

function matchLabelsProblems(prop: string, labels: unknown): Problem[] {
  if (labels === undefined) return [];
  const problems = labelProblems(prop, labels);
  if (problems.length > 0 || !isObject(labels)) return problems;
  if (Object.keys(labels).length > 0 && !Object.values(labels).includes('')) return [];
  return [
    {
      prop,
      received: labels,
      expected: 'at least one label, none with an empty value',
      fix: 'give the labels of the running Deployment: kubectl get deployment NAME -o jsonpath={.spec.selector.matchLabels}',
    },
  ];
}

function revisionProblem(prop: string, limit: unknown): Problem | undefined {
  if (limit === undefined || isWholeNumber(limit, 0, 2_147_483_647)) return undefined;
  return {
    prop,
    received: limit,
    expected: 'a whole number, 0 or more',
    fix: 'state how many old ReplicaSets to keep',
  };
}

function selectorLabelProblems(prop: string, track: Track): Problem[] {
  const podLabels = track.options.podLabels ?? {};
  return Object.entries(track.matchLabels)
    .filter(([key, value]) => podLabels[key] !== undefined && podLabels[key] !== value)
    .map(([key, value]) => ({
      prop: `${prop}.podLabels["${key}"]`,
      received: podLabels[key],
      expected: `"${value}", the label that the Deployment selects its pods by`,
      fix: 'remove it from podLabels',
    }));
}

function deadlineProblems(prop: string, options: VersionOptions): Problem[] {
  const minReady = options.minReady?.toSeconds() ?? 0;
  const deadline = options.progressDeadline?.toSeconds() ?? 600;
  if (deadline > minReady) return [];
  return [
    {
      prop: `${prop}.progressDeadline`,
      received: `${deadline} s`,
      expected: `more than minReady, which is ${minReady} s`,
      fix: 'give a longer progressDeadline or a shorter minReady',
    },
  ];
}

/** Another resource, which cdk8s-plus refers to by its name. */
const RESOURCE = objectOf({ name: TEXT }, ['name']);

const DNS = objectOf({
  hostname: TEXT,
  hostnameAsFQDN: BOOLEAN,
  nameservers: TEXTS,
  options: listOf(exactly({ name: TEXT, value: TEXT }, ['name'])),
  policy: oneOf(kplus.DnsPolicy),
  searches: TEXTS,
  subdomain: TEXT,
});

const SECURITY_CONTEXT = objectOf({
  ensureNonRoot: BOOLEAN,
  fsGroup: ID,
  fsGroupChangePolicy: oneOf(kplus.FsGroupChangePolicy),
  group: ID,
  sysctls: listOf(exactly({ name: TEXT, value: TEXT }, ['name', 'value'])),
  user: ID,
});

/** The checks of the options of a version whose content cdk8s-plus doesn't check. */
const OPTIONS: { readonly [option in keyof VersionOptions]?: Check } = {
  automountServiceAccountToken: BOOLEAN,
  dns: DNS,
  dockerRegistryAuth: RESOURCE,
  hostAliases: listOf(exactly({ hostnames: TEXTS, ip: TEXT }, ['hostnames', 'ip'])),
  hostNetwork: BOOLEAN,
  initContainers: listOf(objectOf(OTHER_CONTAINER)),
  minReady: DURATION,
  progressDeadline: DURATION,
  securityContext: SECURITY_CONTEXT,
  serviceAccount: RESOURCE,
  sidecars: listOf(objectOf(OTHER_CONTAINER)),
  strategy: instanceOf('DeploymentStrategy', 'DeploymentStrategy.recreate()'),
  terminationGracePeriod: DURATION,
  volumes: listOf(VOLUME),
};

/** Returns the problems of options whose value is of another kind than their type. */
export function optionKindProblems(prefix: string, options: VersionOptions): Problem[] {
  return fieldProblems(prefix, options, OPTIONS);
}
