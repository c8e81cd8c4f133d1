import type { CapacityPolicy } from '../split/capacity-policy';
import type { ReleaseStrategy } from './release-strategy';
import type { ReleaseVersion } from './release-version';

/**
 * What a release file says: the version that runs, the version that comes, and how far it is. It holds all that changes in a
 * release, and nothing else.
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
  /** How the release takes users from one version to the next. */
  readonly strategy: ReleaseStrategy;

  /** How many pods serve before and after the release: a whole number, 1 to 2147483647. */
  readonly replicas: number;

  /**
   * The shares of the traffic that a canary gets one after another, in percent: more than 0, at most 100, each higher than the
   * one before. 100 is added where it is left out.
   *
   * @default - required in a canary release; a blue/green release has none
   */
  readonly steps?: number[];

  /**
   * How many of the `replicas` pods may be missing at any moment of a canary release: a number of pods, or a percentage of
   * `replicas`, rounded down. One pod always stays ready.
   *
   * @default 25%
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many pods may run on top of `replicas` at any moment of a canary release: a number of pods, or a percentage of
   * `replicas`, rounded up.
   *
   * @default 25%
   */
  readonly maxSurge?: number | string;

  /**
   * How far a canary's share may be from a step, in points, 0 to 100.
   *
   * @default 5
   */
  readonly tolerance?: number;

  /**
   * Whether a canary's pods replace those of the current version or come on top of them, as far as `maxSurge` lets them.
   *
   * @default CapacityPolicy.REPLACE
   */
  readonly capacityPolicy?: CapacityPolicy;

  /**
   * How many pods of the next version are tested at first in a blue/green release: a whole number, 1 to `replicas`. Fewer than
   * `replicas` add a stage that brings them to `replicas` before the switch.
   *
   * @default - `replicas`
   */
  readonly previewReplicas?: number;

  /** The version that serves before the release, and at rest. */
  readonly current: ReleaseVersion;

  /**
   * The version that is to take its place.
   *
   * @default - no release is under way
   */
  readonly next?: ReleaseVersion;

  /**
   * How far the next version is: the number of a stage of the plan, from 1, in which it has no pods yet, to the last one, in
   * which it has all the traffic.
   *
   * @default 1 where there is a next version
   */
  readonly stage?: number;

  /**
   * Whether the release waits for a person: `true`, or the reason why. No schedule advances it until it is resumed.
   *
   * @default false
   */
  readonly held?: boolean | string;
}
