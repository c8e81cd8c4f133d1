import type { Problem } from './problem';
import { unquote, unquotePercent } from './number-as-text';
import { unknownFieldProblems } from './unknown-fields';
import type { Duration } from 'cdk8s';

/** Reports what is wrong with a value that is given: callers may write plain JavaScript. */
export type Check = (prop: string, value: unknown) => Problem[];

/** Returns whether a value is a number of pods. */
export function replicasProblem(prop: string, replicas: unknown): Problem | undefined {
  return REPLICAS(prop, replicas)[0];
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

/** Returns whether a value is a port number. */
export function portProblem(prop: string, port: unknown): Problem | undefined {
  return PORT(prop, port)[0];
}

/** Whether a value is one of an enum's values, or left out. */
export function enumProblem(prop: string, value: unknown, values: Record<string, string>): Problem | undefined {
  if (value === undefined || Object.values(values).includes(value as string)) return undefined;
  return { prop, received: value, expected: `one of ${Object.values(values).join(', ')}`, fix: 'use one of the enum' };
}

/** Reports options that there are none of. */
export function unknownOptionProblems(prefix: string, given: object, known: object): Problem[] {
  return unknownFieldProblems(prefix, given, Object.keys(known));
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

/** The most pods that a split counts to: `replicas` of a Deployment is an int32 (Kubernetes API, apps/v1). */
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

/** Not instanceof, for the same reason. */
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
 * @param expected the values that pass, to follow the word "expected"
 * @param fix the remedy, as an instruction, or what makes one of the value
 */
export function kind(
  expected: string,
  fix: string | ((value: unknown) => string),
  holds: (value: unknown) => boolean,
): Check {
  return (prop, received) =>
    holds(received) ? [] : [{ prop, received, expected, fix: typeof fix === 'string' ? fix : fix(received) }];
}

/** Returns a check of a whole number within bounds, which is often given as text. */
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

/** Whether a value is a list of what passes a test. */
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

/** An object whose fields are checked as far as they are named here; what else it has is left to cdk8s-plus. */
export function objectOf(fields: Readonly<Record<string, Check>>, required: string[] = []): Check {
  return (prop, value) => {
    const problems = OBJECT(prop, value);
    return problems.length > 0 ? problems : fieldProblems(`${prop}.`, value as object, fields, required);
  };
}

/** Such an object with no other fields: cdk8s-plus would write them as they are. */
export function exactly(fields: Readonly<Record<string, Check>>, required: string[] = []): Check {
  const check = objectOf(fields, required);
  return (prop, value) => [
    ...check(prop, value),
    ...(isObject(value) ? unknownFieldProblems(`${prop}.`, value, Object.keys(fields)) : []),
  ];
}

/** A list whose entries are objects that pass a check. */
export function listOf(check: Check): Check {
  return (prop, value) => {
    const problems = LIST(prop, value);
    if (problems.length > 0) return problems;
    return (value as object[]).flatMap((entry, index) => check(`${prop}[${index}]`, entry));
  };
}

/** An object under whose names stand values that pass a check. */
export function mapOf(check: Check): Check {
  return (prop, value) => {
    const problems = OBJECT(prop, value);
    if (problems.length > 0) return problems;
    return Object.entries(value as object).flatMap(([name, entry]) => check(`${prop}[${JSON.stringify(name)}]`, entry));
  };
}

/** A value of an enum. */
export function oneOf(values: Record<string, string>): Check {
  const expected = `one of ${Object.values(values).join(', ')}`;
  return kind(expected, 'use one of the enum', (value) => Object.values(values).includes(value as string));
}

/**
 * An instance of a class.
 *
 * @param example how to make one
 */
export function instanceOf(className: string, example: string, library = 'cdk8s-plus'): Check {
  return kind(`a ${className} of ${library}`, `give one, for example ${example}`, (value) =>
    hasClass(value, className),
  );
}

/**
 * A check for each field of an interface of options. A field that is added to the interface doesn't compile until it has one.
 */
export type Shape<T> = { readonly [Field in keyof T]-?: Check };

/** Leaves a field to the checks that see it together with others. */
export const UNCHECKED: Check = () => [];

/** Returns a check that has one problem at most as a check like any other. */
export function toCheck(problemOf: (prop: string, value: unknown) => Problem | undefined): Check {
  return (prop, value) => found(problemOf(prop, value));
}

/** Reports the problems of all fields of an object, with a text before the name of each: `stable.` */
export type FieldsCheck = (prefix: string, given: object) => Problem[];

/**
 * Returns a check of the fields of an object: unknown ones first, then those that are given or required. Made once, when the module
 * is loaded.
 *
 * @param remedy what to do about an unknown name that belongs elsewhere, or `undefined`
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
 * @param example options as the function takes them, as source text
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
 * What is wrong with the fields of an object that are there, or have to be.
 *
 * @param prefix what stands before the name of a field: `container.`
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

/** Whether a value is true, false or left out. */
export function booleanProblem(prop: string, value: unknown): Problem[] {
  return value === undefined ? [] : BOOLEAN(prop, value);
}

/** Whether a value is a Duration or left out. */
export function durationProblem(prop: string, value: unknown): Problem[] {
  return value === undefined ? [] : DURATION(prop, value);
}
