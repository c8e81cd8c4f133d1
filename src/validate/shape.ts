import type { Problem } from './problem';
import { unquote, unquotePercent } from './number-as-text';
import { unknownFieldProblems } from './unknown-fields';
import type { Duration } from 'cdk8s';

/** A check that reports the problems of a given value, because callers may write plain JavaScript. */
export type Check = (prop: string, value: unknown) => Problem[];

/** Returns the problem of a value that is no number of pods. */
export function replicasProblem(prop: string, replicas: unknown): Problem | undefined {
  return REPLICAS(prop, replicas)[0];
}

/**
 * Returns the problem of a value that can't be the maximum of an autoscaler.
 *
 * @param least the prop with the minimum
 * @param fewest the value of that prop
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

/** Returns the problem of a value that is no port number. */
export function portProblem(prop: string, port: unknown): Problem | undefined {
  return PORT(prop, port)[0];
}

/** Returns the problem of a value that is not in an enum; `undefined` is valid. */
export function enumProblem(prop: string, value: unknown, values: Record<string, string>): Problem | undefined {
  if (value === undefined || Object.values(values).includes(value as string)) return undefined;
  return { prop, received: value, expected: `one of ${Object.values(values).join(', ')}`, fix: 'use one of the enum' };
}

/** Reports unknown options. */
export function unknownOptionProblems(prefix: string, given: object, known: object): Problem[] {
  return unknownFieldProblems(prefix, given, Object.keys(known));
}

/** Returns the problems in a list of check results. */
export function found(...problems: (Problem | undefined)[]): Problem[] {
  return problems.filter((problem) => problem !== undefined);
}

