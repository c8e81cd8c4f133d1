import type { Command } from 'commander';
import { join } from 'node:path';
import type { CheckOptions } from '../../check/check-options';
import { RULE_IDS } from '../../check/rules';
import { Severity } from '../../check/severity';
import { docsUrl } from '../../text/docs-url';
import { alternatives } from '../../text/words';
import { closestNames } from '../../validate/closest-name';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import type { CheckConfig } from '../config/check-config';
import { findConfig, type FoundConfig, NO_CONFIG, readConfig } from '../config/find-config';
import { toColors } from '../format/colors';
import { checkPaths } from '../input/check-paths';
import { openBefore, type OpenBefore, requireBefore } from '../input/read-before';
import { type Io, terminalColumns, today } from '../io';
import type { CheckFormat, CheckOutput } from './check-outputs';
import { formatCheck } from './format-check';
import { FAIL_ON_ERROR, type FailOn, isFailed, toFailOn } from '../fail-on';

interface CheckFlags {
  readonly explain?: boolean;
  readonly against?: string;
  readonly againstDir?: string;
  /** A file, or `false` for --no-config. */
  readonly config?: string | boolean;
  readonly format: CheckFormat;
  readonly output?: CheckOutput[];
  readonly failOn?: FailOn;
  readonly severity?: string[];
  readonly maxUnavailable?: number | string;
  readonly maxShareStep?: number;
  readonly tolerance?: number;
  readonly syncWaves: boolean;
  readonly strict?: boolean;
  readonly exclude?: string[];
}

/** Checks the manifests at some paths against the state before. */
export async function runCheck(command: Command, io: Io): Promise<CommandResult> {
  const flags = command.opts<CheckFlags>();
  requireBefore(flags);
  const before = await openBefore(flags, command.args.length > 0 ? command.args : ['.'], io);
  try {
    return await checkAgainst(before, flags, command.args, io);
  } finally {
    before.revision?.close();
  }
}

async function checkAgainst(before: OpenBefore, flags: CheckFlags, args: string[], io: Io): Promise<CommandResult> {
  const { config, folder, notes: notesOfConfig } = await readSettings(before, flags, args, io);
  const paths = args.length > 0 ? args : (config.paths ?? []).map((path) => join(folder, path));
  if (paths.length === 0) throw new CliError(NO_PATHS);
  const { result, files, notes } = await checkPaths(
    {
      paths,
      against: before,
      options: toCheckOptions(flags, config),
      strict: flags.strict,
      allow: config.allow,
      namespaces: withFlags(config.namespaces, flags),
      exclude: flags.exclude ?? config.exclude ?? [],
    },
    io,
  );
  const failOn = flags.failOn ?? toFailOn(config.failOn ?? 'error') ?? FAIL_ON_ERROR;
  const allNotes = [...notesOfConfig, ...expired(config, today(io)), ...notes];
  const report = { result, failOn, notes: allNotes, files, explain: flags.explain, io };
  return {
    output: formatCheck(flags.format, report, { colors: toColors(io), columns: terminalColumns(io) }),
    files: (flags.output ?? []).map(({ format, name }) => ({ name, text: formatCheck(format, report) })),
    exitCode: isFailed(result, failOn) ? ExitCode.FINDINGS : ExitCode.OK,
    notes: allNotes,
  };
}

const NO_PATHS =
  'path: expected the new manifests, got neither a path nor settings with paths; pass, for example, dist/';

/**
 * Reads the settings from a source that the change can't influence: the command line, or the revision before the
 * change.
 */
async function readSettings(
  { name, revision }: OpenBefore,
  flags: CheckFlags,
  args: string[],
  io: Io,
): Promise<FoundConfig> {
  if (typeof flags.config === 'string') return readConfig(flags.config, io);
  if (flags.config === false || revision === undefined || args.includes('-')) return NO_CONFIG;
  return findConfig(name, revision, args[0] ?? '.', io);
}

function expired({ allow = [] }: CheckConfig, day: string): string[] {
  return allow
    .filter(({ until }) => until < day)
    .map(({ rule, resource, until }) => `the allowance of ${rule} for ${resource} ended on ${until}`);
}

/** Returns the options of the check. Flags take precedence over settings. */
function toCheckOptions(flags: CheckFlags, config: CheckConfig): CheckOptions {
  return {
    maxUnavailable: flags.maxUnavailable ?? config.maxUnavailable,
    maxShareStep: flags.maxShareStep ?? config.maxShareStep,
    tolerance: flags.tolerance ?? config.tolerance,
    // Commander sets it to true unless --no-sync-waves is given.
    syncWaves: flags.syncWaves && (config.syncWaves ?? true),
    severities: { ...config.severities, ...toSeverities(flags.severity ?? []) },
  };
}

/** Applies the flags to the settings of each namespace. Flags take precedence there, too. */
function withFlags(namespaces: CheckConfig['namespaces'], flags: CheckFlags): CheckConfig['namespaces'] {
  const stated = Object.fromEntries(
    (['maxUnavailable', 'maxShareStep', 'tolerance'] as const)
      .filter((option) => flags[option] !== undefined)
      .map((option) => [option, flags[option]]),
  );
  const severities = toSeverities(flags.severity ?? []);
  return Object.fromEntries(
    Object.entries(namespaces ?? {}).map(([name, options]) => [
      name,
      { ...options, ...stated, severities: { ...options.severities, ...severities } },
    ]),
  );
}

function meantRule(rule: string): string {
  const meant = closestNames(rule, RULE_IDS);
  return meant.length > 0 ? `did you mean ${alternatives(meant)}?` : `${docsUrl('docs/rules.md')} lists the ids`;
}

function toSeverities(assignments: string[]): Record<string, Severity> {
  const levels: string[] = Object.values(Severity);
  const pairs = assignments.map((assignment) => assignment.split('=') as [string, Severity]);
  const problems = pairs.flatMap(([rule, level]) => [
    ...(RULE_IDS.includes(rule)
      ? []
      : [`--severity: expected the id of a rule, got ${JSON.stringify(rule)}; ${meantRule(rule)}`]),
    ...(levels.includes(level)
      ? []
      : [`--severity: expected one of ${levels.join(', ')}, got the level ${JSON.stringify(level)}; correct it`]),
  ]);
  if (problems.length > 0) throw new CliError(problems);
  return Object.fromEntries(pairs);
}
