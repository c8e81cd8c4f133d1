import { APP_OPTIONS, appProblems, derivedNameProblem, serviceNameProblems } from './app-problems';
import { splitBounds } from './autoscaler-bounds';
import { wholeAppMetricProblems } from './autoscaling-problems';
import type { CanaryVersionProps } from './canary-options';
import type { CanaryAppProps, ReplicaCounts } from './canary-props';
import { explicitSplit } from './explicit-split';
import {
  labelProblems,
  nameProblem,
  serviceNameProblem,
  versionProblem,
  versionToLabelValue,
  versionToNameSuffix,
} from './names';
import { booleanProblem } from './option-kinds';
import { type Problem, problemsError, subjectOf } from './problem';
import { selectorClashProblems } from './selector-problems';
import type { Split } from './split';
import { trySplit } from './split-replicas';
import { testedNameProblems } from './smoke-test-problems';
import { SyncWave } from './sync-waves';
import { appLabels, type Track, toTrack } from './track';
import { found, isObject, replicasProblem, unknownOptionProblems } from './value-problems';
import { trackProblems, VERSION_PROPS, versionProblems } from './version-problems';

/** A canary release as tracks, with the Service that selects them all. */
export interface CanaryTracks {
  readonly stable: Track;
  readonly canary?: Track;
  readonly split: Split;
  readonly serviceName: string;
  readonly serviceSelector: Readonly<Record<string, string>>;
  readonly stableServiceName: string;
  readonly canaryServiceName: string;
}

const CANARY_APP_PROPS: Record<keyof CanaryAppProps, true> = {
  ...APP_OPTIONS,
  canary: true,
  canaryServiceName: true,
  capacityPolicy: true,
  maxSurge: true,
  replicaCounts: true,
  serviceSelector: true,
  stable: true,
  stableServiceName: true,
  tolerance: true,
  trackServices: true,
  trafficPercent: true,
};

const CANARY_VERSION_PROPS: Record<keyof CanaryVersionProps, true> = { ...VERSION_PROPS, version: true };

const REPLICA_COUNTS: Record<keyof ReplicaCounts, true> = { stable: true, canary: true };

/** The tracks of a canary release, or what stands in their way. */
export type CanaryTracksResult =
  | { readonly tracks: CanaryTracks; readonly problems?: undefined }
  | { readonly tracks?: undefined; readonly problems: Problem[] };

/**
 * The tracks of a canary release.
 *
 * @throws one error with every problem of the props
 */
export function toCanaryTracks(props: CanaryAppProps): CanaryTracks {
  const result = tryCanaryTracks(props);
  if (result.tracks === undefined) throw problemsError(subjectOf('CanaryApp', props?.name), result.problems);
  return result.tracks;
}

/** `toCanaryTracks` for callers that report its problems together with their own. */
export function tryCanaryTracks(props: CanaryAppProps): CanaryTracksResult {
  if (!isObject(props)) {
    return { problems: [{ prop: 'props', received: props, allowed: 'an object', fix: 'give the props' }] };
  }
  const { split, problems: splitProblems } = toSplit(props);
  const problems = [...propsProblems(props), ...splitProblems];
  if (split === undefined || problems.length > 0) return { problems };

  const bounds = props.autoscaling && splitBounds(split, props.autoscaling.maxReplicas);
  const waves = syncWaves(props, split);
  const stable = versionTrack(props, props.stable, {
    replicas: split.stable,
    autoscaler: bounds?.stable,
    wave: waves?.stable,
  });
  const canary =
    props.canary &&
    versionTrack(props, props.canary, {
      replicas: split.canary,
      autoscaler: bounds?.canary,
      wave: waves?.canary,
    });
  const serviceSelector = props.serviceSelector ?? appLabels(props);
  const clashes = [
    ...trackProblems('stable', props, stable),
    ...unservedProblems('stable', stable, serviceSelector),
    ...(canary === undefined
      ? []
      : [
          ...trackProblems('canary', props, canary),
          ...unservedProblems('canary', canary, serviceSelector),
          ...selectorClashProblems('stable', stable, 'canary', canary),
        ]),
  ];
  if (clashes.length > 0) return { problems: clashes };
  return { tracks: { stable, canary, split, serviceSelector, ...serviceNames(props) } };
}

function serviceNames({
  name,
  serviceName = `${name}-service`,
  stableServiceName = `${name}-stable`,
  canaryServiceName = `${name}-canary`,
}: CanaryAppProps): Pick<CanaryTracks, 'serviceName' | 'stableServiceName' | 'canaryServiceName'> {
  return { serviceName, stableServiceName, canaryServiceName };
}

