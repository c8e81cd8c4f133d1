import type { Duration } from 'cdk8s';
import type { Problem } from '../validate/problem';
import { wholeNumber } from '../validate/checks';

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

/** The options of a version that decide how its pods end. */
export interface DrainOptions {
  readonly drainSeconds?: number;
  readonly drainMethod?: DrainMethod;
  readonly terminationGracePeriod?: Duration;
  readonly container?: { readonly lifecycle?: { readonly preStop?: unknown } };
}

/** The default time for a pod to finish its requests after it is told to stop, in seconds (Kubernetes API, core/v1). */
export const DEFAULT_GRACE = 30;

/** The longest drain, a day, because a pod that is kept longer is forgotten. */
const MAX_SECONDS = 86_400;

export const DRAIN_SECONDS = wholeNumber(
  1,
  MAX_SECONDS,
  `a whole number of seconds from 1 to ${MAX_SECONDS}`,
  'state how long connections may still arrive, for example 10',
);

/** Returns the contradictions in the draining of a track, after the app's and the version's options are merged. */
export function drainProblems(prop: string, options: DrainOptions): Problem[] {
  const { drainSeconds, drainMethod, terminationGracePeriod, container } = options;
  if (drainSeconds === undefined) {
    if (drainMethod === undefined) return [];
    const fix = 'give drainSeconds, or remove drainMethod';
    return [{ prop: `${prop}.drainMethod`, received: drainMethod, expected: 'nothing without drainSeconds', fix }];
  }
  const problems: Problem[] = [];
  const grace = terminationGracePeriod?.toSeconds();
  if (grace !== undefined && grace <= drainSeconds) {
    problems.push({
      prop: `${prop}.terminationGracePeriod`,
      received: `${grace} s`,
      expected: `more than drainSeconds, which are ${drainSeconds}, as the container is killed at its end`,
      fix: `give ${drainSeconds + DEFAULT_GRACE} s, or leave it out for that`,
    });
  }
  if (container?.lifecycle?.preStop !== undefined) {
    const fix = 'remove drainSeconds or container.lifecycle.preStop';
    const expected = 'nothing beside container.lifecycle.preStop, which says what happens before the stop';
    problems.push({ prop: `${prop}.drainSeconds`, received: drainSeconds, expected, fix });
  }
  return problems;
}
