import { InvalidArgumentError } from 'commander';

/** The formats that a check can be printed in. */
export const CHECK_FORMATS = ['text', 'markdown', 'html', 'json', 'github', 'gitlab', 'sarif'] as const;

/** A format that a check can be printed in. */
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** A file that gets the result of a check. */
export interface CheckOutput {
  readonly format: CheckFormat;
  /** The file as the user names it. */
  readonly name: string;
}

/** Collects `format=file` options, which may be repeated. */
export function collectOutputs(text: string, previous: CheckOutput[] = []): CheckOutput[] {
  const [word = '', ...rest] = text.split('=');
  const name = rest.join('=');
  const format = CHECK_FORMATS.find((candidate) => candidate === word);
  if (format === undefined || name === '') {
    throw new InvalidArgumentError(
      `expected a format (${CHECK_FORMATS.join(', ')}), an equals sign and a file, such as html=report.html`,
    );
  }
  if (previous.some((output) => output.name === name)) {
    throw new InvalidArgumentError('expected one format per file, got two for the same; name another file');
  }
  return [...previous, { format, name }];
}
