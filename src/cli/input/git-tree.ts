import { CliError } from '../cli-error';
import { runGit } from './run-git';
import { byCodeUnit, isManifestFile, PASSED_OVER } from './source-file';

/** A file of a commit. */
export interface TreeFile {
  /** From the top of the repository, with slashes. */
  readonly path: string;
  /** The object that holds its content. */
  readonly id: string;
}

interface TreeEntry extends TreeFile {
  readonly type: 'blob' | 'tree' | 'link';
}

const LINK_MODE = '120000';

/** One commit of a repository, read through git's plumbing: neither the work tree nor the index is touched. */
export class GitTree {
  readonly #top: string;
  readonly #commit: string;

  constructor(top: string, commit: string) {
    this.#top = top;
    this.#commit = commit;
  }

  /**
   * The manifests at a path, as they would be found on disk: a file as it is named, a directory with all that is in and
   * under it. Nothing where the path is not in the commit.
   */
  async manifests(path: string): Promise<TreeFile[] | undefined> {
    const entry = await this.#resolve(path);
    if (entry === undefined) return undefined;
    return entry.type === 'blob' ? [entry] : this.#walk(entry, new Set());
  }

  /** The contents of files, in their order. */
  async contents(files: TreeFile[]): Promise<Buffer[]> {
    if (files.length === 0) return [];
    const output = await this.#git(['cat-file', '--batch'], files.map(({ id }) => `${id}\n`).join(''));
    const contents: Buffer[] = [];
    let position = 0;
    while (position < output.length) {
      const end = output.indexOf('\n', position);
      const size = Number(output.toString('utf8', position, end).split(' ')[2]);
      contents.push(output.subarray(end + 1, end + 1 + size));
      position = end + 1 + size + 1;
    }
    return contents;
  }

  /** @param seen what was found already: links may lead to one place in many ways, or in a circle */
  async #walk(tree: TreeFile, seen: Set<string>): Promise<TreeFile[]> {
    if (seen.has(tree.id)) return [];
    seen.add(tree.id);
    const files: TreeFile[] = [];
    for (const listed of await this.#list(tree)) {
      const entry = listed.type === 'link' ? await this.#resolve(listed.path) : listed;
      if (entry?.type === 'tree') for (const file of await this.#walk(entry, seen)) files.push(file);
      if (entry?.type !== 'blob' || !isManifestFile(entry.path) || seen.has(entry.id)) continue;
      seen.add(entry.id);
      files.push(entry);
    }
    return files;
  }

  /** Everything under a tree whose links are not followed: blobs and links. */
  async #list({ id, path }: TreeFile): Promise<TreeEntry[]> {
    const output = await this.#git(['ls-tree', '-r', '-z', '--full-tree', id]);
    return output
      .toString('utf8')
      .split('\0')
      .flatMap((line): TreeEntry[] => {
        const match = /^(\d+) blob ([0-9a-f]+)\t([^]+)$/.exec(line);
        const [, mode, blob = '', name = ''] = match ?? [];
        if (match === null || name.split('/').some((part) => PASSED_OVER.has(part))) return [];
        return [{ type: mode === LINK_MODE ? 'link' : 'blob', id: blob, path: path === '' ? name : `${path}/${name}` }];
      })
      .sort((a, b) => byCodeUnit(a.path, b.path));
  }

  /** What a path is once all links on its way are followed. */
  async #resolve(path: string): Promise<TreeEntry | undefined> {
    // Git reads one name a line, and no manifest needs a line end in its name.
    if (path.includes('\n')) return undefined;
    const format = '--batch-check=%(objecttype) %(objectname)';
    const output = await this.#git(['cat-file', '--follow-symlinks', format], `${this.#commit}:${path}\n`);
    const [type, id = ''] = output.toString('utf8').trim().split(' ');
    return type === 'blob' || type === 'tree' ? { type, id, path } : undefined;
  }

  async #git(args: string[], input?: string): Promise<Buffer> {
    const { exitCode, stdout, stderr } = await runGit(this.#top, args, input);
    if (exitCode !== 0) throw new CliError(`git ${args[0]}: ${stderr.replace(/^fatal: /, '')}`);
    return stdout;
  }
}
