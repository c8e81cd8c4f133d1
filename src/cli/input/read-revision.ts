import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { ByteBudget } from './byte-budget';
import { NO_EXCLUSIONS } from './exclusions';
import { findRepository, isShallowClone, type Repository } from './find-repository';
import { GitEndedError, GitMissingError } from './git-objects';
import { GitTree } from './git-tree';
import { isInside } from './is-inside';
import { decodeText } from '../../text/decode-text';
import { notTextProblem, type SourceFile } from './source-file';

/** The files of some paths at a revision. */
export interface RevisionFiles {
  readonly files: SourceFile[];
  /** Notes for the user from reading them. */
  readonly notes: string[];
}

/** A reader of paths at a revision. All reads share the git processes until the reader is closed. */
export class RevisionReader {
  readonly #revision: string;
  readonly #trees: Trees;

  /** @param revision any name of a commit that git understands: a branch, a tag, `HEAD~1` */
  constructor(revision: string, io: Io) {
    this.#revision = revision;
    this.#trees = new Trees(revision, io);
  }

  /**
   * Reads some paths at the revision. Each path is looked up in the repository that contains it now.
   *
   * @throws CliError if a path is in no repository, the revision names no commit, or an object can't be read
   */
  async read(paths: string[], exclusions = NO_EXCLUSIONS): Promise<RevisionFiles> {
    const revision = this.#revision;
    const files = new Map<string, SourceFile>();
    const notes: string[] = [];
    for (const path of paths) {
      const { top, tree, inside } = await this.#trees.around(path);
      const found = await tree.manifests(inside, exclusions);
      if (found === undefined) notes.push(`${path} is not in ${revision}: everything in it counts as new`);
      for (const { path: file, content } of found ?? []) {
        const name = `${revision}:${file}`;
        const text = decodeText(content);
        if (text === undefined) throw new CliError(notTextProblem(name));
        files.set(join(top, file), { name, text });
      }
    }
    return { files: [...files.values()], notes: [...notes, ...this.#trees.notes()] };
  }

  /** Ends the git processes. */
  close(): void {
    this.#trees.close();
  }
}

/** The meanings that a name on the command line has in the repository around a path. */
export interface RevisionLookup {
  /** Whether git knows the name as a revision. */
  readonly isRevision: boolean;
  /** Whether the revision has something at the path with the same name. */
  readonly isPathThere: boolean;
}

/**
 * Looks up a name that may be a revision, a path or both.
 *
 * @param name the name as the user wrote it
 * @param path a path of the new state, in the repository to look in
 */
export async function lookUpRevision(name: string, path: string, io: Io): Promise<RevisionLookup> {
  const repository = await findAround(path, io);
  if (repository === undefined) return { isRevision: false, isPathThere: false };
  const tree = await openTree(name, repository, io, new ByteBudget()).catch((error: unknown) => {
    // Without git, every name is a path.
    if (error instanceof GitMissingError) return undefined;
    throw error;
  });
  if (tree === undefined) return { isRevision: false, isPathThere: false };
  try {
    const inside = insideOf(repository.top, resolve(io.cwd, name));
    // A change in the repository can't have added a path outside of it.
    return { isRevision: true, isPathThere: inside === undefined || (await tree.has(inside)) };
  } finally {
    tree.close();
  }
}

interface TreeAround {
  readonly top: string;
  readonly tree: GitTree;
  /** The path, from the top of the repository. */
  readonly inside: string;
}

/** The repositories around paths, each opened once. */
class Trees {
  readonly #revision: string;
  readonly #io: Io;
  readonly #budget = new ByteBudget();
  readonly #trees = new Map<string, GitTree>();
  readonly #notes = new Set<string>();

  constructor(revision: string, io: Io) {
    this.#revision = revision;
    this.#io = io;
  }

  async around(path: string): Promise<TreeAround> {
    const repository = await findAround(path, this.#io);
    if (repository === undefined) {
      throw new CliError(
        `--against: expected a directory, a file or a git revision, got ${JSON.stringify(this.#revision)}, which is no directory or file, while ${path} is in no git repository; pass a directory or file with the old manifests`,
      );
    }
    await this.#refuseForeign(repository);
    await refuseForeignGitDir(repository, this.#io);
    const { top } = repository;
    const tree = this.#trees.get(top) ?? (await this.#open(repository));
    this.#trees.set(top, tree);
    return { top, tree, inside: insideOf(top, resolve(this.#io.cwd, path)) ?? '' };
  }

  notes(): string[] {
    const passedOver = [...this.#trees.values()].flatMap((tree) => tree.passedOver);
    return [...this.#notes, ...passedOver.map((path) => `${this.#revision}:${path} was skipped`)];
  }

  close(): void {
    for (const tree of this.#trees.values()) tree.close();
  }

  async #open(repository: Repository): Promise<GitTree> {
    const revision = this.#revision;
    const tree = await openTree(revision, repository, this.#io, this.#budget);
    if (tree !== undefined) return tree;
    const remedy = (await isShallowClone(repository))
      ? 'correct it, or fetch it first, as the clone is shallow: git fetch --depth=1 origin BRANCH, or git fetch --unshallow'
      : 'correct it, or fetch it first where the clone lacks the branch';
    throw unknownRevision(revision, repository, remedy);
  }

  /**
   * Refuses a repository inside the one that the command runs in. It has its own history, and a change may have added
   * it as a submodule, so its branches are not the ones that the user means.
   */
  async #refuseForeign(repository: Repository): Promise<void> {
    const ours = await findRepository(this.#io.cwd);
    if (ours !== undefined && ours.commonDir !== repository.commonDir && isInside(ours.top, repository.top)) {
      throw new CliError(
        // Name the folder instead of the path: settings files are looked up first, and the user didn't name those.
        `${relative(this.#io.cwd, repository.top)}: expected a path of the repository ${ours.top}, got one of ${repository.top}, a submodule or separate repository in which ${JSON.stringify(this.#revision)} is another commit; run the check in ${repository.top}, or use --against-dir`,
      );
    }
    const outer = await findRepository(dirname(repository.top));
    if (
      outer !== undefined &&
      isInside(outer.commonDir, repository.gitDir) &&
      outer.commonDir !== repository.commonDir
    ) {
      this.#notes.add(
        `${repository.top} is a submodule: ${this.#revision} is looked up there, and not in ${outer.top}`,
      );
    }
  }
}

async function openTree(
  revision: string,
  repository: Repository,
  { env }: Io,
  budget: ByteBudget,
): Promise<GitTree | undefined> {
  try {
    return await GitTree.open({ repository, revision, env, budget });
  } catch (error) {
    // For example, `@{upstream}` of a branch without one.
    if (error instanceof GitEndedError) throw unknownRevision(revision, repository, `git says: ${error.reason}`);
    throw error;
  }
}

function unknownRevision(revision: string, { top }: Repository, remedy: string): CliError {
  const received = JSON.stringify(revision);
  return new CliError(
    `--against: expected a directory, a file or a revision that git knows in ${top}, got ${received}; ${remedy}`,
  );
}

/** Refuses variables, such as those that git sets for hooks, that name a repository other than that of the paths. */
async function refuseForeignGitDir({ top, gitDir }: Repository, { cwd, env }: Io): Promise<void> {
  const named = [
    { variable: 'GIT_DIR', value: env.GIT_DIR, expected: gitDir },
    { variable: 'GIT_WORK_TREE', value: env.GIT_WORK_TREE, expected: top },
  ];
  for (const { variable, value, expected } of named) {
    if (value === undefined || value === '') continue;
    if ((await realOrSame(resolve(cwd, value))) === (await realOrSame(expected))) continue;
    throw new CliError(
      `${variable}: expected ${expected}, the repository around the manifests, got ${JSON.stringify(value)}; unset it, or use --against-dir`,
    );
  }
}

async function realOrSame(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    return path;
  }
}

/**
 * Finds the repository around a path as it is written. It doesn't follow links: a change may have added one, and only
 * the content of the revision at the path counts.
 */
export async function findAround(path: string, { cwd }: Io): Promise<Repository | undefined> {
  const absolute = resolve(cwd, path);
  return findRepository((await isDirectory(absolute)) ? absolute : dirname(absolute));
}

async function isDirectory(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** Returns a path relative to a folder, with slashes, or `undefined` if it is not in the folder. */
function insideOf(folder: string, path: string): string | undefined {
  return isInside(folder, path) ? relative(folder, path).split(sep).join('/') : undefined;
}
