/** Wrong use or unreadable input: what is printed instead of a result. */
export class CliError extends Error {
  /** One line a problem: what is wrong, what was received, what is allowed and what to do. */
  readonly problems: string[];

  constructor(problems: string | string[]) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.join('\n'));
    this.name = 'CliError';
    this.problems = list;
  }
}
