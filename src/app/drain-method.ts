/** The way to keep a container from stopping while connections still arrive. */
export enum DrainMethod {
  /** Runs the command `sleep` in the container, so the image must have it. Works with every version of Kubernetes. */
  SLEEP_COMMAND = 'sleep-command',
  /**
   * Lets Kubernetes wait, for images without a shell. Needs version 1.30, or 1.29 with the feature gate
   * `PodLifecycleSleepAction`. An older API server drops the field, and the container stops at once.
   *
   * @see https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/#hook-handler-implementations
   */
  NATIVE_SLEEP = 'native-sleep',
}
