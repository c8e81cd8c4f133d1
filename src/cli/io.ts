/** A stream that a command writes to. */
export interface Output {
  write(text: string): void;
  /**
   * Waits until everything is written.
   *
   * @throws Error if some of it could not be written. A reader that stops reading is not an error.
   */
  flush(): Promise<void>;
  readonly isTerminal: boolean;
  /** The width in characters. @default - unlimited */
  readonly columns?: number;
}

/** The parts of the process that commands may use, so that tests need no process. */
export interface Io {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Returns standard input in chunks of bytes. */
  readInput(): AsyncIterable<unknown>;
  /** Returns the milliseconds of a clock that never goes back. */
  now(): number;
  /** Returns the time of day, in seconds since 1970. */
  date(): number;
}

/** Returns the current day in UTC, such as `2026-11-24`. */
export function today(io: Io): string {
  return new Date(1000 * io.date()).toISOString().slice(0, 10);
}

/** Returns the width of the terminal to which the result goes, or `undefined` if it goes elsewhere. */
export function terminalColumns({ stdout }: Io): number | undefined {
  return stdout.isTerminal ? stdout.columns : undefined;
}
