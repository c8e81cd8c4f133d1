import { CapacityPolicy } from './capacity-policy';
import type { Problem } from '../validate/problem';
import { type Check, kind, MAX_PODS, optionsCheck, percentage, podCount, points } from '../validate/shape';

/** How far a split may be off when nothing is said, in points. */
export const DEFAULT_TOLERANCE = 5;

/** What `splitReplicas` needs to know. */
export interface SplitOptions {
  /**
   * How many pods serve when no canary runs: a whole number, 0 to 2147483647.
   */
  readonly replicas: number;

  /**
   * The share of the traffic that the canary is to get, in percent: 0 to 100, decimals allowed.
   */
  readonly trafficPercent: number;

  /**
   * How many pods may run on top of `replicas`: a whole number, 0 or more.
   * With `CapacityPolicy.REPLACE` they are spent only where they bring the split closer to the percentage;
   * with `CapacityPolicy.KEEP_STABLE` they are the canary's pods.
   *
   * @default 0
   */
  readonly maxSurge?: number;

  /**
   * How far the actual percentage may be from `trafficPercent`, in points, 0 to 100. Further off is an error.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether canary pods take the place of stable pods or come on top of them.
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

/** How far a percentage may be off. */
const TOLERANCE: Check = points(`state how far off the percentage may be, or leave it out for ${DEFAULT_TOLERANCE}`);

/** The options that say how close a split must come, and from which pods. Plans and constructs take them, too. */
export const SPLIT_POLICY = { tolerance: TOLERANCE, capacityPolicy: CAPACITY_POLICY };

const checkOptions = optionsCheck<SplitOptions>(
  {
    replicas: podCount('state how many pods serve when no canary runs'),
    trafficPercent: percentage('state the share of the traffic that the canary is to get'),
    maxSurge: podCount('state how many pods may run on top of replicas, or leave it out for 0'),
    ...SPLIT_POLICY,
  },
  ['replicas', 'trafficPercent'],
  '{ replicas: 10, trafficPercent: 25 }',
);

/** Returns what is wrong with the options, one by one. Whether a split exists is not asked here. */
export function splitOptionProblems(options: SplitOptions): Problem[] {
  const problems = checkOptions(options);
  if (problems.length > 0 || options.replicas + (options.maxSurge ?? 0) <= MAX_PODS) return problems;
  const { replicas, maxSurge } = options;
  const expected = `at most ${MAX_PODS - replicas} on top of replicas: ${replicas}, as Kubernetes counts to ${MAX_PODS}`;
  return [{ prop: 'maxSurge', received: maxSurge, expected, fix: `set maxSurge: ${MAX_PODS - replicas} or less` }];
}
