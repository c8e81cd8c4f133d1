import type { CanaryOptions, CanaryVersionProps } from './canary-options';

/** How many pods each side of a canary release runs, stated outright. */
export interface ReplicaCounts {
  /** The number of pods of the stable version: a whole number, 0 or more. */
  readonly stable: number;

  /** The number of pods of the canary: a whole number, 0 or more. */
  readonly canary: number;
}

/** What a `CanaryApp` is made from. */
export interface CanaryAppProps extends CanaryOptions {
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
   * The number of pods of each side, where you know better than a percentage. It excludes `trafficPercent`, `maxSurge`,
   * `tolerance` and `capacityPolicy`.
   *
   * @default - the counts follow from `trafficPercent`
   */
  readonly replicaCounts?: ReplicaCounts;
}
