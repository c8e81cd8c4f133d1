/** The way back from a stage to an earlier one. From there, that stage's own rollback leads further back. */
export interface StageRollback {
  /** The way back in a sentence. */
  readonly description: string;
  /**
   * The earliest stage that you can apply at once within the bounds of the plan.
   *
   * @default - there is no earlier stage
   */
  readonly toStage?: number;
  /** The commands that do it by hand. */
  readonly commands: string[];
}
