import type { Command } from 'commander';
import { advanceRelease } from '../../release/transitions/advance-release';
import { CliError } from '../cli-error';
import type { CommandResult } from '../command';
import { readPaths } from '../input/read-paths';
import type { Io } from '../io';
import { type ChangedReleases, changeReleases, type Decision } from '../release/change-releases';
import { readCommittedStages } from '../release/committed-stages';
import { describeWait } from '../release/describe-wait';
import { type ReleaseFile, reasonOf, stateOf } from '../release/release-file';
import { describeLabel } from '../release/release-label';
import { readSoaks } from '../release/soak';
import { type ChangeFlags, toChangeOptions, toResult } from './change-result';
import { nothingThere } from './nothing-there';

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
  let committed: ReadonlyMap<ReleaseFile, number> = new Map();
  const result = await changeReleases(names, options, async (files) => {
    // With --after, a stage that is not committed is not due.
    const waits = flags.after === undefined ? [] : await waitsOf(files, flags.after, io);
    if (flags.after === undefined) committed = await readCommittedStages(files, io);
    return files.map((file, index): Decision => {
      const skip = describeRest(file) ?? waits[index];
      return skip === undefined ? advanceRelease(file.release) : { skip };
    });
  });
  const { notes = [], ...rest } = toResult(told(result), flags);
  return { ...rest, notes: [...skippedStages(result, committed), ...notes] };
}

/**
 * Returns a note for each release whose stage was not committed before it went on. If the command runs twice in a row,
 * the commit skips a stage.
 */
function skippedStages({ changed }: ChangedReleases, committed: ReadonlyMap<ReleaseFile, number>): string[] {
  return changed.flatMap(({ file, change }) => {
    const [from, now] = [committed.get(file), file.resolved.stage?.number];
    if (from === undefined || now === undefined || from === now) return [];
    const to = change.release.stage === undefined ? 'the end of the release' : `stage ${change.release.stage}`;
    return `${describeLabel(file)}: stage ${now} is not committed, so the next commit goes from stage ${from} to ${to}`;
  });
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
