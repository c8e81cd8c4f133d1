import type { AppOptions } from '../app/app-options';
import type { CapacityPolicy } from '../split/capacity-policy';
import type { VersionProps } from '../app/version-props';

/** One version of a `CanaryApp`. */
export interface CanaryVersionProps extends VersionProps {
  /**
   * The name of the version, such as `v2` or `2.0.1`. It is part of its Deployment's name and a label of its pods, so a
   * running version must keep its name, and a new version needs a new one.
   */
  readonly version: string;
}

/** The options of a canary release that stay the same from step to step. */
export interface CanaryOptions extends AppOptions {
  /** The version that runs in production. */
  readonly stable: CanaryVersionProps;

  /**
   * How far the share of the pods may be from the percentage, from 0 to 100 percentage points. If no split comes that
   * close, synthesis fails and suggests options that work.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether the canary's pods replace stable pods or are added to them.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;

  /**
   * The labels of the pods that get traffic. All versions' pods must have them. Set them to adopt a Service that
   * already runs.
   *
   * @default - the app label
   */
  readonly serviceSelector?: { [key: string]: string };

  /**
   * Whether there are two more Services, one for the stable version only and one for the canary only: for dashboards,
   * for tests of the canary, and for a gateway that routes by header. Their selectors follow the roles; the pods don't
   * change.
   *
   * @default false
   */
  readonly trackServices?: boolean;

  /**
   * The name of the Service that selects only the stable version.
   *
   * @default - `<name>-stable`
   */
  readonly stableServiceName?: string;

  /**
   * The name of the Service that selects only the canary.
   *
   * @default - `<name>-canary`
   */
  readonly canaryServiceName?: string;
}

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
