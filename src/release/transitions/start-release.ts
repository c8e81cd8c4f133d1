import type { Result } from '../../validate/result';
import type { Release } from '../release';
import type { ReleaseChange } from '../release-change';
import type { ReleaseVersion } from '../release-version';
import { type ResolvedRelease, resolveRelease } from '../resolve-release';
import { versionOfImage } from '../version-of-image';
import { atRest, stageWords } from './under-way';

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
 * Starts a release with a next version that has no pods yet. It replaces a release under way as long as its next
 * version has no pods: before its first step, and after an abort.
 */
export function startRelease(release: Release, { image, version }: StartOptions): Result<ReleaseChange> {
  const { value: before, problems } = resolveRelease(release);
  if (before === undefined) return { problems };
  if (before.stage !== undefined && before.stage.number > 1) return underWay(before);

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

function underWay(before: ResolvedRelease): Result<ReleaseChange> {
  const expected = 'no next version with pods when another release starts';
  const fix = `finish or abort the release of ${before.next!.version} first; an aborted version is replaced`;
  return { problems: [{ prop: 'next', received: stageWords(before, before.stage!), expected, fix }] };
}
