import { describeManifestProblem } from '../manifests/manifest-problem';
import { readReleaseFile } from '../release/read-release-file';
import type { Release } from '../release/release';
import { type ResolvedRelease, resolveRelease } from '../release/resolve-release';
import { ProblemsError, problemsError, throwProblems, valueOrThrow } from '../validate/problems-error';
import { releaseAppProblems, stageProblems } from './release-app-problems';
import type { ReleaseAppProps } from './release-app-props';
import { type StageProps, type StageVersions, toStageProps } from './strategy-props';

/** A release with its plan and the names of its resources, and the props of the app that makes its stage. */
export interface ReleasedApp extends ResolvedRelease {
  readonly props: StageProps;
}

/**
 * Returns the parts of a `ReleaseApp`.
 *
 * @param subject the construct that an error names: `ReleaseApp prod/shop`
 * @param namespace the namespace of the chart, if the props name none
 * @throws one error with every problem of the props, or of the release file, each with its place
 */
export function toReleasedApp(subject: string, props: ReleaseAppProps, namespace: string | undefined): ReleasedApp {
  throwProblems(subject, releaseAppProblems(props));
  const release = props.release ?? readFile(subject, props.releaseFile!);
  const resolved = resolve(subject, release);
  throwProblems(subject, stageProblems(props.stage, resolved));

  const stage = valueOrThrow(subject, toStageProps(props, resolved, versionsAt(resolved, props.stage)));
  // A plan that leaves nothing to do names what is there while there are two versions.
  const two = toStageProps(props, resolved, versionsAt(resolved, undefined)).value?.names;
  const names = {
    ...two,
    name: props.name,
    namespace: props.namespace ?? namespace,
    maxReplicas: isAutoscaled(props, resolved) ? props.autoscaling?.maxReplicas : undefined,
  };
  const named = valueOrThrow(subject, resolveRelease(release, names));
  const at = props.stage === undefined ? named.stage : named.plan.stages[props.stage - 1];
  return { ...named, stage: at, props: stage };
}

function readFile(subject: string, file: string): Release {
  const { value, problems } = readReleaseFile(file);
  if (value === undefined) throw new ProblemsError(subject, problems, describeManifestProblem);
  return value;
}

function resolve(subject: string, release: Release): ResolvedRelease {
  const { value, problems } = resolveRelease(release);
  if (value !== undefined) return value;
  throw problemsError(
    subject,
    problems.map((problem) => ({
      ...problem,
      prop: problem.prop === 'release' ? 'release' : `release.${problem.prop}`,
    })),
  );
}

/**
 * Reports whether autoscalers set the count of all versions. The commands of a plan scale both versions in the same
 * way.
 */
function isAutoscaled({ versions = {} }: ReleaseAppProps, { current, next }: ResolvedRelease): boolean {
  return [current, next].every((one) => one === undefined || versions[one.version]?.autoscaled !== false);
}

/** Returns the versions at a stage. In the clean-up, the next version has become the current one. */
function versionsAt({ current, next, stage, plan }: ResolvedRelease, number: number | undefined): StageVersions {
  if (next === undefined) return { current };
  const at = number === undefined ? stage : plan.stages[number - 1];
  return at === undefined ? { current: next } : { current, next, stage: at };
}
