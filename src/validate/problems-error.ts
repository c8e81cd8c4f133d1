import { describeProblem, type Problem } from './problem';
import type { Result } from './result';

/** An error for all problems of one subject, which callers may print in their own way. */
export class ProblemsError<P = Problem> extends Error {
  // Private, so that Node.js does not print them once more below the message.
  readonly #problems: readonly P[];

  /**
   * @param subject the construct or function that the problems belong to: `CanaryApp prod/shop`, `splitReplicas`
   * @param problems the problems, at least one
   * @param describe puts one of them into a line
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

  /** The problems, one by one. */
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
 * Throws one error for all problems of one subject, and returns where there are none.
 *
 * @param subject what the problems belong to: `CanaryApp my-app`, `splitReplicas`
 */
export function throwProblems(subject: string, problems: readonly Problem[]): void {
  if (problems.length > 0) throw problemsError(subject, problems);
}

/**
 * Returns the value of a result.
 *
 * @param subject what the problems belong to
 * @throws one error for all problems, where there are any
 */
export function valueOrThrow<T>(subject: string, result: Result<T>): T {
  if (result.problems !== undefined) throw problemsError(subject, result.problems);
  return result.value;
}
