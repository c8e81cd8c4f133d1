import type { Command } from 'commander';
import { abortRelease } from '../../release/transitions/abort-release';
import { advanceRelease } from '../../release/transitions/advance-release';
import { backRelease } from '../../release/transitions/back-release';
import { holdRelease, resumeRelease } from '../../release/transitions/hold-release';
import type { Release } from '../../release/release';
import type { ReleaseChange } from '../../release/release-change';
import { startRelease } from '../../release/transitions/start-release';
import type { Result } from '../../validate/result';
import { CliError } from '../cli-error';
import { type CommandResult, ExitCode } from '../command';
import { toColors } from '../format/colors';
import { formatCommitMessage } from '../format/commit-message';
import { toJson } from '../format/json';
import { formatStatusHtml } from '../format/status-html';
import { formatStatusMarkdown } from '../format/status-markdown';
import { formatStatusSvg } from '../format/status-picture';
import { formatStatusText } from '../format/status-text';
import { readPaths } from '../input/read-paths';
import type { Io } from '../io';
import {
  type ChangedReleases,
  type ChangeOptions,
  changeReleases,
  type Decision,
  type SkippedRelease,
} from '../release/change-releases';
import { describeWait } from '../release/describe-wait';
import { type ReleaseFile, reasonOf, type ReleaseState, stateOf, toReleaseFiles } from '../release/release-file';
import { describeLabel } from '../release/release-label';
import { type ReleaseStatus, toStatuses } from '../release/release-status';
import { readSoaks } from '../release/soak';

interface ChangeFlags {
  readonly dryRun?: boolean;
  readonly format: 'text' | 'json' | 'files';
}

/** Starts a release. */
export function runStart(command: Command, io: Io): Promise<CommandResult> {
  const { image, version } = command.opts<{ readonly image: string; readonly version?: string }>();
  return changeOne(command, io, (release) => startRelease(release, { image, version }));
}

/** Takes a release back without losing capacity. */
export function runBack(command: Command, io: Io): Promise<CommandResult> {
  return changeOne(command, io, backRelease);
}

/** Takes all traffic away from the new version. */
export function runAbort(command: Command, io: Io): Promise<CommandResult> {
  const { reason, keepCapacity } = command.opts<{ readonly reason?: string; readonly keepCapacity?: boolean }>();
  return changeOne(command, io, (release) => abortRelease(release, { reason, keepCapacity }));
}

/** Keeps a release at its stage. */
export function runHold(command: Command, io: Io): Promise<CommandResult> {
  const { reason } = command.opts<{ readonly reason?: string }>();
  return changeOne(command, io, (release) => holdRelease(release, reason));
}

/** Lets a held release continue. */
export function runResume(command: Command, io: Io): Promise<CommandResult> {
  return changeOne(command, io, resumeRelease);
}

interface NextFlags extends ChangeFlags {
  readonly all?: string;
  /** In seconds. */
  readonly after?: number;
}

/** Takes the releases that are due to their next stage. */
export async function runNext(command: Command, io: Io): Promise<CommandResult> {
  const flags = command.opts<NextFlags>();
  const named = command.processedArgs[0] as string[];
  const names = await namesOf(named, flags.all, io);
  // Most releases are at rest, so a note about each would be noise.
  const told = ({ changed, skipped }: ChangedReleases): ChangedReleases => ({
    changed,
    skipped: skipped.filter(({ file }) => flags.all === undefined || stateOf(file) !== 'at-rest'),
  });
  const options = toChangeOptions(flags, io, told);
  const result = await changeReleases(names, options, async (files) => {
    const waits = flags.after === undefined ? [] : await waitsOf(files, flags.after, io);
    return files.map((file, index): Decision => {
      const skip = describeRest(file) ?? waits[index];
      return skip === undefined ? advanceRelease(file.release) : { skip };
    });
  });
  return toResult(told(result), flags);
}

/** Returns the reason why a release can't go on, or `undefined` if it can. */
function describeRest(file: ReleaseFile): string | undefined {
  const reason = reasonOf(file);
  switch (stateOf(file)) {
    case 'at-rest':
      return 'no release is under way; start one with: release start';
    case 'held':
      return `the release is held${reason === undefined ? '' : ` (${reason})`}; go on with: release resume`;
    case 'under-way':
      return undefined;
  }
}

