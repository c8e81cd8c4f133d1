import { describeManifestProblem } from '../manifests/manifest-problem';
import { readReleaseFile } from '../release/read-release-file';
import type { ReleasePlanOptions } from '../release/plan-options';
import type { Release } from '../release/release';
import type { ReleasePlan, ReleaseStage } from '../release/release-plan';
import { type CountedRelease, countRelease, plannedRelease, resolveRelease } from '../release/resolve-release';
import type { ResolvedVersion } from '../release/resolved-version';
import { planNameProblems } from '../release/stage-pods';
import { blueGreenServices } from '../blue-green/blue-green-tracks';
import { canaryServices } from '../canary/canary-tracks';
import type { PlacedApp, PlacedVersion } from '../workload/app-place';
import { ProblemsError, problemsError, throwProblems, valueOrThrow } from '../validate/problems-error';
import { withFields } from '../text/with-fields';
import { releaseAppProblems, stageProblems, versionProp } from './release-app-problems';
import type { ReleaseAppProps } from './release-app-props';
import { type StageProps, type StageVersions, toStageProps } from './strategy-props';

/** A release, and the props of the app that makes its stage. */
export interface ReleasedApp {
  readonly release: Release;
  readonly current: ResolvedVersion;
  /** Whether a release is under way, and not at its clean-up. */
  readonly isUnderWay: boolean;
  readonly props: StageProps;
  /** The versions and Services at its stage, with the props that state them. */
  readonly placed: PlacedApp;
  /**
   * Returns the plan with the names of the app's resources. Its sentences take longer than the manifests, and few
   * callers read them.
   */
  readonly toPlan: () => NamedPlan;
}

/** The plan of a release, with the names of the app's resources. */
export interface NamedPlan {
  readonly plan: ReleasePlan;
  /** The stage whose manifests are made, or `undefined` in the clean-up, and if no release is under way. */
  readonly stage?: ReleaseStage;
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
  const release = props.releaseFile === undefined ? props.release! : readFile(subject, props.releaseFile);
  const resolved = resolve(subject, release);
  throwProblems(subject, stageProblems(props.stage, resolved));

  const versions = versionsAt(resolved, props.stage);
  const stage = valueOrThrow(subject, toStageProps(props, resolved, versions));
  // In the clean-up, only one version is left, but the plan still needs the names of both.
  const two =
    versions.next === resolved.next
      ? stage.names
      : toStageProps(props, resolved, versionsAt(resolved, undefined)).value?.names;
  const names = withFields(two ?? {}, {
    name: props.name,
    namespace: props.namespace ?? namespace,
    maxReplicas: isAutoscaled(props, resolved) ? props.autoscaling?.maxReplicas : undefined,
  } satisfies Partial<ReleasePlanOptions>);
  throwProblems(subject, planNameProblems(plannedRelease(resolved), names));
  const number = versions.stage?.number;
  // The plan is made when a caller reads it, but of the release as it is now.
  const stated = structuredClone(release);
  return {
    release,
    current: resolved.current,
    isUnderWay: number !== undefined,
    props: stage,
    placed: {
      versions: placedVersions(props, resolved, versions, stage),
      services: stage.canary === undefined ? blueGreenServices(stage.blueGreen!) : canaryServices(stage.canary),
    },
    toPlan: () => {
      const named = valueOrThrow(subject, resolveRelease(stated, names));
      return { plan: named.plan, stage: number === undefined ? undefined : named.plan.stages[number - 1] };
    },
  };
}

/** Returns the versions at a stage, each with the props of the `ReleaseApp` and the fields of the release that state it. */
function placedVersions(
  { releaseFile, versions = {} }: ReleaseAppProps,
  release: CountedRelease,
  { current, next }: StageVersions,
  { canary, names }: StageProps,
): PlacedVersion[] {
  const placed = (version: ResolvedVersion, deploymentName: string): PlacedVersion => {
    const field = version === release.next ? 'next' : 'current';
    return {
      prop: versionProp(version.version),
      statedBy: releaseFile === undefined ? `release.${field}` : `${releaseFile}: ${field}`,
      given: {
        image: version.image,
        // In a blue/green release, the name of the version appears in no object.
        version: canary === undefined ? undefined : version.version,
        deploymentName: versions[version.version]?.deploymentName,
      },
      deploymentName,
    };
  };
  return [
    placed(current, names.currentDeployment!),
    ...(next === undefined ? [] : [placed(next, names.nextDeployment!)]),
  ];
}

function readFile(subject: string, file: string): Release {
  const { value, problems } = readReleaseFile(file);
  if (value === undefined) throw new ProblemsError(subject, problems, describeManifestProblem);
  return value;
}

function resolve(subject: string, release: Release): CountedRelease {
  const { value, problems } = countRelease(release);
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
function isAutoscaled({ versions = {} }: ReleaseAppProps, { current, next }: CountedRelease): boolean {
  return [current, next].every((one) => one === undefined || versions[one.version]?.autoscaled !== false);
}

/** Returns the versions at a stage. In the clean-up, the next version has become the current one. */
function versionsAt({ current, next, stage, stages }: CountedRelease, number: number | undefined): StageVersions {
  if (next === undefined) return { current };
  const at = number === undefined ? stage : stages[number - 1];
  return at === undefined ? { current: next } : { current, next, stage: at };
}
