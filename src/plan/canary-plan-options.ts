import { CapacityPolicy } from '../split/capacity-policy';
import type { IntOrPercent } from '../model/int-or-percent';
import { nameProblem, versionProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import { DEFAULT_TOLERANCE, SPLIT_POLICY } from '../split/split-options';
import { unquotePercent } from '../validate/number-as-text';
import { boundTo100Percent, surgeBound } from '../validate/pod-bounds';
import type { Result } from '../validate/result';
import { MAX_PODS } from '../validate/checks';
import { found, optionsCheck, toCheck, UNCHECKED } from '../validate/shape';
import { type CapacityBounds, capacityBounds } from './capacity-bounds';
import { maxReplicasProblems, SERVING_REPLICAS } from './plan-options';
import { versionDeployment } from './release-names';

/** The options of `planCanary`. */
export interface CanaryPlanOptions {
  /** The number of pods before and after the release: a whole number from 1 to 2147483647. */
  readonly replicas: number;

  /**
   * The total number of pods at the highest load, `replicas` or more, if autoscalers set the count. All numbers of pods
   * in the plan are then minimums.
   *
   * @default - no autoscalers
   */
  readonly maxReplicas?: number;

  /**
   * The shares of the traffic that the canary gets step by step, in percent: above 0, at most 100, in rising order. 100
   * is added if you leave it out.
   */
  readonly steps: number[];

  /**
   * How many of the `replicas` pods may be missing at any moment: a number of pods, or a percentage of `replicas`
   * up to 100%, rounded down. One pod always stays ready.
   *
   * @default 25%
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many extra pods may run in addition to `replicas` at any moment: a number of pods, or a percentage of
   * `replicas`, rounded up.
   *
   * @default 25%
   */
  readonly maxSurge?: number | string;

  /**
   * How far the canary's share may be from a step, from 0 to 100 percentage points.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether the canary's pods replace stable pods or are added to them, as far as `maxSurge` allows.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;

  /**
   * The name of the app, used in titles and commands.
   *
   * @default my-app
   */
  readonly name?: string;

  /**
   * The namespace, used in the commands.
   *
   * @default - the commands name none
   */
  readonly namespace?: string;

  /**
   * The name of the stable version.
   *
   * @default v1
   */
  readonly stableVersion?: string;

  /**
   * The name of the canary version.
   *
   * @default v2
   */
  readonly canaryVersion?: string;

  /**
   * The name of the stable version's Deployment.
   *
   * @default - the name and the version, `my-app-v1`
   */
  readonly stableDeployment?: string;

  /**
   * The name of the canary's Deployment.
   *
   * @default - the name and the version, `my-app-v2`
   */
  readonly canaryDeployment?: string;
}

/** The options with their defaults, and the values that follow from them. */
export interface ResolvedCanaryPlanOptions extends Required<Omit<CanaryPlanOptions, 'maxReplicas' | 'namespace'>> {
  readonly maxReplicas?: number;
  readonly namespace?: string;
  readonly bounds: CapacityBounds;
}

/** The default share of the pods that may be missing or added, as in a rolling update. */
const DEFAULT_BOUND: IntOrPercent = '25%';

const BOUND_REMEDY = 'write 1 or 25%, or leave it out for 25%';

const checkOptions = optionsCheck<CanaryPlanOptions>(
  {
    replicas: SERVING_REPLICAS,
    // Checked together with `replicas`.
    maxReplicas: UNCHECKED,
    ...SPLIT_POLICY,
    steps: stepsProblems,
    maxUnavailable: boundTo100Percent(BOUND_REMEDY),
    maxSurge: surgeBound(BOUND_REMEDY),
    name: toCheck(nameProblem),
    namespace: toCheck(nameProblem),
    stableVersion: toCheck(versionProblem),
    canaryVersion: toCheck(versionProblem),
    // Checked with their defaults.
    stableDeployment: UNCHECKED,
    canaryDeployment: UNCHECKED,
  },
  ['replicas', 'steps'],
  '{ replicas: 10, steps: [10, 50, 100] }',
);

/** Returns the options with their defaults, or their problems. */
export function resolveCanaryPlanOptions(options: CanaryPlanOptions): Result<ResolvedCanaryPlanOptions> {
  const problems = [...checkOptions(options), ...maxReplicasProblems(options)];
  if (problems.length > 0) return { problems };
  const resolved = withDefaults(options);
  const contradictions = [...boundsProblems(resolved), ...deploymentProblems(resolved)];
  return contradictions.length > 0 ? { problems: contradictions } : { value: resolved };
}

function withDefaults(options: CanaryPlanOptions): ResolvedCanaryPlanOptions {
  const { replicas, maxUnavailable = DEFAULT_BOUND, maxSurge = DEFAULT_BOUND } = options;
  const { name = 'my-app', stableVersion = 'v1', canaryVersion = 'v2' } = options;
  return {
    replicas,
    steps: options.steps.at(-1) === 100 ? options.steps : [...options.steps, 100],
    maxUnavailable,
    maxSurge,
    tolerance: options.tolerance ?? DEFAULT_TOLERANCE,
    capacityPolicy: options.capacityPolicy ?? CapacityPolicy.REPLACE,
    name,
    stableVersion,
    canaryVersion,
    stableDeployment: options.stableDeployment ?? versionDeployment(name, stableVersion),
    canaryDeployment: options.canaryDeployment ?? versionDeployment(name, canaryVersion),
    ...(options.namespace === undefined ? {} : { namespace: options.namespace }),
    ...(options.maxReplicas === undefined ? {} : { maxReplicas: options.maxReplicas }),
    bounds: capacityBounds(replicas, maxUnavailable, maxSurge),
  };
}

function stepsProblems(listProp: string, steps: unknown): Problem[] {
  const fix = 'pass rising percentages such as [10, 30, 50, 100]';
  if (!Array.isArray(steps) || steps.length === 0) {
    return [{ prop: listProp, received: steps, expected: 'a list of at least one percentage', fix }];
  }
  return steps.flatMap((step: unknown, index) => {
    const previous: unknown = steps[index - 1];
    const prop = `${listProp}[${index}]`;
    if (!isStep(step)) {
      const expected = 'a number above 0 and up to 100';
      return [{ prop, received: step, expected, fix: unquotePercent(step, isStep) ?? fix }];
    }
    if (typeof previous !== 'number' || step > previous) return [];
    return [{ prop, received: step, expected: `more than the step before, ${previous}`, fix }];
  });
}

function isStep(step: unknown): step is number {
  return typeof step === 'number' && step > 0 && step <= 100;
}

/** Returns the problems of bounds with which no pod can move, or whose numbers Kubernetes does not accept. */
function boundsProblems({ replicas, maxUnavailable, maxSurge, bounds }: ResolvedCanaryPlanOptions): Problem[] {
  const { floor, ceiling } = bounds;
  if (ceiling > MAX_PODS) {
    const expected = `at most ${MAX_PODS - replicas} with replicas: ${replicas}, because Kubernetes counts no further than ${MAX_PODS} pods`;
    return [{ prop: 'maxSurge', received: maxSurge, expected, fix: `set maxSurge: ${MAX_PODS - replicas} or less` }];
  }
  if (floor < ceiling) return [];
  if (replicas === 1) {
    const expected = '1 or more for a single replica, which must stay ready until another pod is';
    return [{ prop: 'maxSurge', received: maxSurge, expected, fix: 'set maxSurge: 1' }];
  }
  const received = { maxUnavailable, maxSurge };
  const expected = `room for at least 1 of ${replicas} pods to be missing or added, because otherwise no pod can move`;
  return [{ prop: 'maxUnavailable and maxSurge', received, expected, fix: 'set maxSurge: 1 or maxUnavailable: 1' }];
}

function deploymentProblems(options: ResolvedCanaryPlanOptions): Problem[] {
  const { stableDeployment, canaryDeployment } = options;
  const problems = found(
    nameProblem('stableDeployment', stableDeployment),
    nameProblem('canaryDeployment', canaryDeployment),
  );
  if (problems.length > 0 || stableDeployment !== canaryDeployment) return problems;
  const expected = 'a Deployment other than that of the stable version';
  const fix = 'give the canary its own name or Deployment';
  return [{ prop: 'canaryDeployment', received: canaryDeployment, expected, fix }];
}
