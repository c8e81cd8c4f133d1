import { readRelease } from '../../release/read-release';
import type { Release } from '../../release/release';
import { resolveRelease } from '../../release/resolve-release';

/**
 * Returns a key that is equal for two releases at the same stage, and differs otherwise. Comments, formatting and
 * explicit defaults don't matter.
 */
export function releaseKey(release: Release): string {
  const { value } = resolveRelease(release);
  const { steps, maxUnavailable, maxSurge, tolerance, capacityPolicy, previewReplicas, overlap = false } = release;
  return JSON.stringify([
    release.strategy,
    release.replicas,
    [steps, maxUnavailable, maxSurge, tolerance, capacityPolicy, previewReplicas, overlap],
    value?.current ?? release.current,
    value?.next ?? release.next,
    value?.stage?.number ?? release.stage,
    release.held ?? false,
  ]);
}

/**
 * Returns the key of a file in an earlier commit, or `undefined` if it is not a release file that this version can
 * read.
 */
export function keyOfText(text: string, file: string): string | undefined {
  const { value } = readRelease(text, file);
  return value === undefined ? undefined : releaseKey(value);
}
