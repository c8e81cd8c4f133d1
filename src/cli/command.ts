/** What a command hands back. Nothing is written before all of it is known. */
export interface CommandResult {
  /** What goes to the standard output. */
  readonly output: string;
  readonly exitCode: ExitCode;
  /** What the user should know beside the result, a line each: it goes to the standard error. */
  readonly notes?: string[];
}

/** What the shell sees. */
export enum ExitCode {
  /** The answer is there, and it is a good one. */
  OK = 0,
  /** The answer is there, and it is bad: findings, or a percentage that the pods can't serve. */
  FINDINGS = 1,
  /** There is no answer: wrong use, or input that can't be read. */
  MISUSE = 2,
  /** There is nothing to do yet, and a schedule may ask again later. */
  TOO_EARLY = 3,
}
