/**
 * How many pods of a version an eviction, such as a node drain, may remove at a time. Set exactly one of the two
 * options.
 */
export interface DisruptionBudgetOptions {
  /**
   * How many pods may be missing because of evictions: a whole number, 1 or more, or a percentage of the pods, rounded
   * up. It suits versions of any size, including a canary.
   *
   * @default - set `minAvailable` instead
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many pods must stay: a whole number, 0 or more, or a percentage of the pods, rounded up. It must leave at least
   * one pod that may go; otherwise a node with such a pod could not be drained.
   *
   * @default - set `maxUnavailable` instead
   */
  readonly minAvailable?: number | string;
}
