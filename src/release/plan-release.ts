import { BlueGreenPhase, type BlueGreenPlan, type BlueGreenStage } from '../plan/blue-green-plan';
import { type BlueGreenPlanOptions, resolveBlueGreenPlanOptions } from '../plan/blue-green-plan-options';
import type { CanaryPlan } from '../plan/canary-plan';
import { type CanaryPlanOptions, resolveCanaryPlanOptions } from '../plan/canary-plan-options';
import { Color, otherColor } from '../plan/color';
import { colorPercent } from '../plan/color-percent';
import { tryPlanBlueGreen } from '../plan/plan-blue-green';
import { tryPlanCanary } from '../plan/plan-canary';
import { colorDeployment } from '../plan/release-names';
import type { Problem } from '../validate/problem';
import type { Result } from '../validate/result';
import { inWords } from './in-words';
import type { Release } from './release';
import type { ReleasePlan } from './release-plan';
import { ReleaseStrategy } from './release-strategy';
import type { ResolvedVersion } from './resolved-version';

/**
 * The names in the commands of a plan that the release doesn't state. Each is as in `planCanary` and `planBlueGreen`.
 */
export interface ReleasePlanOptions {
  /** The name of the app. */
  readonly name?: string;
  readonly namespace?: string;
  /** The number of pods at the highest load, if autoscalers set the count. */
  readonly maxReplicas?: number;
  /** The Deployment of the current version. */
  readonly currentDeployment?: string;
  /** The Deployment of the next version. */
  readonly nextDeployment?: string;
  /** The Service that users reach, in a blue/green release. */
  readonly serviceName?: string;
  readonly previewService?: boolean;
  readonly previewServiceName?: string;
  readonly versionLabel?: string;
}

/** A release with names for its versions. At rest, the next version has a made-up name. */
export interface PlannedRelease {
  readonly release: Release;
  readonly current: ResolvedVersion;
  readonly next: ResolvedVersion;
}

/** Returns the plan of a release whose versions are valid, or the problems of its figures. */
export function planOf(planned: PlannedRelease, options: ReleasePlanOptions = {}): Result<ReleasePlan> {
  return planned.release.strategy === ReleaseStrategy.CANARY
    ? canaryPlan(planned, options)
    : blueGreenPlan(planned, options);
}

/** Reports names with which a release can't be planned, without the work of planning it. */
export function planNameProblems(planned: PlannedRelease, options: ReleasePlanOptions): Problem[] {
  const { problems = [] } =
    planned.release.strategy === ReleaseStrategy.CANARY
      ? resolveCanaryPlanOptions(canaryOptions(planned, options))
      : resolveBlueGreenPlanOptions(blueGreenOptions(planned, options));
  return problems.map(toFileProblem);
}

function canaryPlan(planned: PlannedRelease, options: ReleasePlanOptions): Result<ReleasePlan> {
  const { value: plan, problems } = tryPlanCanary(canaryOptions(planned, options));
  return plan === undefined ? { problems: problems.map(toFileProblem) } : { value: fromCanary(plan) };
}

function canaryOptions({ release, current, next }: PlannedRelease, options: ReleasePlanOptions): CanaryPlanOptions {
  const { name = 'my-app', namespace, maxReplicas } = options;
  return {
    replicas: release.replicas,
    steps: release.steps!,
    maxUnavailable: release.maxUnavailable,
    maxSurge: release.maxSurge,
    tolerance: release.tolerance,
    capacityPolicy: release.capacityPolicy,
    maxReplicas,
    name,
    namespace,
    stableVersion: current.version,
    canaryVersion: next.version,
    stableDeployment: options.currentDeployment ?? (current.color && colorDeployment(name, current.color)),
    canaryDeployment: options.nextDeployment ?? (next.color && colorDeployment(name, next.color)),
  };
}

function fromCanary(plan: CanaryPlan): ReleasePlan {
  const stages = plan.stages.map((stage) => ({
    number: stage.number,
    title: stage.title,
    current: stage.stable,
    next: stage.canary,
    total: stage.total,
    nextPercent: stage.actualPercent,
    lowestReady: stage.lowestReady,
    waitFor: stage.waitFor,
    commands: stage.commands,
    rollback: stage.rollback,
  }));
  return { stages, cleanUp: plan.cleanUp, canary: plan };
}

function blueGreenPlan(planned: PlannedRelease, options: ReleasePlanOptions): Result<ReleasePlan> {
  const { value: plan, problems } = tryPlanBlueGreen(blueGreenOptions(planned, options));
  return plan === undefined ? { problems: problems.map(toFileProblem) } : { value: fromBlueGreen(plan, planned) };
}

function blueGreenOptions(planned: PlannedRelease, options: ReleasePlanOptions): BlueGreenPlanOptions {
  const { release, current } = planned;
  const active = current.color!;
  const { currentDeployment, nextDeployment, ...names } = options;
  return {
    replicas: release.replicas,
    previewReplicas: release.previewReplicas,
    overlap: release.overlap,
    active,
    ...names,
    blueDeployment: active === Color.BLUE ? currentDeployment : nextDeployment,
    greenDeployment: active === Color.BLUE ? nextDeployment : currentDeployment,
  };
}

function fromBlueGreen(plan: BlueGreenPlan, planned: PlannedRelease): ReleasePlan {
  const before = planned.current.color!;
  const stages = plan.stages.map((stage) => ({
    number: stage.number,
    title: blueGreenTitle(planned, stage),
    current: stage[before],
    next: stage[otherColor(before)],
    total: stage.total,
    nextPercent: colorPercent(stage, otherColor(before)),
    lowestReady: stage.lowestReady,
    waitFor: stage.waitFor,
    commands: stage.commands,
    rollback: stage.rollback,
  }));
  return { stages, cleanUp: plan.cleanUp, blueGreen: plan };
}

/** Returns the title of a stage with the names of the versions, which a plan of two colors doesn't know. */
function blueGreenTitle({ release, current, next }: PlannedRelease, stage: BlueGreenStage): string {
  const [old, fresh] = [`${current.version} (${current.color})`, `${next.version} (${next.color})`];
  switch (stage.phase) {
    case BlueGreenPhase.START:
      return `${old} serves everything`;
    case BlueGreenPhase.PREVIEW:
      return `${fresh} is tested${stage[next.color!] < release.replicas ? '' : ' at full size'}`;
    case BlueGreenPhase.OVERLAP:
      return `${old} and ${fresh} both serve`;
    case BlueGreenPhase.SWITCH:
      return `${fresh} serves everything`;
    case BlueGreenPhase.DRAIN:
      return `${old} has no pods any more`;
  }
}

/** The words of a release file by those of a plan. */
const WORDS = {
  'the stable version': 'the current version',
  'the canary': 'the next version',
  stable: 'current',
  canary: 'next',
  'CapacityPolicy.REPLACE': 'replace',
};

/** Renames a problem's option of the plan to the field of the file. */
function toFileProblem(problem: Problem): Problem {
  const fields: Record<string, string> = { canaryDeployment: 'next.version', stableDeployment: 'current.version' };
  return { ...inWords(problem, WORDS), prop: fields[problem.prop] ?? problem.prop };
}
