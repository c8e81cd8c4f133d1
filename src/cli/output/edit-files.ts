import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readFile, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { CliError } from '../cli-error';
import type { FileAttempt } from '../../text/file-failure';
import { decodeText } from '../../text/decode-text';
import { describeFileError } from '../input/file-error';
import { notTextProblem, type SourceFile } from '../input/source-file';

/** The new contents of some files. */
export interface FileEdits<T> {
  /** One text per file that was read, in the same order. `undefined` leaves the file unchanged. */
  readonly texts: (string | undefined)[];
  /** Data about the edits for the caller. */
  readonly result: T;
}

/**
 * Reads some files and writes the results of `edit`, either to all files or to none.
 *
 * Each file is locked while its edit is computed: `FILE.lock` is created beside it and then renamed over it, as git
 * does with its own files. If two commands run at once, only one of them can change a file, and no reader ever sees
 * half a file.
 *
 * @param names the files as the user names them, each once
 * @param edit returns the new texts; if it throws, nothing is written
 * @param publish tells the user about the edits when only renames are left; if it throws, nothing is written
 * @throws CliError if a file can't be read or locked, or if someone else changed it in the meantime
 */
export async function editFiles<T>(
  names: string[],
  cwd: string,
  edit: (files: SourceFile[]) => Promise<FileEdits<T>>,
  publish: (result: T) => Promise<void> = () => Promise.resolve(),
): Promise<T> {
  const locked: LockedFile[] = [];
  try {
    const files: SourceFile[] = [];
    for (const name of names) {
      const file = await LockedFile.open(name, resolve(cwd, name));
      locked.push(file);
      files.push({ name, text: file.text });
    }
    const { texts, result } = await edit(files);
    // Everything that can fail comes first; after this, only renames are left.
    for (const [index, text] of texts.entries()) if (text !== undefined) await locked[index]?.prepare(text);
    for (const [index, text] of texts.entries()) if (text !== undefined) await locked[index]?.assertUnchanged();
    await publish(result);
    for (const [index, text] of texts.entries()) if (text !== undefined) await locked[index]?.replace();
    return result;
  } finally {
    for (const file of locked) await file.unlock();
  }
}

/**
 * Reads some files like `editFiles`, but neither locks nor writes them, so it works in a read-only folder, too.
 *
 * @throws CliError when a file can't be read
 */
export async function readFiles(names: string[], cwd: string): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const name of names) {
    const path = resolve(cwd, name);
    await inspect(name, path, 'read');
    const { text } = await readText(name, path).catch((error: unknown) => {
      throw error instanceof CliError ? error : new CliError(describeFileError(name, error, ATTEMPTS.read));
    });
    files.push({ name, text });
  }
  return files;
}

/** A file that no other command can change meanwhile. */
class LockedFile {
  readonly text: string;
  readonly #name: string;
  readonly #path: string;
  readonly #bytes: Uint8Array;
  readonly #lock: FileHandle;
  #replaced = false;

  private constructor(name: string, path: string, bytes: Uint8Array, text: string, lock: FileHandle) {
    this.#name = name;
    this.#path = path;
    this.#bytes = bytes;
    this.text = text;
    this.#lock = lock;
  }

  static async open(name: string, path: string): Promise<LockedFile> {
    const status = await inspect(name, path, 'change');
    const lock = await createLock(name, path, status.mode);
    try {
      const { bytes, text } = await readText(name, path);
      return new LockedFile(name, path, bytes, text, lock);
    } catch (error) {
      await lock.close();
      await rm(lockOf(path), { force: true });
      throw error instanceof CliError ? error : new CliError(describeFileError(name, error, ATTEMPTS.change));
    }
  }

  /** Writes the new text beside the file. */
  async prepare(text: string): Promise<void> {
    try {
      await this.#lock.writeFile(text, 'utf8');
      await this.#lock.sync();
    } catch (error) {
      throw new CliError(describeFileError(lockOf(this.#name), error, ATTEMPTS.change));
    }
  }

  /** Throws if an editor, which doesn't know the lock, has saved the file since it was read. */
  async assertUnchanged(): Promise<void> {
    const bytes = await readFile(this.#path).catch(() => undefined);
    if (bytes !== undefined && Buffer.compare(bytes, this.#bytes) === 0) return;
    throw new CliError(`${this.#name}: someone changed the file while the command ran; run the command again`);
  }

  /** Replaces the old text with the new one, in one step. */
  async replace(): Promise<void> {
    try {
      await rename(lockOf(this.#path), this.#path);
      this.#replaced = true;
    } catch (error) {
      throw new CliError(describeFileError(this.#name, error, ATTEMPTS.change));
    }
  }

  async unlock(): Promise<void> {
    await this.#lock.close();
    // After the rename, a lock with this name belongs to another command.
    if (!this.#replaced) await rm(lockOf(this.#path), { force: true });
  }
}

async function readText(name: string, path: string): Promise<{ readonly bytes: Uint8Array; readonly text: string }> {
  const bytes = await readFile(path);
  const text = decodeText(bytes);
  if (text === undefined) throw new CliError(notTextProblem(name));
  return { bytes, text: `${byteOrderMark(bytes)}${text}` };
}

/** Returns the byte order mark of a file, which `decodeText` drops: an edit keeps it. */
function byteOrderMark(bytes: Uint8Array): string {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
}

function lockOf(path: string): string {
  return `${path}.lock`;
}

/** Refuses links: they could lead anywhere, and renaming over one would leave its target unchanged. */
async function inspect(name: string, path: string, access: Access): Promise<Stats> {
  const status = await lstat(path).catch((error: unknown) => {
    throw new CliError(describeFileError(name, error, ATTEMPTS[access]));
  });
  if (status.isFile()) return status;
  const received = status.isSymbolicLink()
    ? 'a symbolic link'
    : status.isDirectory()
      ? 'a directory'
      : 'a special file';
  const fix = status.isSymbolicLink() ? 'name the file that it leads to' : 'pass a file in it, or use --all';
  throw new CliError(`${name}: expected a file, got ${received}; ${fix}`);
}

async function createLock(name: string, path: string, mode: number): Promise<FileHandle> {
  try {
    return await open(lockOf(path), constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode & 0o777);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
      throw new CliError(describeFileError(lockOf(name), error, ATTEMPTS.change));
    throw new CliError(
      `${name}: another command is changing it (${lockOf(name)} exists); wait until it ends, or delete ${lockOf(name)} if none is running`,
    );
  }
}

/** The access to a file that a command needs. */
type Access = 'read' | 'change';

const ATTEMPTS: Readonly<Record<Access, FileAttempt>> = {
  read: { sought: 'file', done: 'read', permission: 'read' },
  change: {
    sought: 'file',
    done: 'changed',
    permission: 'read and write',
    remedies: {
      EROFS: 'run the command where the file can be written',
      ENOSPC: 'make room and run the command again',
    },
  },
};
