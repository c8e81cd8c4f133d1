import { plural } from '../../text/words';
import { describeDuration } from '../release/duration';
import type { ReleaseStatus } from '../release/release-status';

/** The placeholder for a missing value. */
export const NOTHING = '–';

/** Counts the releases by state: `2 releases under way, 1 held, 5 at rest`. */
export function countStates(statuses: ReleaseStatus[]): string {
  const count = (state: ReleaseStatus['state']): number => statuses.filter((status) => status.state === state).length;
  const [moving, held, resting] = [count('under-way'), count('held'), count('at-rest')];
  return `${plural(moving, 'release')} under way, ${held} held, ${resting} at rest`;
}

/** Returns `3 of 6`. */
export function stageWords({ stage, stages }: ReleaseStatus): string {
  return stage === undefined ? NOTHING : `${stage} of ${stages.length}`;
}

/** Returns the current share of the new version, in percent, or `undefined` if there is no new version. */
export function shareNow({ stage, stages }: ReleaseStatus): number | undefined {
  return stage === undefined ? undefined : stages[stage - 1]?.percent;
}

/** Returns the time at the current stage. */
export function sinceWords({ seconds, uncommitted }: ReleaseStatus): string {
  if (uncommitted) return 'not committed';
  return seconds === undefined || seconds < 0 ? NOTHING : describeDuration(seconds, Math.floor);
}

/** Returns `held` with the reason, or an empty string if the release is not held. */
export function heldWords({ state, reason }: ReleaseStatus): string {
  if (state !== 'held') return '';
  return reason === undefined ? 'held' : `held: ${reason}`;
}
