import { escapeInvisible } from '../text/escape';
import type { ManifestProblem } from './manifest';

/** Manifests that can't be read. The message names all problems, each with its place. */
export class ManifestError extends Error {
  /** What is wrong, one by one, for callers that print it in their own way. */
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

/** The problem as one line, its place first: `dist/web.yaml:12:3: …`. */
export function describeManifestProblem({ file, line, column, message }: ManifestProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return escapeInvisible(place === '' ? message : `${place}: ${message}`);
}
