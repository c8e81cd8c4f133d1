import type { BlueGreenPlanOptions } from '../plan/blue-green-plan-options';
import type { CanaryPlanOptions } from '../plan/canary-plan-options';
import { Color } from '../plan/color';
import { colorDeployment } from '../plan/release-names';
import type { Problem } from '../validate/problem';
import { inWords } from './in-words';
import type { Release } from './release';
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

/** Returns the options of the plan of a canary release. */
export function canaryOptions(
  { release, current, next }: PlannedRelease,
  options: ReleasePlanOptions,
): CanaryPlanOptions {
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

/** Returns the options of the plan of a blue/green release. */
export function blueGreenOptions(planned: PlannedRelease, options: ReleasePlanOptions): BlueGreenPlanOptions {
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

/** The words of a release file by those of a plan. */
const WORDS = {
  'the stable version': 'the current version',
  'the canary': 'the next version',
  stable: 'current',
  canary: 'next',
  'CapacityPolicy.REPLACE': 'replace',
};

/** Renames a problem's option of the plan to the field of the file. */
export function toFileProblem(problem: Problem): Problem {
  const fields: Record<string, string> = { canaryDeployment: 'next.version', stableDeployment: 'current.version' };
  return { ...inWords(problem, WORDS), prop: fields[problem.prop] ?? problem.prop };
}
