import { Color } from '../plan/color';
import type { Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import type { PlannedRelease, ReleasePlanOptions } from './plan-options';
import { planOf } from './plan-release';
import type { Release } from './release';
import type { ReleasePlan, ReleaseStage } from './release-plan';
import { releaseFieldProblems } from './release-problems';
import { resolveCurrent, resolveNext, type ResolvedVersion } from './resolved-version';
import { type StagePods, stagePodsOf } from './stage-pods';

/** A release with its versions and the pods of its stages. */
export interface CountedRelease {
  readonly release: Release;
  readonly current: ResolvedVersion;
  /** The version that comes next, or `undefined` if no release is under way. */
  readonly next?: ResolvedVersion;
  /** The stages of the release. If none is under way, those of a release to a version called `next`. */
  readonly stages: StagePods[];
  /** The current stage of the release, or `undefined` if none is under way. */
  readonly stage?: StagePods;
}

/** A release with everything that follows from its file. */
export interface ResolvedRelease extends Omit<CountedRelease, 'stages'> {
  readonly stage?: ReleaseStage;
  /** The plan of the release. If none is under way, the plan of a release to a version called `next`. */
  readonly plan: ReleasePlan;
}

/** Resolves a release without the texts of its plan, which take as long as its manifests, or returns all its problems. */
export function countRelease(release: Release, options: ReleasePlanOptions = {}): Result<CountedRelease> {
  const problems = releaseFieldProblems(release);
  if (problems.length > 0) return { problems: [...problems, ...figureProblems(release, problems)] };
  const current = resolveCurrent(release.current);
  const next = release.next && resolveNext(release.next, release.current);
  const planned = plannedRelease({ release, current, next });
  const { value: stages, problems: planProblems } = stagePodsOf(planned, options);
  if (stages === undefined) return { problems: planProblems };
  if (next === undefined) return { value: { release, current, stages } };

  const number = release.stage ?? 1;
  const stage = stages[number - 1];
  if (stage === undefined) return { problems: [stageProblem(number, planOf(planned, options).value!)] };
  return { value: { release, current, next, stages, stage } };
}

/** Resolves a release, or returns all its problems. */
export function resolveRelease(release: Release, options: ReleasePlanOptions = {}): Result<ResolvedRelease> {
  const { value: counted, problems } = countRelease(release, options);
  if (counted === undefined) return { problems };
  const { current, next, stage } = counted;
  const plan = planOf(plannedRelease(counted), options).value!;
  return { value: { release, current, next, stage: stage && plan.stages[stage.number - 1], plan } };
}

/** Returns the release that a plan is made of. If none is under way, it is one to a version called `next`. */
export function plannedRelease({
  release,
  current,
  next,
}: Pick<CountedRelease, 'release' | 'current' | 'next'>): PlannedRelease {
  return { release, current, next: next ?? unnamedNext(release, current) };
}

/** Returns all problems of a release. */
export function releaseProblems(release: Release): Problem[] {
  return countRelease(release).problems ?? [];
}

/**
 * Returns the problems of the figures of a release whose versions may also be wrong, so that all problems are reported
 * at once.
 */
function figureProblems(release: Release, known: Problem[]): Problem[] {
  if (known.some(({ prop }) => prop === 'strategy' || prop === 'release')) return [];
  const current = { version: 'v1', image: 'app:v1', color: Color.BLUE };
  const next = { version: 'v2', image: 'app:v2', color: Color.GREEN };
  const { problems = [] } = stagePodsOf({ release, current, next }, {});
  return problems.filter(({ prop }) => !known.some((problem) => problem.prop === prop));
}

function unnamedNext(release: Release, current: ResolvedVersion): ResolvedVersion {
  const version = current.version.toLowerCase() === 'next' ? 'new' : 'next';
  return resolveNext({ version, image: release.current.image }, release.current);
}

/** The most stages that an error lists. */
const MAX_LISTED = 12;

function stageProblem(received: number, { stages }: ReleasePlan): Problem {
  const listed = stages.slice(0, MAX_LISTED).map(({ number, title }) => `${number} (${title})`);
  const more = stages.length > MAX_LISTED ? ', …' : '';
  return {
    prop: 'stage',
    received,
    expected: `a stage of the plan, 1 to ${stages.length}`,
    fix: `choose one: ${listed.join(', ')}${more}`,
  };
}
