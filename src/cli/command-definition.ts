import type { Command } from 'commander';
import type { CommandResult } from './command';
import type { Io } from './io';

/** What a command does, given what was parsed. */
export type CommandRun = (command: Command, io: Io) => Promise<CommandResult> | CommandResult;

/** One command: what it is called and takes, apart from what it does, which is loaded only when it is used. */
export interface CommandDefinition {
  readonly name: string;
  /** Adds the description, arguments, options and examples. */
  describe(command: Command): void;
  /** The module that does the work. */
  load(): Promise<CommandRun>;
}
