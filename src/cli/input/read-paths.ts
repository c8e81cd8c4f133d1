import { createReadStream, type Dirent, type Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { ByteBudget } from './byte-budget';
import { type Exclusions, NO_EXCLUSIONS } from './exclusions';
import { describeFileError } from './file-error';
import { isInside } from './is-inside';
import { leavesWorkTree } from './leaves-work-tree';
import { readBytes } from './read-bytes';
import { decodeText } from '../../text/decode-text';
import { isManifestFile, notTextProblem, PASSED_OVER, type SourceFile, STANDARD_INPUT } from './source-file';
import { byCodeUnit } from '../../text/by-code-unit';

/** The files at some paths. */
export interface ReadFiles {
  readonly files: SourceFile[];
  /** Notes about everything that was found but not read. */
  readonly notes: string[];
  /** The number of files and folders that were excluded. */
  readonly excluded: number;
}

/**
 * Reads the files at some paths, each file once. A path is a file with any extension, a directory, whose manifests are
 * read in order of their names and with those of its subdirectories, or `-` for standard input.
 *
 * Links within a directory are followed as long as they stay within the given paths.
 *
 * @throws CliError with everything that can't be read
 */
export async function readPaths(paths: string[], io: Io, exclusions = NO_EXCLUSIONS): Promise<ReadFiles> {
  const search = new Search(io.cwd, exclusions);
  for (const path of paths) await search.addRoot(path);
  const budget = new ByteBudget();
  const files: SourceFile[] = [];
  for (const path of paths) {
    for (const file of await search.collect(path)) {
      const text = await readText(file, io, budget, search.problems);
      if (text !== undefined) files.push({ name: file.name, text });
    }
  }
  if (search.problems.length > 0) throw new CliError(search.problems);
  return { files, notes: search.notes, excluded: search.excluded };
}

async function readText(
  { name, real }: FoundFile,
  io: Io,
  budget: ByteBudget,
  problems: string[],
): Promise<string | undefined> {
  try {
    const stream = real === undefined ? io.readInput() : createReadStream(real);
    const text = decodeText(await readBytes(stream, name, budget));
    if (text === undefined) problems.push(notTextProblem(name));
    return text;
  } catch (error) {
    problems.push(error instanceof CliError ? error.message : describeFileError(name, error));
    return undefined;
  }
}

/** A file, named as the user knows it. */
interface FoundFile {
  readonly name: string;
  /** The path after following all links. @default - standard input */
  readonly real?: string;
}

/** A path of the command line. */
interface Root {
  readonly real: string;
  readonly status: Stats;
}

/** A search for the files at paths. */
class Search {
  readonly problems: string[] = [];
  readonly notes: string[] = [];
  excluded = 0;
  readonly #cwd: string;
  /** The paths found so far. Links can lead to the same place in many ways, or in a circle. */
  readonly #seen = new Set<string>();
  readonly #roots = new Map<string, Root>();
  readonly #exclusions: Exclusions;

  constructor(cwd: string, exclusions: Exclusions) {
    this.#cwd = cwd;
    this.#exclusions = exclusions;
  }

  /** Looks up a path of the command line. */
  async addRoot(path: string): Promise<void> {
    if (path === '-') return;
    if (path === '') {
      // An unset shell variable gives an empty path, which must not mean the working directory.
      this.problems.push(
        'path: expected a directory, a file, or - for standard input, got ""; write . for this directory',
      );
      return;
    }
    try {
      const absolute = resolve(this.#cwd, path);
      const status = await stat(absolute);
      const outside = await leavesWorkTree(absolute);
      if (outside === undefined) this.#roots.set(path, { real: await realPathOf(absolute, status), status });
      else this.problems.push(`${path}: expected a path in the repository, got a link to ${outside}; remove the link`);
    } catch (error) {
      this.problems.push(describeFileError(path, error));
    }
  }

  /** Collects the files at a path of the command line that were not found before. */
  async collect(path: string): Promise<FoundFile[]> {
    if (path === '-') return this.#isNew(path) ? [{ name: STANDARD_INPUT }] : [];
    const root = this.#roots.get(path);
    if (root === undefined || !this.#isNew(keyOf(root))) return [];
    return root.status.isDirectory() ? this.#walk(path, root.real, '') : [{ name: path, real: root.real }];
  }

  /**
   * Returns the files below a directory.
   *
   * @param inside the path from the root, with slashes
   */
  async #walk(path: string, real: string, inside: string): Promise<FoundFile[]> {
    const entries = await readdir(real, { withFileTypes: true }).catch((error: unknown) => {
      this.problems.push(describeFileError(path, error));
      return [];
    });
    const files: FoundFile[] = [];
    for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
      const name = toSlashes(join(path, entry.name));
      const own = inside === '' ? entry.name : `${inside}/${entry.name}`;
      for (const file of await this.#enter(name, join(real, entry.name), entry, own)) files.push(file);
    }
    return files;
  }

  async #enter(name: string, real: string, entry: Dirent, inside: string): Promise<FoundFile[]> {
    if (PASSED_OVER.has(entry.name)) {
      if (entry.name !== '.git') this.notes.push(`${name} was skipped: nothing in it is checked`);
      return [];
    }
    if (this.#exclusions.has(inside)) {
      this.excluded++;
      return [];
    }
    if (entry.isSymbolicLink()) return this.#follow(name, real, inside);
    if (entry.isDirectory()) return this.#isNew(real) ? this.#walk(name, real, inside) : [];
    if (!isManifestFile(entry.name)) return [];
    if (entry.isFile()) return this.#isNew(real) ? [{ name, real }] : [];
    this.problems.push(`${name}: expected a file, got a pipe, a socket or a device; remove it, or name it as a path`);
    return [];
  }

  /** Follows a link. A broken link is an error only if it has the name of a manifest. */
  async #follow(name: string, link: string, inside: string): Promise<FoundFile[]> {
    try {
      const real = await realpath(link);
      if (this.#isInRoots(real)) {
        const status = await stat(real);
        if (!status.isDirectory() && !(status.isFile() && isManifestFile(name))) return [];
        if (!this.#isNew(real)) return [];
        return status.isDirectory() ? await this.#walk(name, real, inside) : [{ name, real }];
      }
      if (isManifestFile(name)) {
        this.problems.push(
          `${name}: expected a file in the given paths, got a link to ${real}; give that path as well, or replace the link by the file`,
        );
      } else if ((await stat(real)).isDirectory()) {
        this.notes.push(`${name} was skipped: it is a link to ${real}, outside of the given paths`);
      }
    } catch (error) {
      if (isManifestFile(name)) this.problems.push(describeFileError(name, error));
    }
    return [];
  }

  #isInRoots(real: string): boolean {
    return [...this.#roots.values()].some((root) => isInside(root.real, real));
  }

  #isNew(key: string): boolean {
    const isNew = !this.#seen.has(key);
    this.#seen.add(key);
    return isNew;
  }
}

/** Returns the real path of a file or directory. A pipe such as `<(…)` has none and is read by its name. */
async function realPathOf(absolute: string, status: Stats): Promise<string> {
  return status.isFile() || status.isDirectory() ? realpath(absolute).catch(() => absolute) : absolute;
}

function keyOf({ real, status }: Root): string {
  return status.isFile() || status.isDirectory() ? real : `${status.dev}:${status.ino}`;
}

/** Returns a path with slashes, which messages use on all systems. Outside Windows, a backslash is part of a name. */
function toSlashes(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}
