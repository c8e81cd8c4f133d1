import { Command, CommanderError } from 'commander';
import { plural } from '../text/words';
import { breakLogCommands, escapeInvisible } from '../text/escape';
import { CliError } from './cli-error';
import { type CommandDefinition, type CommandResult, ExitCode } from './command';
import { checkCommand } from './commands/check';
import { planCommand } from './commands/plan';
import { releaseCommand } from './commands/release';
import { showCommand } from './commands/show';
import { splitCommand } from './commands/split';
import { toKnownHelp } from './help-topic';
import type { Io } from './io';
import { writeFiles } from './output/write-files';
import { describeOutputError, writeOutput } from './output/write-output';
import { packageVersion } from './package-version';
import { usageError } from './usage-error';

const COMMANDS: CommandDefinition[] = [checkCommand, showCommand, planCommand, releaseCommand, splitCommand];

/** The most problems in one output. */
const MAX_PROBLEMS = 20;

/**
 * Runs one command line.
 *
 * @param args the arguments after the name of the program
 * @returns the exit code. It never throws, and writes to standard output only if there is a result.
 */
export async function runCli(args: string[], io: Io): Promise<ExitCode> {
  const exitCode = await run(args, io);
  // The error has already been printed.
  if (exitCode === ExitCode.MISUSE) return exitCode;
  try {
    // Commander also writes directly, for example its help.
    await io.stdout.flush();
    await io.stderr.flush();
    return exitCode;
  } catch (error) {
    log(io, `error: ${describeOutputError(error)}`);
    return ExitCode.MISUSE;
  }
}

async function run(args: string[], io: Io): Promise<ExitCode> {
  const results: CommandResult[] = [];
  try {
    await toProgram(io, (result) => results.push(result)).parseAsync(toKnownHelp(args, COMMANDS), { from: 'user' });
    const result = results.at(-1);
    for (const note of result?.notes ?? []) log(io, `note: ${escapeInvisible(note)}`);
    await writeFiles(result?.files ?? [], io.cwd);
    await writeOutput(result?.output ?? '', io);
    return result?.exitCode ?? ExitCode.OK;
  } catch (error) {
    // Commander has already printed the help or the version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? ExitCode.OK : ExitCode.MISUSE;
    const problems = toProblems(error);
    for (const problem of problems.slice(0, MAX_PROBLEMS)) log(io, `error: ${problem}`);
    const left = problems.length - MAX_PROBLEMS;
    if (left > 0) log(io, `error: ${plural(left, 'more problem')}`);
    return ExitCode.MISUSE;
  }
}

/** Writes lines to standard error. */
function log(io: Io, text: string): void {
  io.stderr.write(breakLogCommands(`${text}\n`));
}

function toProgram(io: Io, done: (result: CommandResult) => void): Command {
  const program = new Command('cdk8s-rollouts')
    .description(
      'Check, show and plan blue/green and canary releases made of Deployments and Services, and take them through their stages.',
    )
    .version(packageVersion(), '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .configureHelp({ minWidthToWrap: NARROWEST_HELP })
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      // `usageError` describes the error.
      outputError: () => undefined,
      getOutHelpWidth: () => io.stdout.columns ?? HELP_WIDTH,
      getErrHelpWidth: () => io.stderr.columns ?? HELP_WIDTH,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  throwUsageErrors(program);
  for (const definition of COMMANDS) addCommand(program, definition, io, done);
  return program;
}

function addCommand(
  parent: Command,
  definition: CommandDefinition,
  io: Io,
  done: (result: CommandResult) => void,
): void {
  const { name, load, subcommands = [] } = definition;
  const command = parent.command(name);
  throwUsageErrors(command);
  definition.describe(command);
  command.helpOption('-h, --help', 'print this help');
  // Options of the program, such as --version, have another meaning after the name of a subcommand.
  if (subcommands.length > 0) command.enablePositionalOptions().helpCommand(false);
  for (const subcommand of subcommands) addCommand(command, subcommand, io, done);
  if (load === undefined) return;
  command.action(async () => {
    const run = await load();
    done(await run(command, io));
  });
}

function throwUsageErrors(command: Command): void {
  command.exitOverride((error) => {
    throw usageError(error, command);
  });
}

/** The width of help outside a terminal. */
const HELP_WIDTH = 100;

/** The narrowest column of descriptions that is still wrapped. A terminal of 60 columns leaves 30. */
const NARROWEST_HELP = 20;

function toProblems(error: unknown): string[] {
  if (error instanceof CliError) return error.problems.map(escapeInvisible);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return [`this is a defect of cdk8s-rollouts, please report it: ${escapeLines(text)}`];
}

/** Escapes each line. Line ends stay, because they come from this package. */
function escapeLines(text: string): string {
  return text.split('\n').map(escapeInvisible).join('\n');
}
