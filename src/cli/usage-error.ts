import type { Command, CommanderError } from 'commander';
import { alternatives } from '../text/words';
import { describeProblem } from '../validate/problem';
import { CliError } from './cli-error';

/** A description of an error of one kind: from the message of Commander, and the command that it is about. */
type Description = (message: string, command: Command) => string;

/** The errors of Commander, by their codes. Its messages name no remedy, and have another form than all others. */
const DESCRIPTIONS: Readonly<Record<string, Description>> = {
  'commander.invalidArgument': (message) => {
    const found = /^option '([^\s,']+)(?:,? [^']*)?' argument '([^]*)' is invalid\. ([^]*)$/.exec(message);
    // Commander words the errors of arguments and of environment variables in another way.
    if (found === null) return message;
    const [, option, received, rule = ''] = found;
    const choices = /^Allowed choices are (.*)\.$/.exec(rule)?.[1];
    const expected = choices === undefined ? rule.replace(/^expected /, '') : `one of ${choices}`;
    const fix = choices === undefined ? 'correct it' : 'use one of them';
    return describeProblem({ prop: option!, received, expected, fix });
  },
  'commander.missingArgument': (message, command) =>
    `${quoted(message)}: expected a value, got none; write ${usageOf(command)}`,
  'commander.missingMandatoryOptionValue': (message) => {
    const flags = quoted(message);
    return `${nameIn(flags)}: expected a value, got none; add ${flags}`;
  },
  'commander.optionMissingArgument': (message) => {
    const flags = quoted(message);
    return `${nameIn(flags)}: expected a value, got none; write ${flags}`;
  },
  'commander.unknownOption': (message, command) =>
    `${quoted(message)}: unknown option; ${suggestion(message) ?? `${nameOf(command)} --help lists the options`}`,
  'commander.unknownCommand': (message, command) => {
    const names = command.commands.map((one) => one.name()).join(', ');
    return `${quoted(message)}: unknown command; ${suggestion(message) ?? `use one of ${names}`}`;
  },
  'commander.excessArguments': (_, command) => {
    const { length } = command.registeredArguments;
    const expected = length === 0 ? 'no arguments' : `${length} argument`;
    return describeProblem({
      prop: command.name(),
      received: command.args,
      expected,
      fix: `write ${usageOf(command)}`,
    });
  },
};

/**
 * Returns an error of Commander in the form of all others. An exit that is no error, such as that of `--help`, is
 * returned as it is.
 */
export function usageError(error: CommanderError, command: Command): CommanderError | CliError {
  const describe = DESCRIPTIONS[error.code];
  const message = error.message.replace(/^error: /, '');
  if (describe !== undefined) return new CliError(describe(message, command));
  // Commander has already printed the help. Nothing else prints an error that is not described above.
  return error.exitCode === 0 || error.code === 'commander.help' ? error : new CliError(message);
}

/** Returns the first name in the flags of an option: `-f` for `-f, --format <format>`. */
function nameIn(flags: string): string {
  return /^[^\s,]*/.exec(flags)![0];
}

/** Returns the first text in quotes. */
function quoted(message: string): string {
  return /'([^]*?)'/.exec(message)?.[1] ?? message;
}

/** Returns the names that Commander finds similar. */
function suggestion(message: string): string | undefined {
  const names = /\n\(Did you mean (?:one of )?(.*)\?\)$/.exec(message)?.[1];
  return names && `did you mean ${alternatives(names.split(', '))}?`;
}

function usageOf(command: Command): string {
  return `${nameOf(command)} ${command.usage()}`;
}

/** Returns the name with those of the parents: `cdk8s-rollouts release next`. */
function nameOf(command: Command): string {
  return command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;
}
