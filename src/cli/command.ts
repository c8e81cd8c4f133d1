import type { Command } from 'commander';
import type { Io } from './io';
import type { OutputFile } from './output/write-files';

/** The result of a command. A command writes nothing before it has the whole result. */
export interface CommandResult {
  /** The text for standard output. */
  readonly output: string;
  readonly exitCode: ExitCode;
  /** The results for files. They are written before the output. */
  readonly files?: OutputFile[];
  /** Notes for the user in addition to the result, one per line, written to standard error. */
  readonly notes?: string[];
}

/** The exit code of the process. */
export enum ExitCode {
  /** There is a result, and it is good. */
  OK = 0,
  /** There is a result, and it is bad: findings, or a percentage that the pods can't serve. */
  FINDINGS = 1,
  /** There is no result: wrong usage, or unreadable input. */
  MISUSE = 2,
  /** There is nothing to do yet, and a schedule may ask again later. */
  TOO_EARLY = 3,
}

/** The work of a command, given its parsed arguments. */
export type CommandRun = (command: Command, io: Io) => Promise<CommandResult> | CommandResult;

/** A command: its name and arguments, apart from its work, which is loaded only when it runs. */
export interface CommandDefinition {
  readonly name: string;
  /** Adds the description, arguments, options and examples. */
  describe(command: Command): void;
  /** Loads the module that does the work. @default - the command only groups its subcommands */
  readonly load?: () => Promise<CommandRun>;
  /** The subcommands. @default - none */
  readonly subcommands?: CommandDefinition[];
}
