import type { Command } from 'commander';
import type { CommandResult } from './command';
import type { Io } from './io';

/** What a command does, given what was parsed. */
export type CommandRun = (command: Command, io: Io) => Promise<CommandResult> | CommandResult;

/** A command: its name and what it takes, apart from what it does, which is loaded only when it is used. */
export interface CommandDefinition {
  readonly name: string;
  /** Adds the description, arguments, options and examples. */
  describe(command: Command): void;
  /** Loads the module that does the work. @default - the command does nothing without a subcommand */
  readonly load?: () => Promise<CommandRun>;
  /** The commands below this one. @default - there are none */
  readonly subcommands?: CommandDefinition[];
}
