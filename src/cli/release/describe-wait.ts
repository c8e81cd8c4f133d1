import { describeDuration } from './duration';
import type { Soak } from './soak';

/**
 * Returns the reason why a release is not due yet, or `undefined` if it is due.
 *
 * @param after the time that it has to stay at its stage, in seconds
 */
export function describeWait(soak: Soak, after: number): string | undefined {
  if (soak.entry === undefined) return 'its stage is not committed yet; commit the file first';
  const { entry, seconds } = soak;
  if (seconds >= after) return undefined;
  if (seconds < 0) {
    return `too early: its stage is from a commit in the future, ${entry.commit.slice(0, 12)}; correct the clock`;
  }
  const wait = `too early: at its stage for ${describeDuration(seconds, Math.floor)} of ${describeDuration(after)}`;
  return entry.cutOff ? `${wait}, or longer, as the clone is shallow; fetch its whole history` : wait;
}
