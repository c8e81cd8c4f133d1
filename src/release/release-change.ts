import type { Release } from './release';

/** A release after one command, with words about the change. */
export interface ReleaseChange {
  /** The new content of the release file. */
  readonly release: Release;
  /** The change in a few words, for a commit message or the title of a pull request: `v2 at 30% (stage 3 of 6)`. */
  readonly title: string;
  /** Sentences about the change and the condition to wait for. */
  readonly details: string[];
  /** Sentences about the risks of the change. */
  readonly warnings: string[];
}
