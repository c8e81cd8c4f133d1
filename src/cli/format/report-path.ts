import { relative, resolve, sep } from 'node:path';
import { type SourceFile, STANDARD_INPUT } from '../input/source-file';
import type { Io } from '../io';

/** A function that returns the path of a file from the top of the repository, or `undefined` for a file outside the change. */
export type ToPath = (file: string) => string | undefined;

/**
 * Returns a function that names the checked files in reports. GitHub and GitLab show a finding beside the code only if
 * its path starts at the top of the repository.
 *
 * @param files the new manifests. The state before and standard input are not files of the pull request.
 */
export function toReportPath(files: SourceFile[], { cwd, env }: Io): ToPath {
  const names = new Set(files.map(({ name }) => name));
  const top = [env.GITHUB_WORKSPACE, env.CI_PROJECT_DIR].find((folder) => folder !== undefined && folder !== '');
  return (file) => {
    if (file === STANDARD_INPUT || !names.has(file)) return undefined;
    if (top === undefined) return file;
    const inside = relative(top, resolve(cwd, file));
    return inside.startsWith('..') ? file : inside.split(sep).join('/');
  };
}
