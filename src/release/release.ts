import type { CapacityPolicy } from '../split/capacity-policy';
import type { ReleaseStrategy } from './release-strategy';
import type { ReleaseVersion } from './release-version';

/**
 * The content of a release file: the version that runs, the version that comes next, and the current stage. It contains
 * everything that changes in a release, and nothing else.
 *
 * @example
 * const release: Release = {
 *   strategy: ReleaseStrategy.CANARY,
 *   replicas: 10,
 *   steps: [10, 30, 50, 100],
 *   current: { version: 'v1', image: 'registry.example.com/shop:1.8.2' },
 *   next: { version: 'v2', image: 'registry.example.com/shop:2.0.0' },
 *   stage: 3,
 * };
 */
export interface Release {
  /** The way in which the release moves users from one version to the next. */
  readonly strategy: ReleaseStrategy;

  /** The number of pods before and after the release: a whole number from 1 to 2147483647. */
  readonly replicas: number;

  /**
   * The shares of the traffic that a canary gets step by step, in percent: above 0, at most 100, in rising order. 100
   * is added if you leave it out.
   *
   * @default - required in a canary release; not allowed in a blue/green release
   */
  readonly steps?: number[];

  /**
   * How many of the `replicas` pods may be missing at any moment of a canary release: a number of pods, or a
   * percentage of `replicas` up to 100%, rounded down. One pod always stays ready.
   *
   * @default 25%
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many extra pods may run in addition to `replicas` at any moment of a canary release: a number of pods, or a
   * percentage of `replicas`, rounded up.
   *
   * @default 25%
   */
  readonly maxSurge?: number | string;

  /**
   * How far a canary's share may be from a step, from 0 to 100 percentage points.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether a canary's pods replace those of the current version or are added to them, as far as `maxSurge` allows.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;

  /**
   * The number of pods of the next version to test at first in a blue/green release: a whole number from 1 to
   * `replicas`. A number below `replicas` adds a stage that brings them to `replicas` before the switch.
   *
   * @default - `replicas`
   */
  readonly previewReplicas?: number;

  /**
   * Whether a blue/green release has a stage before the switch in which both versions serve, on the way forward and
   * back. Use it behind load balancers that target pods.
   *
   * @default false: the Service switches at once
   */
  readonly overlap?: boolean;

  /** The version that serves before the release, and at rest. */
  readonly current: ReleaseVersion;

  /**
   * The version that will replace it.
   *
   * @default - no release is under way
   */
  readonly next?: ReleaseVersion;

  /**
   * The number of the current stage in the plan. In stage 1, the next version has no pods yet; in the last stage, it
   * has all the traffic.
   *
   * @default - 1 if there is a next version
   */
  readonly stage?: number;

  /**
   * Whether the release waits for a person: `true`, or the reason. No schedule advances it until you resume it.
   *
   * @default false
   */
  readonly held?: boolean | string;
}
