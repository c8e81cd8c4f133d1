import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { ManifestProblem } from '../manifests/manifest';
import { MAX_RELEASE_LENGTH } from './parse-document';
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
    return readRelease(readFileSync(file, 'utf8'), file);
  } catch (error) {
    // The whole path, because its end tells more than its start.
    const received = `expected the path of a release file, got ${JSON.stringify(file)}`;
    return { problems: [{ message: `releaseFile: ${received}${describeError(file, error)}` }] };
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EISDIR: ', a directory; pass the path of a file in it',
  EACCES: '; permission denied: grant read permission',
  EPERM: '; permission denied: grant read permission',
  ENOTDIR: '; a part of the path is a file, not a directory: correct the path',
};

function describeError(file: string, error: unknown): string {
  if (file.includes('\0')) return '; remove the NUL byte';
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT') return REASONS[code] ?? `; it can't be read (${message}): check the path`;
  // A relative path depends on the folder in which the app runs, which is the usual cause.
  const place = isAbsolute(file) ? '' : ` in ${process.cwd()}, the folder in which your app runs`;
  return `; there is no such file${place}: correct the path`;
}
