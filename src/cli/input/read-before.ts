import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { readPaths } from './read-paths';
import { readRevision } from './read-revision';
import type { SourceFile } from './source-file';

/** The manifests that run. */
export interface Before {
  readonly files: SourceFile[];
  /** What the user should know of how they were found. */
  readonly notes: string[];
}

/**
 * @param against a directory or file where there is one of that name, or else a git revision
 * @param paths where the new manifests are
 */
export async function readBefore(against: string, paths: string[], io: Io): Promise<Before> {
  if (against === '' || against === '-') {
    const received = JSON.stringify(against);
    throw new CliError(
      `--against: got ${received}, allowed is a directory, a file or a git revision; write such as main`,
    );
  }
  if (await exists(resolve(io.cwd, against))) return readPath(against, paths, io);
  if (paths.includes('-')) {
    throw new CliError(
      `--against: got ${JSON.stringify(against)}, allowed is a directory or file that exists, as the standard input has no path that git could look for; write what runs to a file`,
    );
  }
  const { files, missing } = await readRevision(against, paths, io.cwd);
  return { files, notes: missing.map((path) => `${path} is not in ${against}: all that it holds counts as new`) };
}

async function readPath(against: string, paths: string[], io: Io): Promise<Before> {
  const before = await realpath(resolve(io.cwd, against));
  for (const path of paths.filter((candidate) => candidate !== '-')) {
    if ((await realpath(resolve(io.cwd, path))) !== before) continue;
    throw new CliError(
      `--against: got ${JSON.stringify(against)}, the very path that is checked, allowed is another one; write refs/heads/${against} where you mean the branch`,
    );
  }
  return { files: await readPaths([against], io), notes: [] };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // Anything else is there, and reading it will say what is wrong with it.
    return !['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
