import { escapeInvisible } from '../text/escape';

/**
 * One thing that is wrong with the input, in the four parts that every error of this library has.
 */
export interface Problem {
  /** The prop, argument or field that is wrong, as its user writes it: `trafficPercent`, `blue.image`. */
  readonly prop: string;
  /** The value as it was given. */
  readonly received: unknown;
  /** The values that would be right, to follow the word "expected". */
  readonly expected: string;
  /** The remedy, as an instruction. */
  readonly fix: string;
}

/** The most that an error repeats of what it received. */
const MAX_RECEIVED_LENGTH = 80;

/**
 * The problem as one line: lower case, no full stop at the end.
 *
 * @example
 * describeProblem({ prop: 'replicas', received: -1, expected: 'a whole number, 0 or more', fix: 'state how many pods run' })
 * // => 'replicas: expected a whole number, 0 or more, got -1; state how many pods run'
 */
export function describeProblem(problem: Problem): string {
  const received = describeReceived(problem.received);
  return escapeInvisible(`${problem.prop}: expected ${problem.expected}, got ${received}; ${problem.fix}`);
}

/** A construct and its name, as the subject of an error. A name that can't be printed as it is belongs to the problems. */
export function subjectOf(construct: string, name: unknown): string {
  return typeof name === 'string' && /^[\w.-]{1,63}$/.test(name) ? `${construct} ${name}` : construct;
}

/**
 * Throws one error for all problems of one subject, and returns where there are none.
 *
 * @param subject what the problems belong to: `CanaryApp my-app`, `splitReplicas`
 */
export function throwProblems(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw problemsError(subject, problems);
}

/**
 * One error for all problems of one subject.
 *
 * @param problems at least one
 */
export function problemsError(subject: string, problems: readonly Problem[]): Error {
  const lines = problems.map(describeProblem);
  if (lines.length === 1) return new Error(`${subject}: ${lines[0]}`);
  return new Error(`${subject}: ${lines.length} problems\n${lines.map((line) => `  - ${line}`).join('\n')}`);
}

/** What was received as a short, printable, single line: an error must not carry raw control characters to a terminal. */
function describeReceived(received: unknown): string {
  if (received === undefined) return 'undefined';
  if (typeof received === 'number' || typeof received === 'bigint') return String(received);
  if (typeof received === 'function') return 'a function';
  return shorten(toJson(received));
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    // A cycle, or a toJSON that throws: the type is all that can be said.
    return Array.isArray(value) ? 'an array' : `a value of type ${typeof value}`;
  }
}

function shorten(text: string): string {
  return text.length <= MAX_RECEIVED_LENGTH ? text : `${text.slice(0, MAX_RECEIVED_LENGTH)}…`;
}
