/** How to go back from a stage: to an earlier one, and from there further back in the same way. */
export interface StageRollback {
  /** What to do, in a sentence. */
  readonly description: string;
  /**
   * The earliest stage that can be applied at once without leaving the bounds of the plan.
   *
   * @default - there is nothing to go back to
   */
  readonly toStage?: number;
  /** The commands that do it by hand. */
  readonly commands: string[];
}
