import { describeProblem, type Problem } from './problem';
import type { Result } from './result';

/** An error for all problems of one subject, which callers may print in their own way. */
export class ProblemsError<P = Problem> extends Error {
  // Private, so that Node.js does not print the problems again below the message.
  readonly #problems: readonly P[];

  /**
   * @param subject the construct or function with the problems: `CanaryApp prod/shop`, `splitReplicas`
   * @param problems the problems, at least one
   * @param describe returns one of them as a line
   */
  constructor(subject: string, problems: readonly P[], describe: (problem: P) => string) {
    const lines = problems.map(describe);
    super(
      lines.length === 1
        ? `${subject}: ${lines[0]}`
        : `${subject}: ${lines.length} problems\n${lines.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.#problems = problems;
  }

  /** Returns the single problems. */
  public get problems(): readonly P[] {
    return this.#problems;
  }
}

/**
 * Returns one error for all problems of one subject.
 *
 * @param problems at least one
 */
export function problemsError(subject: string, problems: readonly Problem[]): ProblemsError {
  return new ProblemsError(subject, problems, describeProblem);
}

/**
 * Throws one error for all problems of one subject, or returns if there are none.
 *
 * @param subject the construct or function with the problems: `CanaryApp my-app`, `splitReplicas`
 */
export function throwProblems(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw problemsError(subject, problems);
}

/**
 * Returns the value of a result.
 *
 * @param subject the construct or function with the problems
 * @throws one error for all problems, if there are any
 */
export function valueOrThrow<T>(subject: string, result: Result<T>): T {
  if (result.problems !== undefined) throw problemsError(subject, result.problems);
  return result.value;
}
