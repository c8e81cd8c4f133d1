import type { AppOptions } from '../app/app-options';
import type { CapacityPolicy } from '../split/capacity-policy';
import type { VersionProps } from '../app/version-props';

/** One version of a `CanaryApp`. */
export interface CanaryVersionProps extends VersionProps {
  /**
   * The name of the version, such as `v2` or `2.0.1`. Its Deployment is named after it and its pods are labelled with
   * it, so a version that runs must keep its name, and a new version needs a new one.
   */
  readonly version: string;
}

/** The options of a canary release that stay the same from step to step. */
export interface CanaryOptions extends AppOptions {
  /** The version that runs in production. */
  readonly stable: CanaryVersionProps;

  /**
   * How far the share of the pods may be from the percentage, in points, 0 to 100. Where no split comes that close,
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
   * The labels that a pod must carry to get traffic. All versions' pods must carry them. Pin them to take over a Service
   * that already runs.
   *
   * @default - the app label
   */
  readonly serviceSelector?: { [key: string]: string };

  /**
   * Whether two more Services reach the stable version alone and the canary alone: for dashboards, for tests of the canary,
   * and for routing by header where something in the cluster can do that. Their selectors follow the roles; the pods know
   * nothing of them.
   *
   * @default false
   */
  readonly trackServices?: boolean;

  /**
   * The name of the Service that reaches the stable version alone.
   *
   * @default - `<name>-stable`
   */
  readonly stableServiceName?: string;

  /**
   * The name of the Service that reaches the canary alone.
   *
   * @default - `<name>-canary`
   */
  readonly canaryServiceName?: string;
}
