import { plural } from '../../text/words';

/** The part of picomatch that is used here. The package has no types. */
interface Picomatch {
  readonly default: (patterns: string[], options: { readonly dot: boolean }) => (path: string) => boolean;
}

/**
 * The files and folders that patterns exclude. A pattern without a slash matches a name at any depth. A pattern with a
 * slash matches the path from the folder that is checked, so that the same patterns match the same files in both
 * states.
 */
export class Exclusions {
  readonly #matches: (path: string) => boolean;

  private constructor(matches: (path: string) => boolean) {
    this.#matches = matches;
  }

  /** Returns the exclusions for some patterns. It loads the pattern library only if there are any. */
  static async of(patterns: readonly string[]): Promise<Exclusions> {
    if (patterns.length === 0) return NO_EXCLUSIONS;
    // @ts-expect-error -- the package has no types
    const { default: picomatch } = (await import('picomatch')) as Picomatch;
    const trimmed = patterns.map((pattern) => pattern.replace(/^\.\//, '').replace(/\/$/, ''));
    const byName = picomatch(
      trimmed.filter((pattern) => !pattern.includes('/')),
      { dot: true },
    );
    const byPath = picomatch(
      trimmed.filter((pattern) => pattern.includes('/')),
      { dot: true },
    );
    return new Exclusions((path) => byName(path.slice(path.lastIndexOf('/') + 1)) || byPath(path));
  }

  /** Returns exclusions that exclude nothing. */
  static none(): Exclusions {
    return new Exclusions(() => false);
  }

  /**
   * Reports whether a file or folder is excluded.
   *
   * @param path from the folder that is checked, with slashes
   */
  has(path: string): boolean {
    return this.#matches(path);
  }
}

/** Returns a note with the number of files and folders that were excluded, if there are any. */
export function excludedNotes(count: number): string[] {
  return count === 0 ? [] : [`${plural(count, 'path')} excluded: nothing in ${count === 1 ? 'it' : 'them'} is checked`];
}

/** Exclusions that exclude nothing. */
export const NO_EXCLUSIONS = Exclusions.none();
