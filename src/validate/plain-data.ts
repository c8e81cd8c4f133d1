import type { Problem } from './problem';

/** The classes of cdk8s and cdk8s-plus that an option can be an instance of. All resources and volumes are constructs. */
const CLASSES = new Set([
  'Construct',
  'Cpu',
  'DeploymentStrategy',
  'Duration',
  'EnvFrom',
  'EnvValue',
  'Handler',
  'Metric',
  'Probe',
  'Replicas',
  'Size',
]);

const EXPECTED = 'text, a number, a boolean, a list, an object literal, or an object of cdk8s-plus';

/** The remedies for common mistakes, by class name. */
const FIXES: Readonly<Record<string, string>> = {
  Lazy: 'pass the value itself, because names, labels and counts are checked before cdk8s resolves it',
  Map: 'write Object.fromEntries(map)',
  Promise: 'await it before you create the construct',
  Set: 'write [...set]',
};

/**
 * Reports props that can't be checked one by one: props that are not an object, and values in them that are not plain
 * data.
 */
export function unreadablePropsProblems(props: unknown): Problem[] {
  if (typeof props === 'object' && props !== null && !Array.isArray(props)) {
    return isReadable(props) ? [] : plainDataProblems('', props);
  }
  return [{ prop: 'props', received: props, expected: 'an object', fix: 'pass the props' }];
}

/** The greatest depth of options that are written by hand. An object that contains itself exceeds it. */
const DEEPEST = 20;

/**
 * Reports whether the props have no such problem. Most have none, and this takes a fifth of the time of a full report.
 */
function isReadable(value: unknown, depth = 0): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return !['function', 'symbol', 'bigint'].includes(typeof value);
  if (depth > DEEPEST) return false;
  try {
    if (!isPlain(value)) return isOfClass(value);
    return Object.keys(value).every((key) => isReadable((value as Record<string, unknown>)[key], depth + 1));
  } catch {
    return false;
  }
}

/**
 * Reports values that can't be part of a manifest, anywhere in the props of a construct: `Lazy` values, Maps, Promises,
 * functions, instances of other classes. Reading their fields finds nothing, so they would be silently dropped. It also
 * reports unreadable values.
 *
 * @param prop the name of the value; empty for the props as a whole
 */
function plainDataProblems(prop: string, value: unknown, around: readonly unknown[] = []): Problem[] {
  if (!['object', 'function', 'symbol', 'bigint'].includes(typeof value) || value === null) return [];
  // The check of the option refuses a value that contains itself.
  if (around.includes(value)) return [];
  const named = prop === '' ? 'props' : prop;
  try {
    if (typeof value !== 'object') return [notData(named, value, 'leave it out')];
    if (!isPlain(value)) {
      if (isOfClass(value)) return [];
      return [
        notData(
          named,
          value,
          classNames(value)
            .map((name) => FIXES[name])
            .find(Boolean) ?? 'write an object literal',
        ),
      ];
    }
    return Object.keys(value).flatMap((key) =>
      fieldProblems(Array.isArray(value) ? `${prop}[${key}]` : fieldName(prop, key), value, key, [...around, value]),
    );
  } catch (error) {
    return [unreadable(named, error)];
  }
}

function fieldProblems(prop: string, object: object, key: string, around: readonly unknown[]): Problem[] {
  let value: unknown;
  try {
    value = (object as Record<string, unknown>)[key];
  } catch (error) {
    return [unreadable(prop, error)];
  }
  return plainDataProblems(prop, value, around);
}

function fieldName(prop: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]{0,63}$/.test(key)) return `${prop}[${JSON.stringify(key.slice(0, 64))}]`;
  return prop === '' ? key : `${prop}.${key}`;
}

/**
 * Reports whether a value is a list or an object literal, including those of another realm, such as the sandbox of a
 * test runner.
 */
function isPlain(value: object): boolean {
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Reports whether a value is an instance of a class that an option can be an instance of. */
function isOfClass(value: object): boolean {
  return classNames(value).some((name) => CLASSES.has(name));
}

/**
 * Returns the names of a value's classes. It doesn't use instanceof, because another copy of cdk8s in the user's tree
 * makes equally valid objects.
 */
function classNames(value: object): string[] {
  const names: string[] = [];
  for (let one: unknown = Object.getPrototypeOf(value); one !== null; one = Object.getPrototypeOf(one)) {
    const { constructor } = one as { readonly constructor?: unknown };
    if (typeof constructor === 'function') names.push(constructor.name);
  }
  return names;
}

function notData(prop: string, received: unknown, fix: string): Problem {
  return { prop, received, expected: EXPECTED, fix };
}

function unreadable(prop: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : typeof error;
  return { prop, received: `an error: ${reason}`, expected: 'a value that can be read', fix: 'correct its getter' };
}
