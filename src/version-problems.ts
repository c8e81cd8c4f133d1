import * as kplus from 'cdk8s-plus-28';
import type { AppOptions } from './app-options';
import { extraContainerPorts, mainContainerPort, portKey } from './app-ports';
import { enumProblem, found, isObject, isWholeNumber, unknownOptionProblems } from './value-problems';
import { imageProblem } from './image';
import { annotationProblems, labelProblems, nameProblem } from './names';
import { PodSecurity } from './pod-security';
import type { Problem } from './problem';
import type { Track } from './track';
import type { VersionOptions } from './version-options';
import type { VersionProps } from './version-props';

/** Every option of a version. The type makes the compiler ask for each one that is added to the interface. */
export const VERSION_OPTIONS: Record<keyof VersionOptions, true> = {
  automountServiceAccountToken: true,
  container: true,
  deploymentAnnotations: true,
  deploymentLabels: true,
  dns: true,
  dockerRegistryAuth: true,
  hostAliases: true,
  hostNetwork: true,
  initContainers: true,
  minReady: true,
  podAnnotations: true,
  podLabels: true,
  podSecurity: true,
  progressDeadline: true,
  revisionHistoryLimit: true,
  securityContext: true,
  serviceAccount: true,
  sidecars: true,
  strategy: true,
  terminationGracePeriod: true,
  volumes: true,
};

/** Every prop of a version, the ones that only some constructs have left out. */
export const VERSION_PROPS: Record<keyof VersionProps, true> = {
  ...VERSION_OPTIONS,
  deploymentName: true,
  image: true,
  matchLabels: true,
};

/**
 * What is wrong with the props of one version, as far as that can be said without the app.
 *
 * @param prop where the version stands: `blue`, `stable`
 */
export function versionProblems(prop: string, version: VersionProps, known: Record<string, true>): Problem[] {
  return [
    ...unknownOptionProblems(`${prop}.`, version, known),
    ...found(imageProblem(`${prop}.image`, version.image)),
    ...found(
      version.deploymentName === undefined ? undefined : nameProblem(`${prop}.deploymentName`, version.deploymentName),
    ),
    ...matchLabelsProblems(`${prop}.matchLabels`, version.matchLabels),
    ...versionOptionProblems(`${prop}.`, version),
  ];
}

/** What is wrong with the options that an app and a version share. */
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
    ...containerProblems(`${prefix}container`, options.container),
  ];
}

/** What is wrong with a track once the app's and the version's options are put together. */
export function trackProblems(prop: string, app: AppOptions, track: Track): Problem[] {
  return [
    ...selectorLabelProblems(prop, track),
    ...deadlineProblems(prop, track.options),
    ...readinessProblems(prop, app, track.options),
    ...portClashProblems(prop, app, track.options),
    ...containerNameProblems(prop, track.options),
    ...rootProblems(prop, track.options),
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
      allowed: 'at least one label, none with an empty value',
      fix: 'give the labels of the running Deployment: kubectl get deployment NAME -o jsonpath={.spec.selector.matchLabels}',
    },
  ];
}

function revisionProblem(prop: string, limit: unknown): Problem | undefined {
  if (limit === undefined || isWholeNumber(limit, 0, 2_147_483_647)) return undefined;
  return { prop, received: limit, allowed: 'a whole number, 0 or more', fix: 'state how many old ReplicaSets to keep' };
}

function containerProblems(prop: string, container: unknown): Problem[] {
  if (container === undefined) return [];
  if (!isObject(container)) {
    return [{ prop, received: container, allowed: 'the options of a container', fix: 'give kplus.ContainerOpts' }];
  }
  const taken: [string, string][] = [
    ['image', 'give the image beside the container, as the image of the version'],
    ['port', 'give containerPort beside the container'],
    ['portNumber', 'give containerPort beside the container'],
    ['restartPolicy', 'give it to an init container, the only kind that has one'],
  ];
  return taken
    .filter(([field]) => container[field] !== undefined)
    .map(([field, fix]) => ({ prop: `${prop}.${field}`, received: container[field], allowed: 'nothing here', fix }));
}

function selectorLabelProblems(prop: string, track: Track): Problem[] {
  const podLabels = track.options.podLabels ?? {};
  return Object.entries(track.matchLabels)
    .filter(([key, value]) => podLabels[key] !== undefined && podLabels[key] !== value)
    .map(([key, value]) => ({
      prop: `${prop}.podLabels["${key}"]`,
      received: podLabels[key],
      allowed: `"${value}", the label that the Deployment selects its pods by`,
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
      allowed: `more than minReady, which is ${minReady} s`,
      fix: 'give a longer progressDeadline or a shorter minReady',
    },
  ];
}

function readinessProblems(prop: string, app: AppOptions, options: VersionOptions): Problem[] {
  if (options.container?.readiness !== undefined) return [];
  if (app.protocol === undefined || app.protocol === kplus.Protocol.TCP) return [];
  return [
    {
      prop: `${prop}.container.readiness`,
      received: undefined,
      allowed: `a probe, since the default one opens a TCP connection and the port speaks ${app.protocol}`,
      fix: 'give one, for example kplus.Probe.fromCommand([...])',
    },
  ];
}

function portClashProblems(prop: string, app: AppOptions, options: VersionOptions): Problem[] {
  const taken = new Set([portKey(mainContainerPort(app), app.protocol)]);
  for (const extra of extraContainerPorts(app)) taken.add(portKey(extra.number, extra.protocol));
  return (options.container?.ports ?? [])
    .filter((port) => taken.has(portKey(port.number, port.protocol)))
    .map((port) => ({
      prop: `${prop}.container.ports`,
      received: port.number,
      allowed: 'a port that the Service has not already given the container',
      fix: 'remove it: port, containerPort and extraPorts open theirs',
    }));
}

function containerNameProblems(prop: string, options: VersionOptions): Problem[] {
  const seen = new Set([options.container?.name ?? 'main']);
  const problems: Problem[] = [];
  for (const [list, containers] of [
    ['sidecars', options.sidecars ?? []],
    ['initContainers', (options.initContainers ?? []).filter((container) => container.name !== undefined)],
  ] as const) {
    for (const container of containers) {
      problems.push(...found(imageProblem(`${prop}.${list}.image`, container.image)));
      const name = container.name ?? 'main';
      if (seen.has(name)) {
        problems.push({
          prop: `${prop}.${list}.name`,
          received: container.name,
          allowed: `a name that no other container of the pod has (${[...seen].join(', ')})`,
          fix: 'name each container',
        });
      }
      seen.add(name);
    }
  }
  return problems;
}

function rootProblems(prop: string, options: VersionOptions): Problem[] {
  if (options.podSecurity === PodSecurity.BASELINE) return [];
  const container = options.container?.securityContext ?? {};
  const problems: Problem[] = [];
  const fix = 'give podSecurity: PodSecurity.BASELINE to allow it';
  const runsAsNonRoot = container.ensureNonRoot ?? true;
  const user = container.user ?? options.securityContext?.user;
  if (runsAsNonRoot && user === 0) {
    const where = container.user === 0 ? 'container.securityContext' : 'securityContext';
    problems.push({ prop: `${prop}.${where}.user`, received: 0, allowed: 'any user but root (0)', fix });
  }
  if (container.privileged === true && container.allowPrivilegeEscalation !== true) {
    problems.push({
      prop: `${prop}.container.securityContext.privileged`,
      received: true,
      allowed: 'false where privilege escalation is off, else Kubernetes rejects the pod',
      fix,
    });
  }
  return problems;
}
