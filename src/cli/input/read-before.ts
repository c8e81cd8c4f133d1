import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { findRepository, hasRemote } from './find-repository';
import { readPaths } from './read-paths';
import { lookUpRevision, RevisionReader } from './read-revision';
import { type Exclusions, NO_EXCLUSIONS } from './exclusions';
import type { SourceFile } from './source-file';

/** The running manifests. */
export interface Before {
  /** The user's name for them. */
  readonly name: string;
  readonly files: SourceFile[];
  /** Notes for the user from reading them. */
  readonly notes: string[];
}

/** The flags that name the running manifests. Exactly one of them is set. */
export interface BeforeFlags {
  /** A git revision, a directory, a file, or `-` for standard input. */
  readonly against?: string;
  /** A directory, a file, or `-`, and never a revision. */
  readonly againstDir?: string;
}

/**
 * Requires exactly one of the flags.
 *
 * @throws CliError for neither and for both
 */
export function requireBefore({ against, againstDir }: BeforeFlags): void {
  if ((against === undefined) === (againstDir === undefined)) {
    const received = against === undefined ? 'neither' : 'both';
    throw new CliError(
      `--against: expected either --against or --against-dir, got ${received}; give --against main, or --against-dir with the manifests as they are now`,
    );
  }
}

/** Names that always mean a revision, even if there is a directory with the same name. */
const REVISION = /^(?:refs\/|(?:[A-Z]+_)?HEAD(?![\w.-]))/;

/** The running manifests, once it is known whether their name means a path or a revision. */
export interface OpenBefore {
  readonly flag: '--against' | '--against-dir';
  /** The path or revision as the user wrote it. */
  readonly name: string;
  /** The reader of the revision. `undefined` for a path. */
  readonly revision?: RevisionReader;
  readonly notes: string[];
}

/**
 * Resolves the meaning of the flags. The caller has to close the reader of the revision.
 *
 * @param paths the paths of the new manifests, as far as they are known
 * @throws CliError if the name has two meanings
 */
export async function openBefore({ against, againstDir }: BeforeFlags, paths: string[], io: Io): Promise<OpenBefore> {
  if (againstDir !== undefined) return { flag: '--against-dir', name: againstDir, notes: [] };
  const name = against ?? '';
  const notes: string[] = [];
  if (await isPath(name, paths, notes, io)) return { flag: '--against', name, notes };
  return { flag: '--against', name, revision: new RevisionReader(name, io), notes };
}

/**
 * Reads the running manifests.
 *
 * @param paths the paths of the new manifests
 */
export async function readBefore(
  { flag, name, revision, notes }: OpenBefore,
  paths: string[],
  io: Io,
  exclusions = NO_EXCLUSIONS,
): Promise<Before> {
  if (revision === undefined) return readPath(flag, name, paths, io, exclusions);
  if (paths.every((path) => path !== '-')) {
    const { files, notes: found } = await revision.read(paths, exclusions);
    return { name, files, notes: [...notes, ...found] };
  }
  throw new CliError(
    `--against: expected a directory or file that exists, got ${JSON.stringify(name)}, and standard input has no path that git could look up; write the running manifests to a file`,
  );
}

/**
 * Reports whether a name means a path. A change must not turn a revision into a path by adding a directory of the same
 * name.
 */
async function isPath(name: string, paths: string[], notes: string[], io: Io): Promise<boolean> {
  if (name === '' || name === '-') return true;
  if (REVISION.test(name) || !(await exists(resolve(io.cwd, name)))) return false;
  const path = paths.find((candidate) => candidate !== '-');
  if (path === undefined) return true;
  const { isRevision, isPathThere } = await lookUpRevision(name, path, io);
  if (isRevision && isPathThere) throw ambiguous(name, 'which is a directory or file as well as a git revision');
  if (isRevision) {
    notes.push(`${name} is a git revision, and also a path that the change adds: the revision is used`);
    return false;
  }
  if (await isOfRemote(name, path, io)) {
    throw ambiguous(name, 'a path with the name of a remote branch, while git has no such branch here');
  }
  return true;
}

function ambiguous(name: string, what: string): CliError {
  return new CliError(
    `--against: expected an unambiguous name, got ${JSON.stringify(name)}, ${what}; write --against-dir ${name} for the path, or --against refs/heads/${name} (refs/remotes/${name}, refs/tags/${name}) for the revision`,
  );
}

/** Reports whether a name looks like a branch of a remote of the repository: `origin/main`. */
async function isOfRemote(name: string, path: string, { cwd }: Io): Promise<boolean> {
  const [, remote] = /^([^/]+)\/./.exec(name) ?? [];
  const repository = remote === undefined ? undefined : await findRepository(dirname(resolve(cwd, path)));
  return repository !== undefined && remote !== undefined && hasRemote(repository, remote);
}

async function readPath(flag: string, name: string, paths: string[], io: Io, exclusions: Exclusions): Promise<Before> {
  if (name === '') {
    throw new CliError(
      `${flag}: expected a directory, a file${flag === '--against' ? ', a git revision' : ''} or - for standard input, got ""; write, for example, ${flag === '--against' ? 'main' : 'old/'}`,
    );
  }
  if (name === '-' && paths.includes('-')) {
    throw new CliError(
      `${flag}: expected another input than that of the new manifests, got "-" for both; write one of them to a file`,
    );
  }
  const before = await realPathOf(name, io);
  for (const path of paths) {
    if (path === '-' || before === undefined || (await realPathOf(path, io)) !== before) continue;
    const remedy = flag === '--against' ? `write refs/heads/${name} if you mean the branch` : 'pass another one';
    throw new CliError(
      `${flag}: expected a path other than the one that is checked, got ${JSON.stringify(name)}; ${remedy}`,
    );
  }
  const read = await readPaths([name], io, exclusions);
  // With empty input, everything would count as new, although the command before the pipe may have failed.
  if (name === '-' && read.files.every(({ text }) => text.trim() === '')) {
    throw new CliError(
      `${flag}: expected the running manifests on standard input, got nothing; check whether the command before the pipe failed, or pipe in an empty List if nothing runs`,
    );
  }
  return { name, files: read.files, notes: read.notes };
}

/** Returns the real path of a file or directory. A pipe has none, and a missing file is reported when it is read. */
async function realPathOf(path: string, { cwd }: Io): Promise<string | undefined> {
  try {
    const absolute = resolve(cwd, path);
    const status = await stat(absolute);
    return status.isFile() || status.isDirectory() ? await realpath(absolute) : undefined;
  } catch {
    return undefined;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    // Any other error means that the path exists. Reading it reports the problem.
    return !['ENOENT', 'ENOTDIR', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
