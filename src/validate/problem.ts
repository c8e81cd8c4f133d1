import { escapeInvisible } from '../text/escape';

/** One problem of the input, in the four parts of every error of this library. */
export interface Problem {
  /** The prop, argument or field with the problem, as its user writes it: `trafficPercent`, `blue.image`. */
  readonly prop: string;
  /** The received value. */
  readonly received: unknown;
  /** The valid values, to follow the word "expected". */
  readonly expected: string;
  /**
   * A noun for the prop, such as `option`, if there is none with its name.
   *
   * @default - the prop is known, and its value is wrong
   */
  readonly unknown?: string;
  /** The remedy, as an instruction. */
  readonly fix: string;
}

/** The longest received value that an error repeats in full. */
const MAX_RECEIVED_LENGTH = 80;

/**
 * Describes the problem in one line: in lower case, without a full stop at the end.
 *
 * @example
 * describeProblem({ prop: 'replicas', received: -1, expected: 'a whole number, 0 or more', fix: 'state how many pods run' })
 * // => 'replicas: expected a whole number, 0 or more, got -1; state how many pods run'
 * describeProblem({ prop: 'maxsurge', unknown: 'option', received: 2, expected: 'one of …', fix: 'did you mean maxSurge?' })
 * // => 'maxsurge: unknown option, got 2; did you mean maxSurge?'
 */
export function describeProblem(problem: Problem): string {
  const { prop, unknown, expected, received, fix } = problem;
  const claim = unknown === undefined ? `expected ${expected}` : `unknown ${unknown}`;
  return escapeInvisible(`${prop}: ${claim}, got ${describeReceived(received)}; ${fix}`);
}

/** Returns a construct and its name, as the subject of an error. An unprintable name is one of the problems. */
export function subjectOf(construct: string, name: unknown): string {
  return typeof name === 'string' && /^[\w.-]{1,63}$/.test(name) ? `${construct} ${name}` : construct;
}

/** Returns the class name of a value that is neither a list nor an object literal. */
function className(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  try {
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === null || Object.getPrototypeOf(prototype) === null) return undefined;
    const { name } = (prototype as { readonly constructor: { readonly name?: unknown } }).constructor;
    return typeof name === 'string' && /^[A-Za-z_$][\w$]{0,63}$/.test(name) ? name : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Describes a received value on one short, printable line, because an error must not write raw control characters to a
 * terminal.
 */
function describeReceived(received: unknown): string {
  if (received === undefined) return 'undefined';
  if (typeof received === 'number' || typeof received === 'bigint') return String(received);
  if (typeof received === 'function') return 'a function';
  const name = className(received);
  const json = toJson(received);
  if (name === undefined) {
    // If it can't be converted to JSON, only its type is known.
    return shorten(json ?? (Array.isArray(received) ? 'an array' : `a value of type ${typeof received}`));
  }
  const kind = `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
  return json === undefined || json === '{}' ? kind : shorten(`${kind} ${json}`);
}

/** Returns the value as JSON, or `undefined` if it has a cycle or its toJSON throws. */
function toJson(value: unknown): string | undefined {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return text.length <= MAX_RECEIVED_LENGTH ? text : `${text.slice(0, MAX_RECEIVED_LENGTH)}…`;
}
