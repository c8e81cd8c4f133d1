import { Argument, Command, CommanderError, Option } from 'commander';
import { expect, it } from 'vitest';
import { CliError } from '../../src/cli/cli-error';
import { usageError } from '../../src/cli/usage-error';

/** Returns the message for the error that a command line leads to. */
function messageOf(command: Command, ...args: string[]): string {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    const described = usageError(error as CommanderError, command);
    expect(described).toBeInstanceOf(CliError);
    return described.message;
  }
  throw new Error('the command line is valid');
}

it('describes errors that no command has today in the words of Commander', () => {
  const conflict = new Command('check')
    .addOption(new Option('--all').conflicts('only'))
    .addOption(new Option('--only <name>'));
  expect(messageOf(conflict, '--all', '--only', 'a')).toBe("option '--all' cannot be used with option '--only <name>'");
  const argument = new Command('check').addArgument(new Argument('<color>').choices(['blue', 'green']));
  expect(messageOf(argument, 'red')).toBe(
    "command-argument value 'red' is invalid for argument 'color'. Allowed choices are blue, green.",
  );
});

it('names an option by the first of its flags', () => {
  const command = (): Command => new Command('check').addOption(new Option('-f, --format <format>').choices(['json']));
  expect(messageOf(command(), '--format', 'x')).toBe('-f: expected one of json, got "x"; use one of them');
  expect(messageOf(command(), '--format')).toBe('-f: expected a value, got none; write -f, --format <format>');
});

it('leaves exits alone that are no errors, or are already printed', () => {
  for (const error of [
    new CommanderError(0, 'commander.version', '1.0.0'),
    new CommanderError(1, 'commander.help', '(outputHelp)'),
  ]) {
    expect(usageError(error, new Command())).toBe(error);
  }
});
