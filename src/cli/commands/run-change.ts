import type { Command } from 'commander';
import { abortRelease } from '../../release/transitions/abort-release';
import { backRelease } from '../../release/transitions/back-release';
import { holdRelease, resumeRelease } from '../../release/transitions/hold-release';
import { startRelease } from '../../release/transitions/start-release';
import type { Release } from '../../release/release';
import type { ReleaseChange } from '../../release/release-change';
import type { Result } from '../../validate/result';
import type { CommandResult } from '../command';
import type { Io } from '../io';
import { changeReleases } from '../release/change-releases';
import { type ChangeFlags, toChangeOptions, toResult } from './change-result';

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
