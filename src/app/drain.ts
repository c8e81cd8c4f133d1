import type { Duration } from 'cdk8s';
import type { Problem } from '../validate/problem';
import { enumProblem, found, isWholeNumber } from '../validate/shape';

/** How a container is kept from stopping while connections still arrive. */
export enum DrainMethod {
  /** The command `sleep` is run in the container: the image must have it. Works with every version of Kubernetes. */
  SLEEP_COMMAND = 'sleep-command',
  /**
   * Kubernetes waits by itself, for images without a shell: version 1.30 and later, or 1.29 with the feature gate
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

/** How long a pod may take to finish its requests once it is told to stop, in seconds (Kubernetes API, core/v1). */
export const DEFAULT_GRACE = 30;

/** What is wrong with how a version drains, as far as that can be said without the app. */
export function drainOptionProblems(prefix: string, options: DrainOptions): Problem[] {
  const { drainSeconds, drainMethod } = options;
  const problems = found(enumProblem(`${prefix}drainMethod`, drainMethod, DrainMethod));
  if (drainSeconds === undefined || isWholeNumber(drainSeconds, 1, MAX_SECONDS)) return problems;
  const expected = `a whole number of seconds from 1 to ${MAX_SECONDS}`;
  const fix = 'state how long connections may still arrive, for example 10';
  return [...problems, { prop: `${prefix}drainSeconds`, received: drainSeconds, expected, fix }];
}

/** What contradicts the draining of a track, once the app's and the version's options are put together. */
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

/** A day: a pod that is kept longer is forgotten. */
const MAX_SECONDS = 86_400;
