import { join } from 'node:path';
import { CliError } from '../cli-error';
import type { ByteBudget } from './byte-budget';
import { type Exclusions, NO_EXCLUSIONS } from './exclusions';
import { isPartialClone, type Repository, repositoryAt } from './find-repository';
import { DAMAGED, type GitObject, GitObjects, PARTIAL } from './git-objects';
import { parseTree, type TreeEntry } from './parse-tree';
import { isManifestFile, PASSED_OVER } from './source-file';
import { byCodeUnit } from '../../text/by-code-unit';

/** A file of a commit. */
export interface TreeFile {
  /** The path from the top of the repository, with slashes. */
  readonly path: string;
  readonly content: Buffer;
}

export interface GitTreeOptions {
  readonly repository: Repository;
  /** The user's name for the commit, for messages. */
  readonly revision: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly budget: ByteBudget;
}

/** The objects of a repository, or of one of its submodules. */
interface Store {
  readonly repository: Repository;
  readonly objects: GitObjects;
}

/** The target of a path after following all links. */
interface Place {
  readonly path: string;
  readonly kind: TreeEntry['kind'];
  readonly id: string;
  readonly store: Store;
}

/** The state of a search for files under a path. */
interface TreeCollection {
  /** The paths found so far. Links can lead to the same place in many ways, or in a circle. */
  readonly seen: Set<string>;
  readonly found: Place[];
  readonly exclusions: Exclusions;
}

/** An error for a link that leads out of the repository. */
class OutsideError extends CliError {}

/** The most links on the way to one file, as in Linux. */
const MAX_LINKS = 40;

/** A reader of one commit of a repository. It reads neither the work tree nor the index. */
export class GitTree {
  readonly #options: GitTreeOptions;
  readonly #stores: Store[];
  readonly #root: Place;
  readonly #passedOver = new Set<string>();
  readonly #trees = new Map<string, Promise<Map<string, TreeEntry>>>();

  private constructor(options: GitTreeOptions, store: Store, root: string) {
    this.#options = options;
    this.#stores = [store];
    this.#root = { path: '', kind: 'tree', id: root, store };
  }

  /**
   * Looks up a commit.
   *
   * @returns `undefined` if the revision names no commit
   * @throws CliError if git can't be run, or the commit is damaged
   */
  static async open(options: GitTreeOptions): Promise<GitTree | undefined> {
    const store = openStore(options.repository, options);
    const root = await rootOf(store.objects, options.revision, options.revision);
    if (root !== undefined) return new GitTree(options, store, root);
    store.objects.close();
    return undefined;
  }

