import type { Command } from 'commander';
import type { CommandResult } from './command';
import type { Io } from './io';

/** The work of a command, given its parsed arguments. */
export type CommandRun = (command: Command, io: Io) => Promise<CommandResult> | CommandResult;

/** A command: its name and arguments, separate from its work, which is loaded only when needed. */
export interface CommandDefinition {
  readonly name: string;
  /** Adds the description, arguments, options and examples. */
  describe(command: Command): void;
  /** Loads the module that does the work. @default - the command only groups its subcommands */
  readonly load?: () => Promise<CommandRun>;
  /** The subcommands. @default - none */
  readonly subcommands?: CommandDefinition[];
}
