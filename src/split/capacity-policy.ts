/** The treatment of the stable pods while a canary runs beside them. */
export enum CapacityPolicy {
  /**
   * Canary pods replace stable pods: 10 pods at 30% run as 7 stable + 3 canary. Up to `maxSurge` extra pods are added
   * if they come closer to the percentage.
   */
  REPLACE = 'replace',
  /**
   * All stable pods stay until 100%, and up to `maxSurge` canary pods are added: 10 pods at 10% run as 10 stable + 1
   * canary (9.09%). This is the cautious choice, because an abort needs no new stable pod.
   */
  KEEP_STABLE = 'keep-stable',
}
