import type { Problem } from '../validate/problem';
import type { AppOptions } from './app-options';
import { unscaledAppProblems, utilizationProblems } from './autoscaling';
import { containerProblems } from './container-problems';
import { blockedEvictionProblems } from './disruption-budget';
import { drainProblems } from './drain';
import { versionLabelKey } from './labels';
import { podSecurityProblems } from './pod-security';
import { otherVersionsProblems } from './spread';
import type { Track } from './track';
import { mergedDataProblems } from './version-data';
import type { VersionOptions } from './version-options';

type Labels = Readonly<Record<string, string>>;

/** Reports the problems of a track, after the app's and the version's options are merged. */
export function trackProblems(prop: string, app: AppOptions, track: Track): Problem[] {
  const { options, replicas, matchLabels, autoscaler, autoscaled } = track;
  return [
    ...selectorLabelProblems(prop, track),
    ...deadlineProblems(prop, options),
    ...containerProblems(prop, app, options),
    ...podSecurityProblems(prop, options),
    ...drainProblems(prop, options),
    ...blockedEvictionProblems(prop, options.disruptionBudget, replicas),
    ...otherVersionsProblems(prop, versionLabelKey(app), options.spread, matchLabels),
    ...(autoscaler === undefined ? [] : utilizationProblems(prop, app.autoscaling?.metrics ?? [], options)),
    ...mergedDataProblems(prop, options),
    ...unscaledAppProblems(prop, app.autoscaling, autoscaled),
  ];
}

/**
 * Returns the problem of two Deployments that would select each other's pods, or share a name.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#selector
 */
export function selectorClashProblems(firstProp: string, first: Track, secondProp: string, second: Track): Problem[] {
  const problems: Problem[] = [];
  if (first.deploymentName === second.deploymentName) {
    problems.push({
      prop: `${secondProp}.deploymentName`,
      received: second.deploymentName,
      expected: `a name other than that of ${firstProp}`,
      fix:
        copied(firstProp, secondProp, first.pinned?.deploymentName, second.pinned?.deploymentName) ??
        `set ${secondProp}.deploymentName, or use version names that differ in more than case and punctuation`,
    });
  }
  if (!areDisjoint(first.matchLabels, second.matchLabels)) {
    problems.push({
      prop: `${secondProp}.matchLabels`,
      received: second.matchLabels,
      expected: `a value other than that of ${firstProp} for at least one of its labels (${JSON.stringify(first.matchLabels)})`,
      fix:
        copied(firstProp, secondProp, first.pinned?.matchLabels, second.pinned?.matchLabels) ??
        'change the labels of the version that does not run yet: two Deployments must never select the same pods',
    });
  }
  return problems;
}

/** Returns the remedy for a prop that a spread of the other version has copied, or `undefined` if it is not the same. */
function copied(firstProp: string, secondProp: string, first: unknown, second: unknown): string | undefined {
  if (second === undefined || first !== second) return undefined;
  return `remove it from ${secondProp}, or set another value: { ...${firstProp} } copies this prop, too`;
}

/** Reports whether no pod can have all labels of both. */
function areDisjoint(first: Labels, second: Labels): boolean {
  // A label can have the name of a method that every object has, such as `toString`.
  return Object.entries(first).some(([key, value]) => Object.hasOwn(second, key) && second[key] !== value);
}

function selectorLabelProblems(prop: string, track: Track): Problem[] {
  const { podLabels } = track.options;
  if (podLabels === undefined) return [];
  return Object.entries(track.matchLabels)
    .filter(([key, value]) => Object.hasOwn(podLabels, key) && podLabels[key] !== value)
    .map(([key, value]) => ({
      prop: `${prop}.podLabels["${key}"]`,
      received: podLabels[key],
      expected: `"${value}", because the Deployment selects its pods by this label`,
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
      expected: `more than minReady (${minReady} s)`,
      fix: 'set a longer progressDeadline or a shorter minReady',
    },
  ];
}
