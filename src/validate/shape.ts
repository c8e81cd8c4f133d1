import type { Problem } from './problem';
import { type Remedy, unknownFieldProblems } from './unknown-fields';

/** A check that reports the problems of a given value, because callers may write plain JavaScript. */
export type Check = (prop: string, value: unknown) => Problem[];

/** A check for each field of an options interface. A new field of the interface doesn't compile until it has one. */
export type Shape<T> = { readonly [Field in keyof T]-?: Check };

/** A check that reports the problems of all fields of an object, with a prefix before the name of each: `stable.` */
export type FieldsCheck = (prefix: string, given: object) => Problem[];

/** Returns the problems of a list, without the checks that found none. */
export function found(...problems: (Problem | undefined)[]): Problem[] {
  return problems.filter((problem) => problem !== undefined);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isWholeNumber(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && (value as number) >= min && (value as number) <= max;
}

/** Reports whether a value is a list whose entries pass a test. */
export function isListOf(value: unknown, holds: (entry: unknown) => boolean): boolean {
  // A list with holes is invalid. Array.from fills the holes with undefined, while `every` would skip them.
  return Array.isArray(value) && Array.from(value as unknown[]).every(holds);
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

/** Returns a function that finds at most one problem as a `Check`. */
export function toCheck(problemOf: (prop: string, value: unknown) => Problem | undefined): Check {
  return (prop, value) => found(problemOf(prop, value));
}

/** Leaves a field to the checks that look at it together with others. */
export const UNCHECKED: Check = () => [];

const LIST = kind('a list of objects', 'pass a list, or leave it out', (value) => isListOf(value, isObject));

const OBJECT = kind('an object of cdk8s-plus options', 'pass one, or leave it out', isObject);

/** Returns the remedy for unknown names that are fields of another shape. */
export function fieldsOf(shape: object, fix: string): Remedy {
  return (name) => (Object.hasOwn(shape, name) ? fix : undefined);
}

/** Returns the first remedy of several. */
export function firstOf(...remedies: Remedy[]): Remedy {
  return (name, known) => {
    for (const remedy of remedies) {
      const fix = remedy(name, known);
      if (fix !== undefined) return fix;
    }
    return undefined;
  };
}

/**
 * Returns a check of the fields of an object: unknown ones first, then given and required ones. It is made once, when
 * its module is loaded.
 *
 * @param remedy the remedy for an unknown name that belongs elsewhere
 */
export function fieldsCheck<T>(shape: Shape<T>, required: readonly (keyof T)[] = [], remedy?: Remedy): FieldsCheck {
  const checks = new Map(Object.entries<Check>(shape));
  const known = [...checks.keys()];
  const asked: readonly unknown[] = required;
  return (prefix, given) => {
    if (isSound(prefix, given, checks, required)) return [];
    const problems = unknownFieldProblems(prefix, given, known, 'option', remedy);
    for (const [field, check] of checks) {
      const value = (given as Record<string, unknown>)[field];
      if (value !== undefined || asked.includes(field)) problems.push(...check(`${prefix}${field}`, value));
    }
    return problems;
  };
}

/**
 * Reports whether all given fields are known and pass their checks. Most objects pass and have few fields, so looking
 * only at these takes a tenth of the time.
 */
function isSound(
  prefix: string,
  given: object,
  checks: ReadonlyMap<string, Check>,
  required: readonly PropertyKey[],
): boolean {
  const fields = given as Record<PropertyKey, unknown>;
  // Options may be instances of a class with getters, which Object.keys doesn't list.
  if (Object.getPrototypeOf(given) !== Object.prototype) return false;
  if (Object.getOwnPropertyNames(given).length !== Object.keys(given).length) return false;
  if (required.some((field) => fields[field] === undefined)) return false;
  return Object.keys(given).every((field) => {
    const check = checks.get(field);
    const value = fields[field];
    return check !== undefined && (value === undefined || check(`${prefix}${field}`, value).length === 0);
  });
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
  const fields = fieldsCheck(shape, required);
  return (received) => {
    if (isObject(received)) return fields('', received);
    return [{ prop: 'options', received, expected: 'an object', fix: `pass options such as ${example}` }];
  };
}

/**
 * Returns a check of options within options.
 *
 * @param expected the valid values, to follow the word "expected"
 * @param fix the remedy for a value that is no object, as an instruction
 */
export function options<T>(
  shape: Shape<T>,
  required: readonly (keyof T)[],
  expected: string,
  fix: string,
  remedy?: Remedy,
): Check {
  const fields = fieldsCheck(shape, required, remedy);
  return (prop, received) => (isObject(received) ? fields(`${prop}.`, received) : [{ prop, received, expected, fix }]);
}

/** Returns a check of options of cdk8s-plus, which ignores unknown fields or writes them as they are. */
export function objectOf<T>(shape: Shape<T>, required: readonly (keyof T)[] = []): Check {
  const fields = fieldsCheck(shape, required);
  return (prop, value) => {
    const problems = OBJECT(prop, value);
    return problems.length > 0 ? problems : fields(`${prop}.`, value as object);
  };
}

/** Returns a check of a list whose entries are objects that pass a check. */
export function listOf(check: Check): Check {
  return (prop, value) => {
    const problems = LIST(prop, value);
    if (problems.length > 0) return problems;
    return (value as object[]).flatMap((entry, index) => check(`${prop}[${index}]`, entry));
  };
}

/** Returns a check of an object whose values all pass a check. */
export function mapOf(check: Check): Check {
  return (prop, value) => {
    const problems = OBJECT(prop, value);
    if (problems.length > 0) return problems;
    return Object.entries(value as object).flatMap(([name, entry]) => check(`${prop}[${JSON.stringify(name)}]`, entry));
  };
}
