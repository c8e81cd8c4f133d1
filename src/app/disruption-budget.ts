/** How many pods of a version an eviction, such as a node drain, may take at a time. Give exactly one of both. */
export interface DisruptionBudgetOptions {
  /**
   * How many pods may be missing because of evictions: a whole number, 1 or more, or a percentage of the pods, rounded up.
   * It fits a version of any size, and so a canary, too.
   *
   * @default - `minAvailable` says it
   */
  readonly maxUnavailable?: number | string;

  /**
   * How many pods must stay: a whole number, 0 or more, or a percentage of the pods, rounded up. It must leave at least one
   * pod that may go, or a node with such a pod could not be drained.
   *
   * @default - `maxUnavailable` says it
   */
  readonly minAvailable?: number | string;
}
