/** What happens to the stable pods while a canary runs beside them. */
export enum CapacityPolicy {
  /**
   * Canary pods take the place of stable pods: 10 pods at 30% run as 7 stable + 3 canary.
   * `maxSurge` extra pods may be spent to come closer to the percentage.
   */
  REPLACE = 'replace',
  /**
   * The stable pods all stay until 100%, and canary pods come on top, at most `maxSurge` of them:
   * 10 pods at 10% run as 10 stable + 1 canary (9.09%). The cautious choice: an abort needs no new stable pod.
   */
  KEEP_STABLE = 'keep-stable',
}
