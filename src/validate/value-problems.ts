import type { Problem } from './problem';
import { MAX_PODS, podCountProblem } from '../split/split-options';

/** Whether a value is a number of pods. */
export function replicasProblem(prop: string, replicas: unknown): Problem | undefined {
  return podCountProblem(prop, replicas, 'state how many pods are to run');
}

/**
 * Whether a value is the most pods that an autoscaler may run.
 *
 * @param least the prop that says the fewest
 * @param fewest what it says
 */
export function maxReplicasProblem(
  prop: string,
  maxReplicas: unknown,
  least: string,
  fewest: unknown,
): Problem | undefined {
  // A `replicas` that is wrong itself is reported as such.
  const min = isWholeNumber(fewest, 1, MAX_PODS) ? fewest : 1;
  if (isWholeNumber(maxReplicas, min, MAX_PODS)) return undefined;
  const expected = `a whole number from ${least}, ${min}, to ${MAX_PODS}`;
  return { prop, received: maxReplicas, expected, fix: 'state how many pods the highest load needs' };
}

/** Whether a value is a port number. */
export function portProblem(prop: string, port: unknown): Problem | undefined {
  if (isWholeNumber(port, 1, 65535)) return undefined;
  return { prop, received: port, expected: 'a whole number from 1 to 65535', fix: 'give a port number' };
}

/** Whether a value is one of an enum's values, or left out. */
export function enumProblem(prop: string, value: unknown, values: Record<string, string>): Problem | undefined {
  if (value === undefined || Object.values(values).includes(value as string)) return undefined;
  return { prop, received: value, expected: `one of ${Object.values(values).join(', ')}`, fix: 'use one of the enum' };
}

/** Options that are none: a misspelled one would otherwise be passed over in silence. */
export function unknownOptionProblems(prefix: string, given: object, known: object): Problem[] {
  return Object.keys(given)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => ({
      prop: `${prefix}${key}`,
      received: (given as Record<string, unknown>)[key],
      expected: 'nothing, since there is no option of that name',
      fix: 'check its spelling, or remove it',
    }));
}

/** The problems of a list, with the checks that found nothing left out. */
export function found(...problems: (Problem | undefined)[]): Problem[] {
  return problems.filter((problem) => problem !== undefined);
}

export function isWholeNumber(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
