import { execFileSync } from 'node:child_process';

const WORKLOAD = /^kind:\s*["']?(?:Deployment|StatefulSet|DaemonSet|Service)["']?\s*(?:#.*)?$/m;

/**
 * Returns a function that runs git in a repository and returns its output. Git fetches nothing and starts no other
 * program.
 */
export function gitIn(repository) {
  const settings = ['-c', 'core.quotePath=false', '-c', 'protocol.allow=never'];
  return (args, input) =>
    execFileSync('git', ['-C', repository, ...settings, ...args], { input, maxBuffer: 2 ** 31 - 1 });
}

/** Returns all commits along first parents, oldest first, with the manifest files that each changes. */
export function readCommits(git) {
  const log = git([
    'log',
    '--first-parent',
    '-m',
    '--reverse',
    '--raw',
    '--no-renames',
    '--no-abbrev',
    '--format=%x00%H',
    '-z',
    'HEAD',
    '--',
    '*.yaml',
    '*.yml',
    '*.json',
  ]);
  const parts = log
    .toString('utf8')
    .split('\0')
    .filter((part) => part !== '');
  const commits = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at].replace(/^\n/, '');
    if (part.startsWith(':')) {
      const [, mode, , blob] = part.slice(1).split(' ');
      const path = parts[++at];
      // Symbolic links and submodules contain no manifests of their own.
      const isFile = mode === '100644' || mode === '100755';
      commits.at(-1).changes.push({ path, blob: isFile ? blob : undefined });
    } else commits.push({ id: part.trim(), changes: [] });
  }
  return commits.filter(({ changes }) => changes.length > 0);
}

/** The contents of all versions of all files, which are read in batches on demand. */
export class Texts {
  #git;
  #cache = new Map();

  constructor(git) {
    this.#git = git;
  }

  /** Reads some blobs at once. */
  load(blobs) {
    const missing = [...new Set(blobs)].filter((blob) => !this.#cache.has(blob));
    if (missing.length === 0) return;
    const output = this.#git(['cat-file', '--batch'], `${missing.join('\n')}\n`);
    let at = 0;
    for (const blob of missing) {
      const end = output.indexOf(10, at);
      const [, type, size] = output.subarray(at, end).toString('utf8').split(' ');
      if (type === 'missing' || size === undefined) {
        this.#cache.set(blob, '');
        at = end + 1;
        continue;
      }
      this.#cache.set(blob, output.subarray(end + 1, end + 1 + Number(size)).toString('utf8'));
      at = end + 2 + Number(size);
    }
  }

  get(blob) {
    if (!this.#cache.has(blob)) this.load([blob]);
    return this.#cache.get(blob);
  }

  forget() {
    this.#cache.clear();
  }
}

/** Returns the topmost folders that ever contained a workload or a Service. */
export function topmost(commits, texts) {
  const folders = new Set();
  const seen = new Set();
  for (let at = 0; at < commits.length; at += 200) {
    const changes = commits.slice(at, at + 200).flatMap(({ changes: all }) => all);
    const fresh = changes.filter(({ path, blob }) => blob && !folders.has(folderOf(path)) && !seen.has(blob));
    texts.load(fresh.map(({ blob }) => blob));
    for (const { path, blob } of fresh) {
      seen.add(blob);
      if (WORKLOAD.test(texts.get(blob))) folders.add(folderOf(path));
    }
    texts.forget();
  }
  return [...folders].filter((one) => ![...folders].some((other) => other !== one && isInside(one, other))).sort();
}

function folderOf(path) {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}

export function isInside(path, folder) {
  return folder === '.' || path.startsWith(`${folder}/`);
}
