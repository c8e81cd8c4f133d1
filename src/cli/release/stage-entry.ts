import { posix } from 'node:path';
import type { GitObject } from '../input/git-objects';
import { parseTree } from '../input/parse-tree';
import { decodeText } from '../../text/decode-text';
import { keyOfText } from './release-key';

/** A release file in its current state. */
export interface TrackedFile {
  /** The file, from the top of the repository. */
  readonly path: string;
  /** The key of its content, see `releaseKey`. */
  readonly key: string;
}

/** The commit that brought a release to its stage. */
export interface StageEntry {
  /** The id of the commit. */
  readonly commit: string;
  /** The time of the commit, in seconds since 1970. */
  readonly seconds: number;
  /** Whether the release may have been at its stage before that commit, because the walk ended there. */
  readonly cutOff: boolean;
}

/** The access to the objects of a repository. */
export interface ObjectReader {
  read(name: string, label: string): Promise<GitObject | undefined>;
}

/** A commit, with the facts that the walk needs. */
interface Commit {
  readonly id: string;
  readonly parent?: string;
  readonly seconds: number;
}

/** The number of commits that the walk looks at. A stage that is older than these has soaked long enough. */
const MAX_COMMITS = 5000;

/** The number of earlier commits to compare the time of an entry with, so that its author can't set it far back. */
const ANCESTORS = 50;

/**
 * Finds the commits that brought release files to their current stage on the branch. It follows only first parents: a
 * merged release is at its stage from the merge on, however old the commits of the pull request are. A hold, a revert,
 * a manual edit and a change to the release's numbers all count as entries.
 *
 * @param now the time, in seconds since 1970
 * @returns an entry per file, in the order of the files; `undefined` if the file differs from the last commit
 */
export async function findStageEntries(
  objects: ObjectReader,
  files: TrackedFile[],
  now: number,
): Promise<(StageEntry | undefined)[]> {
  const walk = new FirstParents(objects);
  const texts = new Texts(objects);
  const entries = files.map((): number | undefined => undefined);
  let open = files.map((_, index) => index);
  let cutOff = false;
  for (let place = 0; open.length > 0; place += 1) {
    const commit = place < MAX_COMMITS ? await walk.at(place) : undefined;
    if (commit === undefined) {
      cutOff = place === MAX_COMMITS || walk.isCutOff;
      break;
    }
    const keys = await Promise.all(open.map((index) => texts.keyAt(commit, files[index]!.path)));
    open = open.filter((index, position) => keys[position] === files[index]!.key);
    for (const index of open) entries[index] = place;
  }
  const unfinished = new Set(open);
  return Promise.all(
    entries.map(async (place, index) => {
      if (place === undefined) return undefined;
      const commit = (await walk.at(place))!;
      const seconds = await earliestPossible(walk, place, now);
      return { commit: commit.id, seconds, cutOff: cutOff && unfinished.has(index) };
    }),
  );
}

/**
 * Returns the earliest time at which a commit can have reached the branch. Its author chooses the time of a commit, so
 * it counts as no older than the commits before it.
 */
async function earliestPossible(walk: FirstParents, place: number, now: number): Promise<number> {
  let latest = (await walk.at(place))?.seconds ?? now;
  for (let older = place + 1; older <= place + ANCESTORS; older += 1) {
    const commit = await walk.at(older);
    if (commit === undefined) break;
    // A commit from the future, made with a wrong clock, must not stop all later releases.
    if (commit.seconds <= now) latest = Math.max(latest, commit.seconds);
  }
  return latest;
}

/** The commits from `HEAD` back, each the first parent of the previous one. */
class FirstParents {
  readonly #objects: ObjectReader;
  readonly #commits: Promise<Commit | undefined>[] = [];
  /** Whether the last commit has a parent that is missing, as after `git clone --depth`. */
  isCutOff = false;

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  /**
   * Returns a commit.
   *
   * @param place counted from 0; at most one beyond the places of earlier calls
   */
  at(place: number): Promise<Commit | undefined> {
    return (this.#commits[place] ??= this.#read(place));
  }

  async #read(place: number): Promise<Commit | undefined> {
    if (place === 0) return this.#readCommit('HEAD');
    const name = (await this.at(place - 1))?.parent;
    if (name === undefined) return undefined;
    const commit = await this.#readCommit(name);
    if (commit === undefined) this.isCutOff = true;
    return commit;
  }

  async #readCommit(name: string): Promise<Commit | undefined> {
    const object = await this.#objects.read(`${name}^{commit}`, name);
    if (object?.type !== 'commit') return undefined;
    const [header = ''] = object.content.toString('latin1').split('\n\n', 1);
    const parent = /^parent ([0-9a-f]+)$/m.exec(header)?.[1];
    const seconds = Number(/^committer .* (\d{1,12}) [+-]\d+$/m.exec(header)?.[1]);
    return { id: object.id, ...(parent !== undefined && { parent }), seconds };
  }
}

/**
 * The contents of files in earlier commits. Most commits leave a file unchanged, so each content is parsed only once.
 * Each folder is read once per commit, for any number of files.
 */
class Texts {
  readonly #objects: ObjectReader;
  readonly #keys = new Map<string, Promise<string | undefined>>();
  #commit = '';
  #folders = new Map<string, Promise<ReadonlyMap<string, string>>>();

  constructor(objects: ObjectReader) {
    this.#objects = objects;
  }

  async keyAt(commit: Commit, path: string): Promise<string | undefined> {
    const id = (await this.#filesIn(commit, posix.dirname(path))).get(posix.basename(path));
    if (id === undefined) return undefined;
    const key = this.#keys.get(id) ?? this.#readKey(id, `${commit.id.slice(0, 12)}:${path}`);
    this.#keys.set(id, key);
    return key;
  }

  /** Returns the ids of the files in a folder, by name. It keeps only the last commit. */
  #filesIn(commit: Commit, folder: string): Promise<ReadonlyMap<string, string>> {
    if (this.#commit !== commit.id) {
      this.#commit = commit.id;
      this.#folders = new Map();
    }
    const files = this.#folders.get(folder) ?? this.#readFolder(commit, folder);
    this.#folders.set(folder, files);
    return files;
  }

  async #readFolder({ id }: Commit, folder: string): Promise<ReadonlyMap<string, string>> {
    const label = `${id.slice(0, 12)}:${folder}`;
    const object = await this.#objects.read(folder === '.' ? `${id}^{tree}` : `${id}:${folder}`, label);
    if (object?.type !== 'tree') return new Map();
    const entries = parseTree(object.content, object.id.length / 2, label);
    return new Map(entries.filter(({ kind }) => kind === 'file').map(({ name, id: file }) => [name, file]));
  }

  async #readKey(id: string, label: string): Promise<string | undefined> {
    const object = await this.#objects.read(id, label);
    const text = object?.type === 'blob' ? decodeText(object.content) : undefined;
    return text === undefined ? undefined : keyOfText(text, label);
  }
}
