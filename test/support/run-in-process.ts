import { Readable } from 'node:stream';
import { runCli } from '../../src/cli/run-cli';
import type { Io } from '../../src/cli/io';

export interface CliRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly env?: Record<string, string>;
  readonly isTerminal?: boolean;
  readonly columns?: number;
  /** The milliseconds by which the clock advances each time it is read. @default 0 */
  readonly tick?: number;
  /** The reason why standard output can't be written. @default - it can */
  readonly stdoutFailure?: string;
  /** The time of day, in seconds since 1970. @default - the current time */
  readonly date?: number;
}

/** Runs a command line in this process. */
export async function runInProcess(args: string[], options: RunOptions = {}): Promise<CliRun> {
  const { cwd = process.cwd(), input, env = {}, isTerminal = false, columns, tick = 0, stdoutFailure } = options;
  let [stdout, stderr, time] = ['', '', 0];
  const io: Io = {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdout: {
      write: (text) => void (stdout += text),
      flush: () => (stdoutFailure === undefined ? Promise.resolve() : Promise.reject(new Error(stdoutFailure))),
      isTerminal,
      columns,
    },
    stderr: { write: (text) => void (stderr += text), flush: () => Promise.resolve(), isTerminal, columns },
    readInput: () => {
      if (input === undefined) throw new Error('expected no read of standard input, because the test provides none');
      return Readable.from([Buffer.from(input)]);
    },
    now: () => (time += tick),
    date: () => options.date ?? Math.floor(Date.now() / 1000),
  };
  const exitCode = await runCli(args, io);
  return { exitCode, stdout, stderr };
}
