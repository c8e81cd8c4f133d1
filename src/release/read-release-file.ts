import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { ManifestProblem } from '../manifests/manifest';
import { MAX_RELEASE_LENGTH } from './parse-document';
import { readRelease } from './read-release';
import type { Release } from './release';
import type { Result } from '../validate/result';

/** Reads a release file. A file that can't be read is a problem, too. */
export function readReleaseFile(file: string): Result<Release, ManifestProblem> {
  try {
    // A character has at most 4 bytes. Larger files are not read into memory at all.
    const { size } = statSync(file);
    if (size > 4 * MAX_RELEASE_LENGTH) {
      const received = `expected a release file of at most ${MAX_RELEASE_LENGTH} characters, got ${size} bytes`;
      return { problems: [unreadable(file, `${received}; pass the path of a release file`)] };
    }
    return readRelease(readFileSync(file, 'utf8'), file);
  } catch (error) {
    return { problems: [unreadable(file, describeError(file, error))] };
  }
}

function describeError(file: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'expected a release file, got a directory; pass the path of a file in it';
  if (code !== 'ENOENT') return `${message}; pass the path of a release file`;
  // A relative path depends on the folder in which the app runs, which is the usual cause.
  const place = isAbsolute(file) ? '' : ` in ${process.cwd()}, the folder in which your app runs`;
  return `there is no such file${place}; correct the path`;
}

function unreadable(file: string, message: string): ManifestProblem {
  return { file, message };
}
