import type { AppOptions } from './app-options';
import type { CapacityPolicy } from './capacity-policy';
import type { VersionProps } from './version-props';

/** One version of a `CanaryApp`. */
export interface CanaryVersionProps extends VersionProps {
  /**
   * The name of the version, such as `v2` or `2.0.1`. Its Deployment is named after it and its pods are labelled with
   * it, so a version that runs must keep its name, and a new version needs a new one.
   */
  readonly version: string;
}

/** How many pods each side of a canary release runs, stated outright. */
export interface ReplicaCounts {
  /** The number of pods of the stable version: a whole number, 0 or more. */
  readonly stable: number;

  /** The number of pods of the canary: a whole number, 0 or more. */
  readonly canary: number;
}

/** What a `CanaryApp` is made from. */
export interface CanaryAppProps extends AppOptions {
  /** The version that runs in production. */
  readonly stable: CanaryVersionProps;

  /**
   * The version that is tried out on a share of the traffic.
   *
   * @default - there is none, and the stable version gets all traffic
   */
  readonly canary?: CanaryVersionProps;

  /**
   * The share of the traffic that the canary gets, in percent, 0 to 100, decimals allowed. It is reached by the number of
   * pods: the Service spreads connections evenly over all ready pods.
   *
   * @default - none; required where there is a canary, unless `replicaCounts` are given
   */
  readonly trafficPercent?: number;

  /**
   * How many pods more than `replicas` may run to come closer to `trafficPercent`: a whole number, 0 or more.
   *
   * @default 0
   */
  readonly maxSurge?: number;

  /**
   * How far the share of the pods may be from `trafficPercent`, in points, 0 to 100. Where no split comes that close,
   * synthesis fails and says what would do.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether the canary's pods replace stable ones or come on top of them.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;

  /**
   * The number of pods of each side, where you know better than a percentage. It excludes `trafficPercent`, `maxSurge`,
   * `tolerance` and `capacityPolicy`.
   *
   * @default - the counts follow from `trafficPercent`
   */
  readonly replicaCounts?: ReplicaCounts;

  /**
   * The labels that a pod must carry to get traffic. All versions' pods must carry them. Pin them to take over a Service
   * that already runs.
   *
   * @default - the app label
   */
  readonly serviceSelector?: { [key: string]: string };
}
