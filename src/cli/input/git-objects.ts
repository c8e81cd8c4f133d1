import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { CliError } from '../cli-error';
import type { ByteBudget } from './byte-budget';
import { isPartialClone, type Repository } from './find-repository';
import { startGit } from './git-process';

/** A git object, as it is stored. */
export interface GitObject {
  readonly id: string;
  readonly type: 'blob' | 'tree' | 'commit' | 'tag';
  readonly content: Buffer;
}

/** A request that git has not answered yet. */
interface Request {
  /** The name of the requested object in messages. */
  readonly label: string;
  settle(object: GitObject | undefined): void;
  fail(error: Error): void;
}

/** An answer that is arriving. */
interface Answer {
  readonly object: GitObject;
  filled: number;
}

const HEADER = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d{1,15})$/;

/** The remedies if a repository lacks objects. */
export const DAMAGED = 'run git fsck, and fetch it again';
export const PARTIAL = 'the clone is partial, and nothing is fetched while it is checked: clone it without --filter';

/** The longest name in an answer of git. */
const MAX_HEADER = 64 * 1024;

/**
 * A reader of the objects of one repository through a single `git cat-file --batch`. Each request gets exactly one
 * answer, in the order of the requests.
 */
export class GitObjects {
  readonly #git: ChildProcessWithoutNullStreams;
  readonly #repository: Repository;
  readonly #budget: ByteBudget;
  readonly #requests: Request[] = [];
  #header = Buffer.alloc(0);
  #answer: Answer | undefined;
  #stderr = '';
  #failure: Error | undefined;

  constructor(repository: Repository, env: Readonly<Record<string, string | undefined>>, budget: ByteBudget) {
    this.#repository = repository;
    this.#budget = budget;
    this.#git = startGit(repository, ['cat-file', '--batch'], env);
    this.#git.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.#git.stderr.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString('utf8').slice(0, 4096)));
    // Git may exit before it has read all input. The open requests then fail when it closes.
    this.#git.stdin.on('error', () => undefined);
    this.#git.on('error', (error) => this.#end(startFailure(error)));
    this.#git.on('close', () => void this.#unanswered().then((error) => this.#end(error)));
  }

  /**
   * Reads an object.
   *
   * @param name the name in git: an id, or a revision
   * @param label the name in messages
   * @returns `undefined` if git has no such object
   * @throws CliError if the object is damaged or too large
   */
  read(name: string, label: string): Promise<GitObject | undefined> {
    // Git reads one name per line.
    if (/[\n\0]/.test(name)) return Promise.resolve(undefined);
    return new Promise((settle, fail) => {
      if (this.#failure !== undefined) {
        fail(this.#failure);
        return;
      }
      this.#requests.push({ label, settle, fail });
      this.#git.stdin.write(`${name}\n`);
    });
  }

  /** Ends the git process. Open requests stay unanswered. */
  close(): void {
    this.#git.stdin.end();
    this.#git.kill();
  }

  #receive(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0 && this.#failure === undefined) {
      rest = this.#answer === undefined ? this.#receiveHeader(rest) : this.#receiveContent(rest, this.#answer);
    }
  }

  #receiveHeader(chunk: Buffer): Buffer {
    const end = chunk.indexOf('\n');
    this.#header = Buffer.concat([this.#header, end < 0 ? chunk : chunk.subarray(0, end)]);
    if (this.#header.length > MAX_HEADER) this.#end(new CliError('git: unexpected answer; run git fsck'));
    if (end < 0) return Buffer.alloc(0);
    const line = this.#header.toString('utf8');
    this.#header = Buffer.alloc(0);
    this.#startAnswer(line);
    return chunk.subarray(end + 1);
  }

  #startAnswer(line: string): void {
    const label = this.#requests[0]?.label ?? line;
    const [, id = '', type, size] = HEADER.exec(line) ?? [];
    if (type === undefined) {
      this.#requests.shift()?.settle(undefined);
      return;
    }
    try {
      this.#budget.spend(Number(size), label);
    } catch (error) {
      this.#end(error as Error);
      return;
    }
    // One more byte, for the line end after the content.
    const content = Buffer.allocUnsafe(Number(size) + 1);
    this.#answer = { object: { id, type: type as GitObject['type'], content }, filled: 0 };
  }

  #receiveContent(chunk: Buffer, answer: Answer): Buffer {
    const { object } = answer;
    const copied = chunk.copy(object.content, answer.filled);
    answer.filled += copied;
    if (answer.filled === object.content.length) {
      this.#answer = undefined;
      this.#finishAnswer({ ...object, content: object.content.subarray(0, -1) });
    }
    return chunk.subarray(copied);
  }

  #finishAnswer(object: GitObject): void {
    // Git doesn't verify the hash here, so different content in an object file would go unnoticed.
    if (hashOf(object) === object.id) this.#requests.shift()?.settle(object);
    else this.#end(new CliError(`${this.#requests[0]?.label}: the object ${object.id} is damaged; ${DAMAGED}`));
  }

  /** Returns the error for the request at which git ended. */
  async #unanswered(): Promise<Error> {
    const label = this.#requests[0]?.label ?? 'the repository';
    const lines = this.#stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('warning: '));
    const why = lines.map((line) => line.trim().replace(/^(fatal|error): /, '')).join('; ');
    const remedy = (await isPartialClone(this.#repository)) ? PARTIAL : DAMAGED;
    return new GitEndedError(label, why === '' ? 'it ended early' : why, remedy);
  }

  #end(failure: Error): void {
    this.#failure ??= failure;
    for (const request of this.#requests.splice(0)) request.fail(this.#failure);
    this.close();
  }
}

function hashOf({ id, type, content }: GitObject): string {
  const algorithm = id.length === 40 ? 'sha1' : 'sha256';
  return createHash(algorithm).update(`${type} ${content.length}\0`).update(content).digest('hex');
}

/** An error for a missing git program. */
export class GitMissingError extends CliError {}

/** An error for a git process that ended with open requests. */
export class GitEndedError extends CliError {
  /** The output of git. */
  readonly reason: string;

  constructor(label: string, reason: string, remedy: string) {
    super(`${label}: git can't read it (${reason}); ${remedy}`);
    this.reason = reason;
  }
}

function startFailure(error: NodeJS.ErrnoException): CliError {
  if (error.code !== 'ENOENT')
    return new CliError(`git: it can't be started (${error.message}); check its installation`);
  return new GitMissingError('git: it is not installed; install it, or pass a directory or file with --against-dir');
}
