import { describeManifestProblem } from '../../manifests/manifest-problem';
import { readRelease } from '../../release/read-release';
import type { Release } from '../../release/release';
import { type ResolvedRelease, resolveRelease } from '../../release/resolve-release';
import { describeProblem } from '../../validate/problem';
import { CliError } from '../cli-error';
import type { SourceFile } from '../input/source-file';
import { type ReleaseLabel, releaseLabel } from './release-label';

/** A release file in its current state. */
export interface ReleaseFile extends SourceFile, ReleaseLabel {
  readonly release: Release;
  readonly resolved: ResolvedRelease;
}

/** The state of a release: under way or not, and held or not. */
export type ReleaseState = 'at-rest' | 'under-way' | 'held';

/**
 * Reads release files.
 *
 * @throws CliError with all problems of all files, each with file, line and column
 */
export function toReleaseFiles(files: SourceFile[], cwd: string): ReleaseFile[] {
  const problems: string[] = [];
  const read = files.flatMap((file): ReleaseFile[] => {
    const label = releaseLabel(file.name, cwd);
    const { value: release, problems: located = [] } = readRelease(file.text, file.name);
    if (release === undefined) {
      problems.push(...located.map(describeManifestProblem));
      return [];
    }
    const { value, problems: unresolved = [] } = resolveRelease(release, { name: planName(label) });
    problems.push(...unresolved.map((problem) => `${file.name}: ${describeProblem(problem)}`));
    return value === undefined ? [] : [{ ...file, ...label, release, resolved: value }];
  });
  if (problems.length > 0) throw new CliError(problems);
  return read;
}

export function stateOf({ release }: ReleaseFile): ReleaseState {
  if (release.next === undefined) return 'at-rest';
  return release.held === undefined || release.held === false ? 'under-way' : 'held';
}

/** Returns the reason for a hold, or `undefined` if there is none. */
export function reasonOf({ release: { held } }: ReleaseFile): string | undefined {
  return typeof held === 'string' ? held : undefined;
}

/**
 * Returns the app's name for the commands of the plan, or `undefined` if the file name is not a valid name in
 * Kubernetes.
 */
export function planName({ app }: ReleaseLabel): string | undefined {
  return /^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(app) ? app : undefined;
}
