import { drawReleases } from '../../picture/draw-releases';
import type { ReleasePicture } from '../../picture/release-picture';
import { describeLabel } from '../release/release-label';
import type { ReleaseStatus } from '../release/release-status';
import { heldWords } from './status-words';

/** Releases as a picture. It holds no times: the same files give the same bytes, so that it can be committed beside them. */
export function formatStatusSvg(statuses: ReleaseStatus[]): string {
  return drawReleases(statuses.map((status) => toReleasePicture(status, heldWords(status))));
}

export function toReleasePicture(status: ReleaseStatus, note: string): ReleasePicture {
  const { from, to, stage, stages } = status;
  return { name: describeLabel(status), from, to, stage, stages, note };
}