  /** Reports whether a path exists. */
  async has(path: string): Promise<boolean> {
    return (await this.#resolve(path)) !== undefined;
  }

  /**
   * Reads the manifests at a path as if it were on disk: a named file with any extension, or a directory with its
   * subdirectories.
   *
   * @param path from the top of the repository, with slashes
   * @returns `undefined` if the path is not in the commit
   * @throws CliError if anything in the listing can't be read
   */
  async manifests(path: string, exclusions = NO_EXCLUSIONS): Promise<TreeFile[] | undefined> {
    const place = await this.#resolve(path);
    if (place === undefined) return undefined;
    const found: Place[] = [];
    await this.#collect(place, '', { seen: new Set(), found, exclusions });
    return Promise.all(
      found.map(async (file) => ({ path: file.path, content: (await this.#read(file, 'blob')).content })),
    );
  }

  /** Returns the skipped paths: links that lead out of the repository, and folders with third-party files. */
  get passedOver(): string[] {
    return [...this.#passedOver];
  }

  /** Ends the git processes. */
  close(): void {
    for (const { objects } of this.#stores) objects.close();
  }

  /**
   * Collects the files at a path.
   *
   * @param inside the path from the requested one, by the names of links and not of their targets, with slashes
   */
  async #collect(place: Place, inside: string, collection: TreeCollection): Promise<void> {
    const { seen, found, exclusions } = collection;
    if (seen.has(place.path)) return;
    seen.add(place.path);
    if (place.kind === 'file') found.push(place);
    if (place.kind !== 'tree') return;
    for (const { name, kind, id } of (await this.#list(place)).values()) {
      const path = inFolder(place.path, name);
      if (PASSED_OVER.has(name)) this.#passedOver.add(path);
      if (PASSED_OVER.has(name) || (kind === 'file' && !isManifestFile(name))) continue;
      const own = inFolder(inside, name);
      if (exclusions.has(own)) continue;
      const isPlain = kind === 'file' || kind === 'tree';
      const child = isPlain ? { path, kind, id, store: place.store } : await this.#follow(path);
      // The name of the link, not of its target, decides whether it is a manifest.
      if (child !== undefined && (child.kind === 'tree' || isManifestFile(name)))
        await this.#collect(child, own, collection);
    }
  }

  /** Follows a link in a folder. A link out of the repository is an error if it may be a manifest. */
  async #follow(path: string): Promise<Place | undefined> {
    try {
      return await this.#resolve(path);
    } catch (error) {
      if (!(error instanceof OutsideError) || isManifestFile(path)) throw error;
      this.#passedOver.add(path);
      return undefined;
    }
  }

  /** Follows a path from the top, with all its links. */
  async #resolve(path: string): Promise<Place | undefined> {
    const pending = path.split('/');
    const places = [this.#root];
    let links = 0;
    for (let part = pending.shift(); part !== undefined; part = pending.shift()) {
      if (part === '' || part === '.') continue;
      const here = places.at(-1)!;
      if (part === '..') {
        if (places.length === 1) throw this.#leavesRepository(path);
        places.pop();
        continue;
      }
      const entry = here.kind === 'tree' ? (await this.#list(here)).get(part) : undefined;
      if (entry === undefined) return undefined;
      const child: Place = { path: inFolder(here.path, part), kind: entry.kind, id: entry.id, store: here.store };
      if (entry.kind !== 'link') {
        places.push(entry.kind === 'submodule' ? await this.#enter(child) : child);
        continue;
      }
      if (++links > MAX_LINKS) return undefined;
      const target = (await this.#read(child, 'blob')).content.toString('utf8');
      if (target.startsWith('/')) throw this.#leavesRepository(path);
      pending.unshift(...target.split('/'));
    }
    return places.at(-1);
  }

  /** Opens a submodule at the commit that this commit states. */
  async #enter(place: Place): Promise<Place> {
    const { repository } = this.#options;
    const submodule = await repositoryAt(join(repository.top, ...place.path.split('/')));
    const store = submodule === undefined ? undefined : openStore(submodule, this.#options);
    if (store !== undefined) this.#stores.push(store);
    const root = store === undefined ? undefined : await rootOf(store.objects, place.id, this.#label(place));
    if (store !== undefined && root !== undefined) return { path: place.path, kind: 'tree', id: root, store };
    throw new CliError(
      `${this.#label(place)}: it is a submodule at commit ${place.id}, which is not here; fetch it with git submodule update --init, or check it in a separate run`,
    );
  }

  #list(place: Place): Promise<Map<string, TreeEntry>> {
    const known = this.#trees.get(place.path) ?? this.#parse(place);
    this.#trees.set(place.path, known);
    return known;
  }

  async #parse(place: Place): Promise<Map<string, TreeEntry>> {
    const { content } = await this.#read(place, 'tree');
    const entries = parseTree(content, place.id.length / 2, this.#label(place));
    return new Map(entries.sort((a, b) => byCodeUnit(a.name, b.name)).map((entry) => [entry.name, entry]));
  }

  async #read(place: Place, type: GitObject['type']): Promise<GitObject> {
    const { objects, repository } = place.store;
    const object = await objects.read(place.id, this.#label(place));
    if (object?.type === type) return object;
    const remedy = (await isPartialClone(repository)) ? PARTIAL : DAMAGED;
    throw new CliError(
      `${this.#label(place)}: expected the ${type} ${place.id} in ${repository.commonDir}, got ${object?.type ?? 'no such object'}; ${remedy}`,
    );
  }

  #leavesRepository(path: string): OutsideError {
    return new OutsideError(
      `${this.#options.revision}:${path}: a link leads out of the repository, so its target is not in git; pass the old manifests with --against-dir`,
    );
  }

  #label({ path }: { readonly path: string }): string {
    return `${this.#options.revision}:${path}`;
  }
}

function openStore(repository: Repository, { env, budget }: GitTreeOptions): Store {
  return { repository, objects: new GitObjects(repository, env, budget) };
}

/** Returns the id of the top directory of a commit. */
async function rootOf(objects: GitObjects, name: string, label: string): Promise<string | undefined> {
  const commit = await objects.read(`${name}^{commit}`, label);
  if (commit?.type !== 'commit') return undefined;
  return /^tree ([0-9a-f]+)\n/.exec(commit.content.toString('latin1'))?.[1];
}

function inFolder(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
