import type { Duration } from 'cdk8s';
import type { Problem } from './problem';
import { isObject, isWholeNumber, unknownOptionProblems } from './value-problems';

/** What is wrong with a value that is given: callers may write plain JavaScript. */
export type Check = (prop: string, value: unknown) => Problem[];

export const BOOLEAN = kind('true or false', 'give a boolean, or leave it out', (value) => typeof value === 'boolean');
export const DURATION = kind(
  'a cdk8s Duration of whole seconds',
  'give one, for example Duration.seconds(30)',
  isWholeSeconds,
);
export const TEXT = kind('text of at least one character', 'give text, or leave it out', isText);
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
    ...(isObject(value) ? unknownOptionProblems(`${prop}.`, value, fields) : []),
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

function kind(expected: string, fix: string, holds: (value: unknown) => boolean): Check {
  return (prop, received) => (holds(received) ? [] : [{ prop, received, expected, fix }]);
}

/** Whether a value is a list of what passes a test. */
export function isListOf(value: unknown, holds: (entry: unknown) => boolean): boolean {
  // A list with holes in it is none: Array.from makes entries of them, which `every` would pass over.
  return Array.isArray(value) && Array.from(value as unknown[]).every(holds);
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
