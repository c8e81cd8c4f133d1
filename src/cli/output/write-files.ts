import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { breakInlineCommands, escapeInvisible } from '../../text/escape';
import type { FileAttempt } from '../../text/file-failure';
import { describeFileError } from '../input/file-error';
import { CliError } from '../cli-error';

/** A result for a file. */
export interface OutputFile {
  /** The file as the user names it. */
  readonly name: string;
  readonly text: string;
}

/**
 * Writes results to files. It renames them into place once all are written, so no reader sees half a file.
 *
 * @throws CliError if a file can't be written
 */
export async function writeFiles(files: readonly OutputFile[], cwd: string): Promise<void> {
  const prepared: { readonly name: string; readonly from: string; readonly to: string }[] = [];
  try {
    for (const { name, text } of files) {
      const to = await attempt(name, () => targetOf(resolve(cwd, name)));
      const from = `${to}.${process.pid}.tmp`;
      prepared.push({ name, from, to });
      await attempt(name, () => writeFile(from, breakInlineCommands(text), { flag: 'wx' }));
    }
    for (const { name, from, to } of prepared) await attempt(name, () => rename(from, to));
  } finally {
    for (const { from } of prepared) await rm(from, { force: true }).catch(() => undefined);
  }
}

/** Returns the target of a link, so that the link itself stays. */
async function targetOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return path;
  if (!found.isFile()) throw new Error(found.isDirectory() ? 'it is a directory' : 'it is a special file');
  return realpath(path);
}

async function attempt<T>(name: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw new CliError(`--output: ${describeFileError(escapeInvisible(name), error, WRITING)}`);
  }
}

const WRITING: FileAttempt = {
  sought: 'directory',
  done: 'written',
  permission: 'write',
  remedies: {
    ENOENT: 'create it',
    EROFS: 'write it to another place',
    ENOSPC: 'make room, or write it to another place',
    other: 'name another file',
  },
};
