import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { CliError } from '../cli-error';
import { GitTree } from './git-tree';
import { runGit } from './run-git';
import { decodeText, notTextProblem, type SourceFile } from './source-file';

/** What some paths held at a revision. */
export interface RevisionFiles {
  readonly files: SourceFile[];
  /** The paths that were not there. */
  readonly missing: string[];
}

/**
 * The texts that some paths held at a revision. A path is looked for in the repository that it is in now.
 *
 * @param revision anything that names a commit for git: a branch, a tag, `HEAD~1`
 * @throws CliError where a path is in no repository, or the revision names no commit
 */
export async function readRevision(revision: string, paths: string[], cwd: string): Promise<RevisionFiles> {
  const files = new Map<string, SourceFile>();
  const missing: string[] = [];
  const repositories = new Repositories(revision);
  for (const path of paths) {
    const { absolute, folder } = await locate(resolve(cwd, path));
    const { top, tree } = await repositories.around(path, folder);
    const inside = relative(top, absolute).split(sep).join('/');
    const found = await tree.manifests(inside);
    if (found === undefined) missing.push(path);
    const contents = await tree.contents(found ?? []);
    contents.forEach((bytes, index) => {
      const file = found?.[index]?.path ?? '';
      const name = `${revision}:${file}`;
      const text = decodeText(bytes);
      if (text === undefined) throw new CliError(notTextProblem(name));
      files.set(`${top}:${file}`, { name, text });
    });
  }
  return { files: [...files.values()], missing };
}

interface Repository {
  readonly top: string;
  readonly tree: GitTree;
}

/** The repositories around paths, each asked once. */
class Repositories {
  readonly #revision: string;
  readonly #tops = new Map<string, Promise<string>>();
  readonly #trees = new Map<string, Promise<GitTree>>();

  constructor(revision: string) {
    this.#revision = revision;
  }

  /** The repository around a folder, which a path of the user has led to. */
  async around(path: string, folder: string): Promise<Repository> {
    const top = await remember(this.#tops, folder, () => findTop(path, folder, this.#revision));
    const tree = await remember(this.#trees, top, async () => new GitTree(top, await findCommit(this.#revision, top)));
    return { top, tree };
  }
}

async function findTop(path: string, folder: string, revision: string): Promise<string> {
  const { exitCode, stdout, stderr } = await runGit(folder, ['rev-parse', '--show-toplevel']);
  if (exitCode === 0) return realpath(stdout.toString('utf8').replace(/\r?\n$/, ''));
  // Such as a repository that belongs to somebody else: git says what to do.
  const why = stderr.replace(/^fatal: /, '').replaceAll(/\s*\n\s*/g, ' ');
  throw new CliError(
    `--against: got ${JSON.stringify(revision)}, which is no directory or file, and git can't read a revision for ${path}: ${why}; give a directory or file with the manifests as they were`,
  );
}

async function findCommit(revision: string, top: string): Promise<string> {
  // What looks like an option must not become one.
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const { exitCode, stdout } = await runGit(top, args);
  const commit = stdout.toString('utf8').trim();
  // Not "^" and a commit, which is what git makes of ^main: all that does not lead there.
  if (exitCode === 0 && /^[0-9a-f]+$/.test(commit)) return commit;
  throw new CliError(
    `--against: got ${JSON.stringify(revision)}, allowed is a directory, a file or a revision that git knows in ${top}; correct it, or fetch it first where the clone is shallow or lacks the branch`,
  );
}

/** A path as git states it, and a folder to ask git in. A link itself stays: it may have led elsewhere at the revision. */
async function locate(path: string): Promise<{ absolute: string; folder: string }> {
  const status = await lstat(path);
  if (status.isDirectory()) {
    const absolute = await realpath(path);
    return { absolute, folder: absolute };
  }
  const folder = await realpath(dirname(path));
  return { absolute: join(folder, basename(path)), folder };
}

function remember<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
