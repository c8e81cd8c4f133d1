import { escapeInvisible } from '../text/escape';
import type { ManifestProblem } from './manifest';

/** An error about manifests that can't be read. Its message names all problems with their places. */
export class ManifestError extends Error {
  /** The single problems, for callers that print them in their own way. */
  readonly problems: ManifestProblem[];

  constructor(subject: string, problems: ManifestProblem[]) {
    const lines = problems.map(describeManifestProblem);
    super(
      lines.length === 1
        ? `${subject}: ${lines[0]}`
        : `${subject}: ${lines.length} problems\n${lines.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'ManifestError';
    this.problems = problems;
  }
}

/** Returns the problem as one line that starts with its place: `dist/web.yaml:12:3: …`. */
export function describeManifestProblem({ file, line, column, message }: ManifestProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return escapeInvisible(place === '' ? message : `${place}: ${message}`);
}
