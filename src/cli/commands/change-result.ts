import { type CommandResult, ExitCode } from '../command';
import { formatCommitMessage } from '../format/commit-message';
import { toJson } from '../format/json';
import type { Io } from '../io';
import type { ChangedReleases, ChangeOptions, SkippedRelease } from '../release/change-releases';
import { describeLabel } from '../release/release-label';

/** The options of each command that changes release files. */
export interface ChangeFlags {
  readonly dryRun?: boolean;
  readonly format: 'text' | 'json' | 'files';
}

/** Returns the options of a change. */
export function toChangeOptions(
  { format, dryRun = false }: ChangeFlags,
  io: Io,
  told = (result: ChangedReleases): ChangedReleases => result,
): ChangeOptions {
  return { io, dryRun, print: (result) => formatChanges(told(result), format) };
}

/** Returns the result of a command that changed release files. */
export function toResult({ changed, skipped }: ChangedReleases, { dryRun }: ChangeFlags): CommandResult {
  const notes = skipped.map(({ file, reason }) => `${describeLabel(file)}: ${reason}`);
  if (dryRun === true && changed.length > 0) notes.push('--dry-run: nothing was written');
  return {
    // The message has already been printed, before the files changed.
    output: '',
    exitCode: changed.length > 0 ? ExitCode.OK : ExitCode.TOO_EARLY,
    notes,
  };
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
