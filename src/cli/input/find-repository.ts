import { readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** A git repository that has a work tree. */
export interface Repository {
  /** The top folder of the work tree. */
  readonly top: string;
  /** The folder with `HEAD`: `.git`, or a folder elsewhere for a linked work tree or a submodule. */
  readonly gitDir: string;
  /** The folder with the objects and branches, which linked work trees share. */
  readonly commonDir: string;
}

/**
 * Finds the repository around a folder: the nearest `.git` upwards.
 *
 * Git itself also accepts any folder that looks like a repository (`HEAD`, `objects`, `refs`), and obeys its `config`.
 * A pull request can add such a folder. It can't add a `.git`, which git refuses to commit and to check out.
 *
 * @param folder an absolute path
 * @returns `undefined` if there is no repository
 */
export async function findRepository(folder: string): Promise<Repository | undefined> {
  for (let top = folder; ; top = dirname(top)) {
    const repository = await repositoryAt(top);
    if (repository !== undefined) return repository;
    if (dirname(top) === top) return undefined;
  }
}

/** Returns the repository whose work tree starts at a folder, or `undefined` if there is none. */
export async function repositoryAt(top: string): Promise<Repository | undefined> {
  const gitDir = await followGitFile(join(top, '.git'));
  if (gitDir === undefined || !(await exists(join(gitDir, 'HEAD')))) return undefined;
  const commonDir = resolve(gitDir, (await readLine(join(gitDir, 'commondir'))) ?? '.');
  return (await exists(join(commonDir, 'objects'))) ? { top, gitDir, commonDir } : undefined;
}

/** Reports whether a clone leaves out objects and fetches them on demand. */
export async function isPartialClone({ commonDir }: Repository): Promise<boolean> {
  return /^[\t ]*(?:promisor|partialclone)/im.test(await readConfig(commonDir));
}

/** Reports whether a repository fetches from a remote with the given name. */
export async function hasRemote({ commonDir }: Repository, name: string): Promise<boolean> {
  const headings = (await readConfig(commonDir)).matchAll(/^[\t ]*\[remote "([^"]*)"\]/gm);
  return [...headings].some(([, remote]) => remote === name);
}

/** Reports whether a clone leaves out old commits. */
export function isShallowClone({ commonDir }: Repository): Promise<boolean> {
  return exists(join(commonDir, 'shallow'));
}

async function readConfig(commonDir: string): Promise<string> {
  try {
    return await readFile(join(commonDir, 'config'), 'utf8');
  } catch {
    return '';
  }
}

/** Returns the folder behind `.git`, which is a file with a path in linked work trees and submodules. */
async function followGitFile(path: string): Promise<string | undefined> {
  const line = await readLine(path);
  if (line === undefined) return path;
  const [, target] = /^gitdir: (.+)$/.exec(line) ?? [];
  return target === undefined ? undefined : resolve(dirname(path), target);
}

/** Returns the first line of a regular file. */
async function readLine(path: string): Promise<string | undefined> {
  try {
    if (!(await stat(path)).isFile()) return undefined;
    return (await readFile(path, 'utf8')).split(/\r?\n/, 1)[0];
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