/** Returns the reason why each release is not due yet, or `undefined` if it is due. */
async function waitsOf(files: ReleaseFile[], after: number, io: Io): Promise<(string | undefined)[]> {
  const soaks = await readSoaks(files, io);
  const outside = files.filter(
    (_, index) => soaks[index]!.entry === undefined && soaks[index]!.reason === 'no repository',
  );
  if (outside.length > 0) {
    throw new CliError(
      outside.map(
        ({ name }) => `--after: expected files in a git repository, got ${name}; commit it, or leave --after out`,
      ),
    );
  }
  return soaks.map((soak) => describeWait(soak, after));
}

/** Returns the named files, or all files of a directory. */
async function namesOf(named: string[], all: string | undefined, io: Io): Promise<string[]> {
  if (all !== undefined && named.length > 0) {
    throw new CliError(`--all: expected either files or --all, got both; leave one of them out`);
  }
  if (all === undefined && named.length === 0) {
    throw new CliError('files: expected release files, got none; pass some, or use --all <directory>');
  }
  if (all === undefined) return [...new Set(named)];
  const { files } = await readPaths([all], io);
  if (files.length > 0) return files.map(({ name }) => name);
  throw new CliError(nothingThere('--all', [all]));
}

function nothingThere(prop: string, paths: string[]): string {
  const received = paths.map((path) => JSON.stringify(path)).join(', ');
  return `${prop}: expected release files, got ${received} without any .yaml, .yml or .json file; correct the path`;
}

async function changeOne(
  command: Command,
  io: Io,
  change: (release: Release) => Result<ReleaseChange>,
): Promise<CommandResult> {
  const flags = command.opts<ChangeFlags>();
  const name = command.processedArgs[0] as string;
  const result = await changeReleases([name], toChangeOptions(flags, io), (files) =>
    files.map(({ release }) => change(release)),
  );
  return toResult(result, flags);
}

function toChangeOptions(
  { format, dryRun = false }: ChangeFlags,
  io: Io,
  told = (result: ChangedReleases): ChangedReleases => result,
): ChangeOptions {
  return { io, dryRun, print: (result) => formatChanges(told(result), format) };
}

function toResult({ changed, skipped }: ChangedReleases, { dryRun }: ChangeFlags): CommandResult {
  const notes = skipped.map(({ file, reason }) => `${describeLabel(file)}: ${reason}`);
  if (dryRun === true && changed.length > 0) notes.push('--dry-run: nothing was written');
  return {
    // The message has already been printed, before the files changed.
    output: '',
    exitCode: changed.length > 0 ? ExitCode.OK : ExitCode.TOO_EARLY,
    notes,
  };
}

interface StatusFlags {
  readonly only?: ReleaseState;
  readonly format: 'text' | 'markdown' | 'svg' | 'html' | 'json' | 'files';
}

/** Shows the stage of each release. */
export async function runStatus(command: Command, io: Io): Promise<CommandResult> {
  const { only, format } = command.opts<StatusFlags>();
  const paths = command.processedArgs[0] as string[];
  const { files: sources, notes } = await readPaths(paths, io);
  if (sources.length === 0) throw new CliError(nothingThere('path', paths));
  const all = toReleaseFiles(sources, io.cwd);
  const files = all.filter((file) => only === undefined || stateOf(file) === only);
  const statuses = format === 'files' ? [] : await toStatuses(files, io);
  return { output: formatStatus(format, files, statuses, io), exitCode: ExitCode.OK, notes };
}

function formatStatus(format: StatusFlags['format'], files: ReleaseFile[], statuses: ReleaseStatus[], io: Io): string {
  switch (format) {
    case 'text':
      return formatStatusText(statuses, toColors(io));
    case 'markdown':
      return formatStatusMarkdown(statuses);
    case 'svg':
      return formatStatusSvg(statuses);
    case 'html':
      return formatStatusHtml(files, statuses);
    case 'json':
      return toJson({ releases: statuses });
    case 'files':
      return files.map(({ name }) => `${name}\n`).join('');
  }
}

function formatChanges({ changed, skipped }: ChangedReleases, format: ChangeFlags['format']): string {
  switch (format) {
    case 'text':
      return changed.length === 0 ? '' : formatCommitMessage(changed);
    case 'files':
      return changed.map(({ file }) => `${file.name}\n`).join('');
    case 'json':
      return toJson({
        message: changed.length === 0 ? undefined : formatCommitMessage(changed),
        changed: changed.map(({ file, change: { release, ...change } }) => ({ ...nameOf(file), ...change, release })),
        skipped: skipped.map(({ file, reason }) => ({ ...nameOf(file), reason })),
      });
  }
}

function nameOf({ name, app, environment }: SkippedRelease['file']): Record<string, string | undefined> {
  return { file: name, app, environment };
}
