import { readFileSync, statSync } from 'node:fs';
import type { ManifestProblem } from '../manifests/manifest';
import { MAX_RELEASE_LENGTH } from './parse-document';
import { readRelease } from './read-release';
import type { Release } from './release';
import type { Result } from '../validate/result';

/** Reads a release file. That it can't be read is a problem like those in it. */
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
    const message = `${error instanceof Error ? error.message : String(error)}; pass the path of a release file`;
    return { problems: [unreadable(file, message)] };
  }
}

function unreadable(file: string, message: string): ManifestProblem {
  return { file, message };
}
