import type { Stats } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { Io } from '../io';
import { readBytes } from './read-bytes';
import {
  byCodeUnit,
  decodeText,
  isManifestFile,
  notTextProblem,
  PASSED_OVER,
  type SourceFile,
  STANDARD_INPUT,
} from './source-file';

/**
 * The texts behind some paths, each file once: files as they are named, directories with all the manifests in and under
 * them in the order of their names, `-` for the standard input.
 *
 * @throws CliError with all that can't be read
 */
export async function readPaths(paths: string[], io: Io): Promise<SourceFile[]> {
  const problems: string[] = [];
  const seen = new Set<string>();
  const files: SourceFile[] = [];
  for (const path of paths) {
    if (path === '-') {
      if (!seen.has(path)) await addFile(STANDARD_INPUT, io.readInput(), files, problems);
      seen.add(path);
      continue;
    }
    if (path === '') {
      // Such as a variable of the shell that is not set. It must not stand for the working directory.
      problems.push(
        'path: got "", allowed is a directory, a file, or - for the standard input; write . for this directory',
      );
      continue;
    }
    for (const { name, real, status } of await collectFiles(path, { cwd: io.cwd, seen, problems })) {
      await addFile(name, readBytes(real, status), files, problems);
    }
  }
  if (problems.length > 0) throw new CliError(problems);
  return files;
}

async function addFile(
  name: string,
  bytes: Promise<Uint8Array>,
  files: SourceFile[],
  problems: string[],
): Promise<void> {
  try {
    const text = decodeText(await bytes);
    if (text === undefined) problems.push(notTextProblem(name));
    else files.push({ name, text });
  } catch (error) {
    problems.push(describeFileError(name, error));
  }
}

/** A file as the user knows it, and as it is once all links are followed. */
interface FoundFile {
  readonly name: string;
  readonly real: string;
  readonly status: Stats;
}

interface Search {
  readonly cwd: string;
  /** The real paths that were found already: links may lead to one place in many ways, or in a circle. */
  readonly seen: Set<string>;
  readonly problems: string[];
}

async function collectFiles(path: string, search: Search): Promise<FoundFile[]> {
  try {
    const status = await stat(resolve(search.cwd, path));
    const real = await realpath(resolve(search.cwd, path));
    if (search.seen.has(real)) return [];
    search.seen.add(real);
    return status.isDirectory() ? await walk(path, real, search) : [{ name: path, real, status }];
  } catch (error) {
    search.problems.push(describeFileError(path, error));
    return [];
  }
}

async function walk(path: string, real: string, search: Search): Promise<FoundFile[]> {
  const files: FoundFile[] = [];
  const entries = await readdir(real, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
    const child = join(path, entry.name).replaceAll('\\', '/');
    const status = entry.isSymbolicLink() ? await followLink(child, search) : entry;
    const isWanted = status?.isDirectory() ? !PASSED_OVER.has(entry.name) : isManifestFile(entry.name);
    if (!isWanted || status === undefined) continue;
    if (!status.isDirectory() && !status.isFile()) continue;
    for (const file of await collectFiles(child, search)) files.push(file);
  }
  return files;
}

/** What a link leads to. One that leads nowhere matters only where it is called like a manifest. */
async function followLink(path: string, { cwd, problems }: Search): Promise<Stats | undefined> {
  try {
    return await stat(resolve(cwd, path));
  } catch (error) {
    if (isManifestFile(path)) problems.push(describeFileError(path, error));
    return undefined;
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or directory; correct the path',
  EACCES: 'it may not be read; grant the right to read it',
  EPERM: 'it may not be read; grant the right to read it',
  ELOOP: 'its symbolic links lead in a circle; remove one of them',
  ENOTDIR: 'a part of the path is a file, no directory; correct the path',
  ENAMETOOLONG: 'the name is too long; correct the path',
  ERR_FS_FILE_TOO_LARGE: 'it is larger than 256 MiB; split it up',
};

function describeFileError(name: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${name}: ${REASONS[code] ?? `it can't be read (${message}); check the path`}`;
}
