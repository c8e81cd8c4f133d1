import type { CanaryOptions, CanaryVersionProps } from '../canary/canary-options';

/** What a `CanaryRollout` is made from: the app and both versions as for a `CanaryApp`, and the way from one to the other. */
export interface CanaryRolloutProps extends CanaryOptions {
  /** The version that is to take the place of the stable one. */
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
}
