import { splitBounds } from '../split/split-bounds';
import type { CanaryVersionProps, CanaryAppProps, ReplicaCounts } from './canary-props';
import { canaryPropsProblems, contradictionProblems } from './canary-problems';
import {
  canaryServiceNames,
  type CanaryServiceNames,
  versionDeployment,
  versionToLabelValue,
} from '../plan/release-names';
import { explicitSplit } from '../split/explicit-split';
import type { Problem } from '../validate/problem';
import { throwProblems, valueOrThrow } from '../validate/problems-error';
import type { Result } from '../validate/result';
import { selectorClashProblems, trackProblems } from '../app/track-problems';
import type { Split } from '../split/split';
import { trySplit } from '../split/split-replicas';
import { SyncWave } from '../app/sync-waves';
import { type Track, toTrack } from '../app/track';
import { MAX_PODS } from '../validate/checks';
import { KeptTracks } from '../app/kept-tracks';
import { unreadablePropsProblems } from '../validate/plain-data';
import { isObject, isWholeNumber } from '../validate/shape';
import { appLabels } from '../app/labels';

/** A canary release as tracks, with the Service that selects them all. */
export interface CanaryTracks extends CanaryServiceNames {
  readonly stable: Track;
  readonly canary?: Track;
  readonly split: Split;
  readonly serviceSelector: Readonly<Record<string, string>>;
}

/** The tracks that `ReleaseApp` has checked. */
export const canaryKept = new KeptTracks<CanaryAppProps, CanaryTracks>();

/**
 * Returns the tracks of a canary release.
 *
 * @param subject the construct that an error names: `CanaryApp prod/shop`
 *
 * @throws one error with all problems of the props
 */
export function toCanaryTracks(subject: string, props: CanaryAppProps): CanaryTracks {
  throwProblems(subject, unreadablePropsProblems(props));
  return valueOrThrow(subject, tryCanaryTracks(props));
}

/**
 * Works like `toCanaryTracks`, for callers that made the props themselves and report the problems together with their own.
 */
export function tryCanaryTracks(props: CanaryAppProps): Result<CanaryTracks> {
  const { split, problems: splitProblems } = toSplit(props);
  const problems = [...canaryPropsProblems(props), ...splitProblems];
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
  return { value: { stable, canary, split, serviceSelector, ...canaryServiceNames(props) } };
}

/**
 * Returns the waves of both versions. A canary with pods starts before stable pods go. If the canary has no pods, it is
 * being taken back, so the stable pods start first.
 */
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
  return toTrack(props, version, versionDeployment(props.name, name), versionToLabelValue(name), pods);
}

interface SplitOutcome {
  readonly split?: Split;
  readonly problems: Problem[];
}

/** Returns the split of the props: by percentage, by explicit counts, or all stable without a canary. */
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
  // Problems of `replicas` itself are reported with the other options of the app.
  return { split: result.value, problems: (result.problems ?? []).filter((problem) => problem.prop !== 'replicas') };
}

/** Returns the split of explicit counts, which must have a pod in total. A single wrong count is reported elsewhere. */
function countedSplit(counts: ReplicaCounts): SplitOutcome {
  if (!isObject(counts)) return { problems: [] };
  const { stable, canary } = counts;
  if (![stable, canary].every((count) => isWholeNumber(count, 0, MAX_PODS))) return { problems: [] };
  if (stable + canary > 0) return { split: explicitSplit({ stable, canary }), problems: [] };
  const fix = 'give at least one version a pod';
  return { problems: [{ prop: 'replicaCounts', received: counts, expected: 'at least 1 pod in total', fix }] };
}

/**
 * Returns the problem of a version whose pods the Service does not select, so that it would get no traffic at any
 * percentage.
 */
function unservedProblems(side: string, track: Track, selector: Readonly<Record<string, string>>): Problem[] {
  const podLabels: Record<string, string> = { ...track.options.podLabels, ...track.matchLabels };
  return Object.entries(selector)
    .filter(([key, value]) => podLabels[key] !== value)
    .map(([key, value]) => ({
      prop: `${side}.matchLabels`,
      received: podLabels,
      expected: `labels that the Service selects: ${key} must be "${value}"`,
      fix: `add it to ${side}.podLabels, or set a serviceSelector that matches the pods of both versions`,
    }));
}

/** Returns the names of the Services that an app makes, by the props that state them. */
export function canaryServices(props: CanaryAppProps): Record<string, string> {
  const { serviceName, stableServiceName, canaryServiceName } = canaryServiceNames(props);
  if (props.trackServices !== true) return { serviceName };
  return { serviceName, stableServiceName, ...(props.canary !== undefined && { canaryServiceName }) };
}
