/** An error in the usage or the input, printed instead of a result. */
export class CliError extends Error {
  /** One line per problem: the option, the expected and the received value, and the remedy. */
  readonly problems: string[];

  constructor(problems: string | string[]) {
    const list = typeof problems === 'string' ? [problems] : problems;
    super(list.join('\n'));
    this.name = 'CliError';
    this.problems = list;
  }
}
