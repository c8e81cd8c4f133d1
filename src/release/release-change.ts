import type { Release } from './release';

/** A release after one command, and what to say of it. */
export interface ReleaseChange {
  /** The release as the file is to say it. */
  readonly release: Release;
  /** The change in a few words, for a commit message or the title of a pull request: `v2 at 30% (stage 3 of 6)`. */
  readonly title: string;
  /** What changes and what to wait for, a sentence each. */
  readonly details: string[];
  /** What the change risks, a sentence each. */
  readonly warnings: string[];
}
