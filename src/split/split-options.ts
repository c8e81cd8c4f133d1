import { CapacityPolicy } from './capacity-policy';
import type { Problem } from '../validate/problem';
import { MAX_PODS, percentage, podCount, points } from '../validate/checks';
import { type Check, kind, optionsCheck } from '../validate/shape';

/** The default tolerance of a split, in percentage points. */
export const DEFAULT_TOLERANCE = 5;

/** The options of `splitReplicas`. */
export interface SplitOptions {
  /** The number of pods while no canary runs: a whole number from 0 to 2147483647. */
  readonly replicas: number;

  /** The share of the traffic that the canary should get, in percent: 0 to 100, decimals allowed. */
  readonly trafficPercent: number;

  /**
   * How many extra pods may run in addition to `replicas`: a whole number, 0 or more. With `CapacityPolicy.REPLACE`,
   * they are added only if they bring the split closer to the percentage; with `CapacityPolicy.KEEP_STABLE`, they are
   * the canary's pods.
   *
   * @default 0
   */
  readonly maxSurge?: number;

  /**
   * How far the actual percentage may be from `trafficPercent`, from 0 to 100 percentage points. A larger distance is
   * an error.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether canary pods replace stable pods or are added to them.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;
}

const CAPACITY_POLICY = kind(
  `"${CapacityPolicy.REPLACE}" or "${CapacityPolicy.KEEP_STABLE}"`,
  'use CapacityPolicy.REPLACE or CapacityPolicy.KEEP_STABLE, or leave it out for CapacityPolicy.REPLACE',
  (policy) => policy === CapacityPolicy.REPLACE || policy === CapacityPolicy.KEEP_STABLE,
);

/** The check of a tolerance. */
const TOLERANCE: Check = points(`state how far off the percentage may be, or leave it out for ${DEFAULT_TOLERANCE}`);

/** The checks of the options for the closeness of a split and its pods. Plans and constructs take these options too. */
export const SPLIT_POLICY = { tolerance: TOLERANCE, capacityPolicy: CAPACITY_POLICY };

const checkOptions = optionsCheck<SplitOptions>(
  {
    replicas: podCount('state how many pods serve when no canary runs'),
    trafficPercent: percentage('state the share of the traffic that the canary should get'),
    maxSurge: podCount('state how many pods may run in addition to replicas, or leave it out for 0'),
    ...SPLIT_POLICY,
  },
  ['replicas', 'trafficPercent'],
  '{ replicas: 10, trafficPercent: 25 }',
);

/** Returns the problems of the single options, without checking whether a split exists. */
export function splitOptionProblems(options: SplitOptions): Problem[] {
  const problems = checkOptions(options);
  if (problems.length > 0 || options.replicas + (options.maxSurge ?? 0) <= MAX_PODS) return problems;
  const { replicas, maxSurge } = options;
  const expected = `at most ${MAX_PODS - replicas} with replicas: ${replicas}, because Kubernetes counts no further than ${MAX_PODS} pods`;
  return [{ prop: 'maxSurge', received: maxSurge, expected, fix: `set maxSurge: ${MAX_PODS - replicas} or less` }];
}
