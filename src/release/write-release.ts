import type { ManifestProblem } from '../manifests/manifest';
import { readRelease, withoutByteOrderMark } from './read-release';
import type { Release } from './release';
import type { ReleaseVersion } from './release-version';
import { resolveRelease } from './resolve-release';
import { addComment, type MapPath, removeField, type Scalar, setComment, setField } from './text/edit-field';
import { sortedByKey } from '../text/by-code-unit';
import type { Result } from '../validate/result';

/** Fields that a release changes, with the fields that a new one follows: the first existing one of them. */
const FIELDS = {
  replicas: ['strategy'],
  next: ['current'],
  stage: ['next', 'current'],
  held: ['stage', 'next', 'current'],
} as const;

const VERSION_FIELDS = ['version', 'image', 'color'] as const;

/**
 * Returns the text of a release file with another content. It changes only the difference: comments, order, spacing,
 * quotes and line ends stay. A new `stage` gets a comment that describes it (`stage: 3 # v2 at 30%`), and such a comment
 * follows the stage.
 *
 * @param text a valid release file
 * @param release the new content, which differs at most in `replicas`, `current`, `next`, `stage` and `held`
 */
export function writeRelease(text: string, file: string, release: Release): Result<string, ManifestProblem> {
  const { value: before, problems } = readRelease(text, file);
  if (before === undefined) return { problems };
  const body = withoutByteOrderMark(text);
  const written = edited(body, before, release);
  const result = readRelease(written, file);
  // Verify the result: the written file must mean exactly what was intended, whatever its layout.
  if (result.value === undefined || canonical(result.value) !== canonical(release)) {
    const message = "expected each field on its own line, got a file that can't be edited in place; edit it by hand";
    return { problems: [{ file, line: 1, column: 1, message }] };
  }
  return { value: text.slice(0, text.length - body.length) + written };
}

function edited(text: string, before: Release, after: Release): string {
  let edit = versionEdited(text, ['current'], before.current, after.current);
  for (const [field, anchors] of Object.entries(FIELDS) as [keyof typeof FIELDS, readonly string[]][]) {
    const [old, fresh] = [before[field], after[field]];
    if (fresh === undefined) edit = old === undefined ? edit : removeField(edit, [], field);
    else if (isVersion(fresh)) edit = nextEdited(edit, before.next, fresh, anchors);
    else if (fresh !== old) edit = setField(edit, [], field, fresh, anchors);
  }
  const title = stageTitle(after);
  const isNew = before.stage === undefined && after.stage !== undefined;
  if (isNew && title !== undefined) return addComment(edit, 'stage', title);
  return setComment(edit, 'stage', stageTitle(before), title);
}

function nextEdited(
  text: string,
  old: ReleaseVersion | undefined,
  fresh: ReleaseVersion,
  anchors: readonly string[],
): string {
  if (old !== undefined) return versionEdited(text, ['next'], old, fresh);
  return setField(text, [], 'next', { ...(fresh.version && { version: fresh.version }), image: fresh.image }, anchors);
}

function versionEdited(text: string, path: MapPath, before: ReleaseVersion, after: ReleaseVersion): string {
  return VERSION_FIELDS.reduce((edit, field) => {
    const fresh = after[field];
    if (fresh === before[field]) return edit;
    if (fresh === undefined) return removeField(edit, path, field);
    return setField(edit, path, field, fresh, field === 'version' ? [] : ['image', 'version']);
  }, text);
}

function stageTitle(release: Release): string | undefined {
  return resolveRelease(release).value?.stage?.title;
}

function isVersion(value: Scalar | ReleaseVersion): value is ReleaseVersion {
  return typeof value === 'object';
}

/** Returns a string that is equal for two releases with the same content. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? sortedByKey(part) : part,
  );
}
