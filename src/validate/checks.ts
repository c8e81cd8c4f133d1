import type { Duration } from 'cdk8s';
import { alternatives } from '../text/words';
import { unquote, unquotePercent } from './number-as-text';
import { type Check, isListOf, isObject, isWholeNumber, kind } from './shape';

/** The most pods that a split counts to: `replicas` of a Deployment is an int32 (Kubernetes API, apps/v1). */
export const MAX_PODS = 2_147_483_647;

export function isNumberTo100(value: unknown): boolean {
  // NaN fails both comparisons.
  return typeof value === 'number' && value >= 0 && value <= 100;
}

/** Returns the seconds of a Duration, or `undefined` for other values. */
function toSeconds(value: unknown): number | undefined {
  // Don't use instanceof: a Duration from another copy of cdk8s in the user's tree is equally valid.
  if (!isObject(value) || typeof value.toSeconds !== 'function') return undefined;
  return (value as unknown as Duration).toSeconds({ integral: false });
}

function isWholeSeconds(value: unknown): boolean {
  return Number.isInteger(toSeconds(value));
}

/** Reports whether a value has a class, without instanceof, for the same reason. */
function hasClass(value: unknown, className: string): boolean {
  let prototype: unknown = isObject(value) ? Object.getPrototypeOf(value) : null;
  while (isObject(prototype)) {
    if ((prototype.constructor as { name?: unknown } | undefined)?.name === className) return true;
    prototype = Object.getPrototypeOf(prototype);
  }
  return false;
}

export const BOOLEAN = kind('true or false', 'pass a boolean, or leave it out', (value) => typeof value === 'boolean');

export const DURATION = kind(
  'a cdk8s Duration of whole seconds',
  (value) => writtenInSeconds(value) ?? 'pass one, for example Duration.seconds(30)',
  isWholeSeconds,
);

/**
 * Returns a check of a Duration within a range.
 *
 * @param max the longest, in seconds; the shortest is 1 second
 * @param example source text that makes one
 */
export function durationUpTo(max: number, example: string): Check {
  const expected = `a cdk8s Duration of 1 to ${max} whole seconds`;
  return (prop, value) => {
    const seconds = toSeconds(value);
    if (seconds === undefined) {
      const fix = writtenInSeconds(value) ?? `pass one, for example ${example}`;
      return [{ prop, received: value, expected, fix }];
    }
    if (Number.isInteger(seconds) && seconds >= 1 && seconds <= max) return [];
    return [{ prop, received: `${seconds} s`, expected, fix: `pass one, for example ${example}` }];
  };
}

/** Returns the remedy for a number that was passed as a Duration, or `undefined` for other values. */
function writtenInSeconds(value: unknown): string | undefined {
  return isWholeNumber(value, 1, MAX_PODS) ? `write Duration.seconds(${value})` : undefined;
}

export const TEXT = kind(
  'text of at least one character',
  'pass text, or leave it out',
  (value) => typeof value === 'string' && value !== '',
);

export const TEXTS = kind('a list of strings', 'pass a list, and put each entry in quotes', (value) =>
  isListOf(value, (entry) => typeof entry === 'string'),
);

/** Returns a check of a whole number within bounds. If the number is in quotes, the problem says so. */
export function wholeNumber(min: number, max: number, expected: string, fix: string): Check {
  const holds = (value: unknown): boolean => isWholeNumber(value, min, max);
  return kind(expected, (value) => unquote(value, holds) ?? fix, holds);
}

/** Returns a check of a count that Kubernetes holds in an int32. */
export function count(fix: string): Check {
  return wholeNumber(0, 2_147_483_647, 'a whole number, 0 or more', fix);
}

/** Returns a check of a number of pods. */
export function podCount(fix: string): Check {
  return wholeNumber(0, MAX_PODS, `a whole number from 0 to ${MAX_PODS}`, fix);
}

export const REPLICAS = podCount('state how many pods should run');

/**
 * Returns a check of the maximum of an autoscaler.
 *
 * @param least the prop that states the fewest
 * @param fewest its value
 */
export function maxReplicas(least: string, fewest: unknown): Check {
  // An invalid `replicas` is reported separately.
  const min = isWholeNumber(fewest, 1, MAX_PODS) ? fewest : 1;
  const expected = `a whole number from ${min} (${least}) to ${MAX_PODS}`;
  return wholeNumber(min, MAX_PODS, expected, 'state how many pods the highest load needs');
}

export const PORT = wholeNumber(1, 65535, 'a whole number from 1 to 65535', 'use a port number');

export const ID = wholeNumber(
  0,
  2_147_483_647,
  'a whole number from 0 to 2147483647',
  'use the number of the user or group',
);

/** Returns a check of a percentage. */
export function percentage(fix: string): Check {
  return kind('a number from 0 to 100', (value) => unquotePercent(value, isNumberTo100) ?? fix, isNumberTo100);
}

/** Returns a check of a number of percentage points. */
export function points(fix: string): Check {
  return kind(
    'a number of points from 0 to 100',
    (value) => unquotePercent(value, isNumberTo100) ?? fix,
    isNumberTo100,
  );
}

/**
 * Returns a check of the values of an enum.
 *
 * @param enumName its name in the source text of a user
 */
export function oneOf(values: Record<string, string>, enumName: string): Check {
  const members = Object.values(values);
  const names = Object.keys(values).map((key) => `${enumName}.${key}`);
  return kind(`one of ${members.join(', ')}`, `use ${alternatives(names)}`, (value) =>
    members.includes(value as string),
  );
}

/**
 * Returns a check of the instances of a class.
 *
 * @param example source text that makes one
 */
export function instanceOf(className: string, example: string, library = 'cdk8s-plus'): Check {
  const article = /^[AEIOU]/.test(className) ? 'an' : 'a';
  return kind(`${article} ${className} of ${library}`, `pass one, for example ${example}`, (value) =>
    hasClass(value, className),
  );
}

/** Refuses a field that has no place in these options. */
export function nothingHere(fix: string): Check {
  return kind('no value here', fix, () => false);
}
