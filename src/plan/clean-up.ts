/** The last commit of a release: the old version goes. */
export interface CleanUp {
  /** What it is, in a few words. */
  readonly title: string;
  /** What must be true before. */
  readonly waitFor: string;
  /** The commands that do it by hand. */
  readonly commands: string[];
  /** How to go back afterwards. */
  readonly rollback: string;
}