export function isWholeNumber(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The most pods of a split: `replicas` of a Deployment is an int32 (Kubernetes API, apps/v1). */
export const MAX_PODS = 2_147_483_647;

export function isNumberTo100(value: unknown): boolean {
  // NaN fails both comparisons.
  return typeof value === 'number' && value >= 0 && value <= 100;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isWholeSeconds(value: unknown): boolean {
  // Not instanceof: another copy of cdk8s in the user's tree makes Durations that are as good.
  if (!isObject(value) || typeof value.toSeconds !== 'function') return false;
  return Number.isInteger((value as unknown as Duration).toSeconds({ integral: false }));
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

/**
 * Returns a check that a value passes or fails as a whole.
 *
 * @param expected the valid values, to follow the word "expected"
 * @param fix the remedy, as an instruction, or a function that makes one of the value
 */
export function kind(
  expected: string,
  fix: string | ((value: unknown) => string),
  holds: (value: unknown) => boolean,
): Check {
  return (prop, received) =>
    holds(received) ? [] : [{ prop, received, expected, fix: typeof fix === 'string' ? fix : fix(received) }];
}

/** Returns a check of a whole number within bounds, which is often passed as text. */
export function wholeNumber(min: number, max: number, expected: string, fix: string): Check {
  const holds = (value: unknown): boolean => isWholeNumber(value, min, max);
  return kind(expected, (value) => unquote(value, holds) ?? fix, holds);
}

/** Returns a check of a number of pods. */
export function podCount(fix: string): Check {
  return wholeNumber(0, MAX_PODS, `a whole number from 0 to ${MAX_PODS}`, fix);
}

export const REPLICAS = podCount('state how many pods are to run');

export const PORT = wholeNumber(1, 65535, 'a whole number from 1 to 65535', 'give a port number');

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

export const BOOLEAN = kind('true or false', 'give a boolean, or leave it out', (value) => typeof value === 'boolean');

export const DURATION = kind(
  'a cdk8s Duration of whole seconds',
  'give one, for example Duration.seconds(30)',
  isWholeSeconds,
);

export const TEXT = kind('text of at least one character', 'give text, or leave it out', isText);

/** Reports whether a value is a list whose entries pass a test. */
export function isListOf(value: unknown, holds: (entry: unknown) => boolean): boolean {
  // A list with holes in it is none: Array.from makes entries of them, which `every` would pass over.
  return Array.isArray(value) && Array.from(value as unknown[]).every(holds);
}

export const TEXTS = kind('a list of texts', 'give a list, and put each entry in quotes', (value) =>
  isListOf(value, (entry) => typeof entry === 'string'),
);

export const ID = kind('a whole number from 0 to 2147483647', 'give the number of the user or group', (value) =>
  isWholeNumber(value, 0, 2_147_483_647),
);

export const LIST = kind('a list of objects', 'give a list, or leave it out', (value) => isListOf(value, isObject));

export const OBJECT = kind('an object as cdk8s-plus takes it', 'give one, or leave it out', isObject);

/** Returns a check of an object with the given fields; it leaves other fields to cdk8s-plus. */
export function objectOf(fields: Readonly<Record<string, Check>>, required: string[] = []): Check {
  return (prop, value) => {
    const problems = OBJECT(prop, value);
    return problems.length > 0 ? problems : fieldProblems(`${prop}.`, value as object, fields, required);
  };
}

/** Returns a check of an object with no other fields, because cdk8s-plus would write them as they are. */
export function exactly(fields: Readonly<Record<string, Check>>, required: string[] = []): Check {
  const check = objectOf(fields, required);
  return (prop, value) => [
    ...check(prop, value),
    ...(isObject(value) ? unknownFieldProblems(`${prop}.`, value, Object.keys(fields)) : []),
  ];
}

/** Returns a check of a list whose entries are objects that pass a check. */
export function listOf(check: Check): Check {
  return (prop, value) => {
    const problems = LIST(prop, value);
    if (problems.length > 0) return problems;
    return (value as object[]).flatMap((entry, index) => check(`${prop}[${index}]`, entry));
  };
}

/** Returns a check of an object whose values pass a check. */
export function mapOf(check: Check): Check {
  return (prop, value) => {
    const problems = OBJECT(prop, value);
    if (problems.length > 0) return problems;
    return Object.entries(value as object).flatMap(([name, entry]) => check(`${prop}[${JSON.stringify(name)}]`, entry));
  };
}

/** Returns a check of an enum value. */
export function oneOf(values: Record<string, string>): Check {
  const expected = `one of ${Object.values(values).join(', ')}`;
  return kind(expected, 'use one of the enum', (value) => Object.values(values).includes(value as string));
}

/**
 * Returns a check of an instance of a class.
 *
 * @param example code that makes one
 */
export function instanceOf(className: string, example: string, library = 'cdk8s-plus'): Check {
  return kind(`a ${className} of ${library}`, `give one, for example ${example}`, (value) =>
    hasClass(value, className),
  );
}

/** A check for each field of an options interface. A new field of the interface doesn't compile until it has one. */
export type Shape<T> = { readonly [Field in keyof T]-?: Check };

/** Leaves a field to the checks that look at it together with others. */
export const UNCHECKED: Check = () => [];

/** Returns a check with at most one problem as a check of the general form. */
export function toCheck(problemOf: (prop: string, value: unknown) => Problem | undefined): Check {
  return (prop, value) => found(problemOf(prop, value));
}

/** A check that reports the problems of all fields of an object, with a prefix before the name of each: `stable.` */
export type FieldsCheck = (prefix: string, given: object) => Problem[];

/**
 * Returns a check of the fields of an object: unknown ones first, then given and required ones. It is made once, when
 * the module is loaded.
 *
 * @param remedy the remedy for an unknown name that belongs elsewhere, or `undefined`
 */
export function fieldsCheck<T>(
  shape: Shape<T>,
  required: readonly (keyof T)[] = [],
  remedy?: (name: string) => string | undefined,
): FieldsCheck {
  const checks = Object.entries<Check>(shape);
  const known = Object.keys(shape);
  const asked: readonly unknown[] = required;
  return (prefix, given) => {
    const problems = unknownFieldProblems(prefix, given, known, 'option', remedy);
    for (const [field, check] of checks) {
      const value = (given as Record<string, unknown>)[field];
      if (value !== undefined || asked.includes(field)) problems.push(...check(`${prefix}${field}`, value));
    }
    return problems;
  };
}

/**
 * Returns a check of the options of a function, which callers in plain JavaScript may leave out.
 *
 * @param example valid options as source text
 */
export function optionsCheck<T>(
  shape: Shape<T>,
  required: readonly (keyof T)[],
  example: string,
): (options: unknown) => Problem[] {
  const check = fieldsCheck(shape, required);
  return (options) => {
    if (isObject(options)) return check('', options);
    return [{ prop: 'options', received: options, expected: 'an object', fix: `give options such as ${example}` }];
  };
}

/**
 * Returns the problems of the given and required fields of an object.
 *
 * @param prefix the text before the name of a field: `container.`
 */
export function fieldProblems(
  prefix: string,
  values: object,
  fields: Readonly<Record<string, Check>>,
  required: string[] = [],
): Problem[] {
  return Object.entries(fields).flatMap(([field, check]) => {
    const value = (values as Record<string, unknown>)[field];
    return value === undefined && !required.includes(field) ? [] : check(`${prefix}${field}`, value);
  });
}

/** Returns the problem of a value that is neither a boolean nor left out. */
export function booleanProblem(prop: string, value: unknown): Problem[] {
  return value === undefined ? [] : BOOLEAN(prop, value);
}

/** Returns the problem of a value that is neither a Duration nor left out. */
export function durationProblem(prop: string, value: unknown): Problem[] {
  return value === undefined ? [] : DURATION(prop, value);
}
