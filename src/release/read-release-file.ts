import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { ManifestProblem } from '../manifests/manifest';
import { MAX_RELEASE_LENGTH } from './parse-document';
import { decodeText, NOT_TEXT } from '../text/decode-text';
import { fileFailure } from '../text/file-failure';
import { readRelease } from './read-release';
import type { Release } from './release';
import type { Result } from '../validate/result';

/** Reads a release file. A file that can't be read is a problem, too: of the prop that names it, `releaseFile`. */
export function readReleaseFile(file: string): Result<Release, ManifestProblem> {
  try {
    // A character has at most 4 bytes. Larger files are not read into memory at all.
    const { size } = statSync(file);
    if (size > 4 * MAX_RELEASE_LENGTH) {
      const received = `expected a release file of at most ${MAX_RELEASE_LENGTH} characters, got ${size} bytes`;
      return { problems: [{ file, message: `${received}; pass the path of a release file` }] };
    }
    const text = decodeText(readFileSync(file));
    return text === undefined
      ? { problems: [{ file, message: `${NOT_TEXT}; save it as UTF-8` }] }
      : readRelease(text, file);
  } catch (error) {
    // The whole path, because its end tells more than its start.
    const received = `expected the path of a release file, got ${JSON.stringify(file)}`;
    return { problems: [{ message: `releaseFile: ${received}${describeError(file, error)}` }] };
  }
}

function describeError(file: string, error: unknown): string {
  if (file.includes('\0')) return '; remove the NUL byte';
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return ', a directory; pass the path of a file in it';
  // A relative path depends on the folder in which the app runs, which is the usual cause.
  const place = isAbsolute(file) ? '' : ` in ${process.cwd()}, the folder in which your app runs`;
  const { cause, fix } = fileFailure(error, { sought: `file${place}`, done: 'read', permission: 'read' });
  return `; ${cause}: ${fix}`;
}
