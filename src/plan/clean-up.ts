/** The last commit of a release, which removes the old version. */
export interface CleanUp {
  /** The step in a few words. */
  readonly title: string;
  /** The condition to wait for before it. */
  readonly waitFor: string;
  /** The commands that do it by hand. */
  readonly commands: string[];
  /** The way back afterwards. */
  readonly rollback: string;
}
