import type { Duration } from 'cdk8s';
import type { DrainMethod } from './drain-method';
import type { Problem } from '../validate/problem';
import { durationUpTo } from '../validate/checks';

/** The options of a version that decide how its pods end. */
export interface DrainOptions {
  readonly drainPeriod?: Duration;
  readonly drainMethod?: DrainMethod;
  readonly terminationGracePeriod?: Duration;
  readonly container?: { readonly lifecycle?: { readonly preStop?: unknown } };
}

/** The default time for a pod to finish its requests after it is told to stop, in seconds (Kubernetes API, core/v1). */
export const DEFAULT_GRACE = 30;

/** The longest drain, a day, in seconds: a longer one is most likely a mistake. */
const MAX_SECONDS = 86_400;

export const DRAIN_PERIOD = durationUpTo(MAX_SECONDS, 'Duration.seconds(10)');

/** Returns the contradictions in the draining of a track, after the app's and the version's options are merged. */
export function drainProblems(prop: string, options: DrainOptions): Problem[] {
  const { drainPeriod, drainMethod, terminationGracePeriod, container } = options;
  if (drainPeriod === undefined) {
    if (drainMethod === undefined) return [];
    const fix = 'set drainPeriod, or remove drainMethod';
    return [{ prop: `${prop}.drainMethod`, received: drainMethod, expected: 'no value without drainPeriod', fix }];
  }
  const problems: Problem[] = [];
  const seconds = drainPeriod.toSeconds();
  const grace = terminationGracePeriod?.toSeconds();
  if (grace !== undefined && grace <= seconds) {
    problems.push({
      prop: `${prop}.terminationGracePeriod`,
      received: `${grace} s`,
      expected: `more than drainPeriod (${seconds} s), because the container is killed when the grace period ends`,
      fix: `set it to ${seconds + DEFAULT_GRACE} s, or leave it out for this default`,
    });
  }
  if (container?.lifecycle?.preStop !== undefined) {
    const fix = 'remove drainPeriod or container.lifecycle.preStop';
    const expected = 'no value together with container.lifecycle.preStop, because a container has only one such hook';
    problems.push({ prop: `${prop}.drainPeriod`, received: `${seconds} s`, expected, fix });
  }
  return problems;
}
