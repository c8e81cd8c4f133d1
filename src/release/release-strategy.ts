/** The way in which a release moves users from one version to the next. */
export enum ReleaseStrategy {
  /** The next version gets a growing share of the traffic through its share of the pods. */
  CANARY = 'canary',
  /** The next version runs beside the current one, and the Service switches to it at once. */
  BLUE_GREEN = 'blue-green',
}
