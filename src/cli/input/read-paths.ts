import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { Io } from '../io';
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
  const files = new Map<string, SourceFile>();
  for (const path of paths) {
    const found = path === '-' ? [STANDARD_INPUT] : await collectFiles(path, io.cwd, problems);
    for (const name of found) {
      const key = path === '-' ? '-' : resolve(io.cwd, name);
      if (files.has(key)) continue;
      const text = await readText(name, path === '-' ? io.readInput() : readFile(key), problems);
      if (text !== undefined) files.set(key, { name, text });
    }
  }
  if (problems.length > 0) throw new CliError(...problems);
  return [...files.values()];
}

async function readText(name: string, bytes: Promise<Uint8Array>, problems: string[]): Promise<string | undefined> {
  try {
    const text = decodeText(await bytes);
    if (text === undefined) problems.push(notTextProblem(name));
    return text;
  } catch (error) {
    problems.push(describeFileError(name, error));
    return undefined;
  }
}

async function collectFiles(path: string, cwd: string, problems: string[]): Promise<string[]> {
  try {
    const status = await stat(resolve(cwd, path));
    if (!status.isDirectory()) return [path];
  } catch (error) {
    problems.push(describeFileError(path, error));
    return [];
  }
  return walk(path, cwd, [], problems);
}

/** @param ancestors the real paths of the directories above, which a symbolic link may lead back to */
async function walk(path: string, cwd: string, ancestors: string[], problems: string[]): Promise<string[]> {
  const files: string[] = [];
  try {
    const real = await realpath(resolve(cwd, path));
    if (ancestors.includes(real)) return [];
    const entries = await readdir(real, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => byCodeUnit(a.name, b.name))) {
      const child = join(path, entry.name).replaceAll('\\', '/');
      const status = entry.isSymbolicLink() ? await followLink(child, cwd, problems) : entry;
      if (status?.isDirectory() && !PASSED_OVER.has(entry.name)) {
        files.push(...(await walk(child, cwd, [...ancestors, real], problems)));
      }
      if (status?.isFile() && isManifestFile(entry.name)) files.push(child);
    }
  } catch (error) {
    problems.push(describeFileError(path, error));
  }
  return files;
}

/** What a link leads to. One that leads nowhere matters only where it is called like a manifest. */
async function followLink(path: string, cwd: string, problems: string[]) {
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
  ERR_FS_FILE_TOO_LARGE: 'it is too large to be read; split it up',
};

function describeFileError(name: string, error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return `${name}: ${REASONS[code] ?? message}`;
}