/** A canary with pods comes up before stable pods go. One without is taken back: the stable pods come first. */
function syncWaves(
  props: CanaryAppProps,
  { canary }: Split,
): { readonly stable: SyncWave; readonly canary: SyncWave } | undefined {
  if (props.syncWaves !== true) return undefined;
  const { NEW_VERSION, OLD_VERSION } = SyncWave;
  return canary > 0 ? { stable: OLD_VERSION, canary: NEW_VERSION } : { stable: NEW_VERSION, canary: OLD_VERSION };
}

function versionTrack(
  props: CanaryAppProps,
  version: CanaryVersionProps,
  pods: Pick<Track, 'replicas' | 'autoscaler' | 'wave'>,
): Track {
  const { version: name } = version;
  return toTrack(props, version, versionToNameSuffix(name), versionToLabelValue(name), pods);
}

interface SplitOutcome {
  readonly split?: Split;
  readonly problems: Problem[];
}

/** The split that the props ask for: by percentage, by explicit counts, or all stable where there is no canary. */
function toSplit(props: CanaryAppProps): SplitOutcome {
  const { canary, trafficPercent, replicaCounts, replicas } = props;
  const contradictions = contradictionProblems(props);
  if (contradictions.length > 0) return { problems: contradictions };
  if (replicaCounts !== undefined) return countedSplit(replicaCounts);
  const result = trySplit({
    replicas,
    trafficPercent: canary === undefined ? 0 : trafficPercent!,
    maxSurge: props.maxSurge,
    tolerance: props.tolerance,
    capacityPolicy: props.capacityPolicy,
  });
  // What is wrong with `replicas` itself is reported with the other options of the app.
  return { split: result.split, problems: (result.problems ?? []).filter((problem) => problem.prop !== 'replicas') };
}

function countedSplit(counts: ReplicaCounts): SplitOutcome {
  const problems = [
    ...unknownOptionProblems('replicaCounts.', counts, REPLICA_COUNTS),
    ...found(
      replicasProblem('replicaCounts.stable', counts.stable),
      replicasProblem('replicaCounts.canary', counts.canary),
    ),
  ];
  if (problems.length > 0) return { problems };
  if (counts.stable + counts.canary > 0) return { split: explicitSplit(counts), problems };
  const fix = 'give at least one version a pod';
  return { problems: [{ prop: 'replicaCounts', received: counts, allowed: 'at least 1 pod in all', fix }] };
}

/** Options that exclude each other, or that one of them needs. */
function contradictionProblems(props: CanaryAppProps): Problem[] {
  const { canary, trafficPercent, replicaCounts } = props;
  if (replicaCounts !== undefined && !isObject(replicaCounts)) {
    const fix = 'give { stable, canary }';
    return [{ prop: 'replicaCounts', received: replicaCounts, allowed: 'the counts of both versions', fix }];
  }
  if (canary !== undefined && replicaCounts === undefined && trafficPercent === undefined) {
    const fix = 'state the share of the canary, 0 for none yet';
    const allowed = 'a number from 0 to 100 where there is a canary';
    return [{ prop: 'trafficPercent', received: undefined, allowed, fix }];
  }
  return [...missingCanaryProblems(props), ...exclusiveProblems(props)];
}

/** A share of the traffic for a canary that is not there. */
function missingCanaryProblems({ canary, trafficPercent, replicaCounts }: CanaryAppProps): Problem[] {
  if (canary !== undefined) return [];
  const fix = 'give the canary, or remove this once it has become the stable version';
  return Object.entries({ trafficPercent, 'replicaCounts.canary': replicaCounts?.canary })
    .filter(([, share]) => share !== undefined && share !== 0)
    .map(([prop, received]) => ({ prop, received, allowed: '0 or nothing where there is no canary', fix }));
}

/** What says by percentage what the counts already say. */
function exclusiveProblems(props: CanaryAppProps): Problem[] {
  if (props.replicaCounts === undefined) return [];
  return (['trafficPercent', 'maxSurge', 'tolerance', 'capacityPolicy'] as const)
    .filter((prop) => props[prop] !== undefined)
    .map((prop) => ({
      prop,
      received: props[prop],
      allowed: 'nothing beside replicaCounts, which state the split outright',
      fix: `remove ${prop} or replicaCounts`,
    }));
}

