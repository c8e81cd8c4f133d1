import type { Io } from '../io';
import { type ReleaseFile, reasonOf, type ReleaseState, stateOf } from './release-file';
import { readSoaks, type Soak } from './soak';

/** The status of one release. */
export interface ReleaseStatus {
  readonly file: string;
  readonly app: string;
  readonly environment?: string;
  readonly state: ReleaseState;
  readonly strategy: string;
  /** The version that runs. */
  readonly from: string;
  /** The version that comes next. @default - no release is under way */
  readonly to?: string;
  /** The number of the stage, from 1. @default - no release is under way */
  readonly stage?: number;
  /** All stages of the plan, in order. */
  readonly stages: StageStatus[];
  /** The title of the next stage. @default - no release is under way */
  readonly next?: string;
  /** The time at which the stage reached the branch, in ISO 8601. @default - unknown */
  readonly since?: string;
  /** The seconds since then. @default - unknown */
  readonly seconds?: number;
  /** Whether the file differs from the last commit. */
  readonly uncommitted: boolean;
  /** The reason for the hold. @default - the release is not held, or has no reason */
  readonly reason?: string;
}

/** One stage of a release. */
export interface StageStatus {
  readonly number: number;
  readonly title: string;
  /** The new version's share of the traffic, in percent. */
  readonly percent: number;
}

/** Returns the status of releases, with the times that git knows. */
export async function toStatuses(files: ReleaseFile[], io: Io): Promise<ReleaseStatus[]> {
  const soaks = await readSoaks(files, io);
  return files.map((file, index) => toStatus(file, soaks[index]!));
}

function toStatus(file: ReleaseFile, soak: Soak): ReleaseStatus {
  const { name, app, environment, release, resolved } = file;
  const { current, next, stage, plan } = resolved;
  const reason = reasonOf(file);
  return {
    file: name,
    app,
    ...(environment !== undefined && { environment }),
    state: stateOf(file),
    strategy: release.strategy,
    from: current.version,
    ...(next !== undefined && { to: next.version }),
    ...(stage !== undefined && { stage: stage.number }),
    stages: plan.stages.map(({ number, title, nextPercent }) => ({ number, title, percent: nextPercent })),
    ...(stage !== undefined && { next: plan.stages[stage.number]?.title ?? plan.cleanUp.title }),
    ...(soak.entry !== undefined && {
      since: new Date(soak.entry.seconds * 1000).toISOString(),
      seconds: soak.seconds,
    }),
    uncommitted: soak.entry === undefined && soak.reason === 'uncommitted',
    ...(reason !== undefined && { reason }),
  };
}
