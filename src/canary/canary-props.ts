import type { CanaryOptions, CanaryVersionProps } from './canary-options';

/** The explicit number of pods of each side of a canary release. */
export interface ReplicaCounts {
  /** The number of pods of the stable version: a whole number, 0 or more. */
  readonly stable: number;

  /** The number of pods of the canary: a whole number, 0 or more. */
  readonly canary: number;
}

/** The props of a `CanaryApp`. */
export interface CanaryAppProps extends CanaryOptions {
  /**
   * The version that you try out on a share of the traffic.
   *
   * @default - none, and the stable version gets all traffic
   */
  readonly canary?: CanaryVersionProps;

  /**
   * The share of the traffic that the canary gets, in percent, 0 to 100, decimals allowed. It follows from the number
   * of pods, because the Service spreads connections evenly over all ready pods.
   *
   * @default - none; required with a canary, unless you set `replicaCounts`
   */
  readonly trafficPercent?: number;

  /**
   * How many extra pods may run in addition to `replicas` to come closer to `trafficPercent`: a whole number, 0 or
   * more.
   *
   * @default 0
   */
  readonly maxSurge?: number;

  /**
   * The number of pods of each side, if you prefer counts to a percentage. It excludes `trafficPercent`, `maxSurge`,
   * `tolerance` and `capacityPolicy`.
   *
   * @default - the counts follow from `trafficPercent`
   */
  readonly replicaCounts?: ReplicaCounts;
}