function propsProblems(props: CanaryAppProps): Problem[] {
  return [
    ...unknownOptionProblems('', props, CANARY_APP_PROPS),
    ...appProblems(props),
    ...(nameProblem('name', props.name) === undefined ? serviceNameProblems(props) : []),
    ...sideProblems(props, 'stable', props.stable),
    ...(props.canary === undefined ? [] : sideProblems(props, 'canary', props.canary)),
    ...sameVersionProblems(props),
    ...serviceSelectorProblems(props.serviceSelector),
    ...booleanProblem('trackServices', props.trackServices),
    ...trackServiceProblems(props),
    ...untestableProblems(props),
    ...wholeAppMetricProblems(props),
  ];
}

/** Names of Services that are asked for, once the app's name is sound. */
function trackServiceProblems(props: CanaryAppProps): Problem[] {
  if (props.trackServices !== true || nameProblem('name', props.name) !== undefined) return [];
  const names = serviceNames(props);
  const invalid = (['stableServiceName', 'canaryServiceName'] as const).flatMap((prop) =>
    found(derivedNameProblem(prop, props[prop], names[prop], serviceNameProblem)),
  );
  if (invalid.length > 0) return invalid;
  const fix = 'give each Service a name of its own';
  const taken = (prop: keyof typeof names, others: (keyof typeof names)[]): Problem[] =>
    others
      .filter((other) => names[prop] === names[other])
      .map((other) => ({ prop, received: names[prop], allowed: `another name than ${other}`, fix }));
  return [
    ...taken('stableServiceName', ['serviceName']),
    ...taken('canaryServiceName', ['serviceName', 'stableServiceName']),
  ];
}

/** A smoke test that has no Service that leads to the canary alone, or whose name would be too long. */
function untestableProblems(props: CanaryAppProps): Problem[] {
  if (!isObject(props.canary) || props.canary.smokeTest === undefined) return [];
  const problems = testedNameProblems('canary', props.name);
  if (props.trackServices === true) return problems;
  const allowed = 'true where the canary has a smoke test, which needs a Service that leads to it alone';
  const fix = 'set trackServices: true, or remove canary.smokeTest';
  return [...problems, { prop: 'trackServices', received: props.trackServices, allowed, fix }];
}

function sideProblems(props: CanaryAppProps, side: 'stable' | 'canary', version: CanaryVersionProps): Problem[] {
  if (!isObject(version)) {
    const fix = `give ${side}: { version, image }`;
    return [{ prop: side, received: version, allowed: 'an object with a version and an image', fix }];
  }
  const invalid = versionProblem(`${side}.version`, version.version);
  const problems = [...found(invalid), ...versionProblems(side, version, CANARY_VERSION_PROPS)];
  if (invalid !== undefined || version.deploymentName !== undefined) return problems;
  if (nameProblem('name', props.name) !== undefined) return problems;
  const name = `${props.name}-${versionToNameSuffix(version.version)}`;
  problems.push(...found(derivedNameProblem(`${side}.deploymentName`, undefined, name, nameProblem)));
  return problems;
}

function sameVersionProblems(props: CanaryAppProps): Problem[] {
  if (!isObject(props.stable) || !isObject(props.canary)) return [];
  const { version } = props.canary;
  if (version === undefined || version !== props.stable.version) return [];
  const fix = 'give the new version a name of its own: a version that runs keeps its name';
  return [{ prop: 'canary.version', received: version, allowed: 'another version than stable.version', fix }];
}

function serviceSelectorProblems(selector: unknown): Problem[] {
  if (selector === undefined) return [];
  const problems = labelProblems('serviceSelector', selector);
  if (problems.length > 0 || (isObject(selector) && Object.keys(selector).length > 0)) return problems;
  const fix = 'give the labels that the pods of all versions carry';
  return [{ prop: 'serviceSelector', received: selector, allowed: 'at least one label', fix }];
}

/** A version whose pods the Service does not select would get no traffic, whatever its percentage. */
function unservedProblems(side: string, track: Track, selector: Readonly<Record<string, string>>): Problem[] {
  const podLabels: Record<string, string> = { ...track.options.podLabels, ...track.matchLabels };
  return Object.entries(selector)
    .filter(([key, value]) => podLabels[key] !== value)
    .map(([key, value]) => ({
      prop: `${side}.matchLabels`,
      received: podLabels,
      allowed: `labels that the Service selects: ${key} must be "${value}"`,
      fix: `add it to ${side}.podLabels, or pin a serviceSelector that the pods of both versions meet`,
    }));
}
