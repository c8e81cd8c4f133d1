import type { Problem } from '../../validate/problem';
import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import type { ReleaseVersion } from '../release-version';
import { type ResolvedRelease, resolveRelease } from '../resolve-release';
import { versionOfImage } from '../version-of-image';
import { atRest, type ReleaseUnderWay, stageWords } from './under-way';

/** The version to release. */
export interface StartOptions {
  readonly image: string;
  /**
   * The name of the version.
   *
   * @default - the tag of the image
   */
  readonly version?: string;
}

/**
 * Starts a release with a next version that has no pods yet. It replaces a release that is at its first stage,
 * before its first step or after it was taken back.
 */
export function startRelease(release: Release, { image, version }: StartOptions): Result<ReleaseChange> {
  const { value: before, problems } = resolveRelease(release);
  if (before === undefined) return { problems };
  const { stage, next: replaced } = before;
  if (stage !== undefined && replaced !== undefined && stage.number > 1) {
    return { problems: [underWay({ ...before, next: replaced, stage })] };
  }

  const named = version ?? (release.current.version === undefined ? undefined : versionOfImage(image));
  const next: ReleaseVersion = named === undefined ? { image } : { version: named, image };
  const after = resolveRelease({ ...atRest(release), next, stage: 1 });
  if (after.value === undefined) return { problems: after.problems };
  return { value: toChange(before, after.value) };
}

function toChange(before: ResolvedRelease, after: ResolvedRelease): ReleaseChange {
  const { version, image } = after.next!;
  return {
    release: after.release,
    title: `start the release of ${version}`,
    details: [
      ...(before.next === undefined ? [] : [`${before.next.version}, which has no pods, is replaced`]),
      `${version} is ${image}`,
      stageWords(after, after.stage!),
    ],
    warnings: [],
  };
}

function underWay(before: ReleaseUnderWay): Problem {
  const { stage, next } = before;
  const expected = 'a release at its first stage, or none';
  const way =
    stage.nextPercent > 0 ? 'release abort, then release back if it is held at a later stage' : 'release back';
  const fix = `finish the release of ${next.version}, or take it back to stage 1 first (${way})`;
  return { prop: 'next', received: stageWords(before, stage), expected, fix };
}
