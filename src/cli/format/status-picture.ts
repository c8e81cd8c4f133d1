import { drawReleases } from '../../picture/draw-releases';
import type { ReleasePicture } from '../../picture/release-picture';
import { describeLabel } from '../release/release-label';
import type { ReleaseStatus } from '../release/release-status';
import { heldWords } from './status-words';

/**
 * Returns releases as a picture. It contains no times, so the same files always give the same bytes, and you can commit
 * the picture beside them.
 */
export function formatStatusSvg(statuses: ReleaseStatus[]): string {
  return drawReleases(statuses.map((status) => toReleasePicture(status, heldWords(status))));
}

export function toReleasePicture(status: ReleaseStatus, note: string): ReleasePicture {
  const { from, to, stage, stages } = status;
  return { name: describeLabel(status), from, to, stage, stages, note };
}
