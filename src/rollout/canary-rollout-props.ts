import type { AppOptions } from '../app-options';
import type { CanaryVersionProps } from '../canary-props';
import type { CapacityPolicy } from '../capacity-policy';

/** What a `CanaryRollout` is made from: the app and both versions as for a `CanaryApp`, and the way from one to the other. */
export interface CanaryRolloutProps extends AppOptions {
  /** The version that runs in production. */
  readonly stable: CanaryVersionProps;

  /** The version that is to take its place. */
  readonly canary: CanaryVersionProps;

  /**
   * The shares of the traffic that the canary is to get one after another, in percent: more than 0, at most 100, each
   * higher than the one before. 100 is added where it is left out.
   */
  readonly steps: number[];

  /**
   * How many of the `replicas` pods may be missing at any moment: a number of pods, or a percentage of `replicas`, rounded
   * down. One pod always stays ready.
   *
   * @default 25%
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many pods may run on top of `replicas` at any moment: a number of pods, or a percentage of `replicas`, rounded up.
   *
   * @default 25%
   */
  readonly maxSurge?: number | string;

  /**
   * How far the canary's share may be from a step, in points, 0 to 100.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether the canary's pods replace stable ones or come on top of them, as far as `maxSurge` lets them.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;

  /**
   * The labels that a pod must carry to get traffic, as for a `CanaryApp`.
   *
   * @default - the app label
   */
  readonly serviceSelector?: { [key: string]: string };
}
