import type { CheckOptions } from '../check/check-options';

/** The properties of `RolloutValidation`, as `cdk8s.yaml` states them. */
export interface RolloutValidationProps extends CheckOptions {
  /**
   * The manifests that run now: a git revision at which the same paths are read, a directory or a file. Write the whole
   * name of a branch (`refs/remotes/origin/main`), which nothing else can be called.
   */
  readonly against: string;

  /**
   * The least severe finding that fails the synthesis: `error`, `warning`, `info` or `never`. Add `not-judged` to fail also
   * if something was not judged: `error,not-judged`.
   *
   * @default 'error'
   */
  readonly failOn?: string;

  /**
   * The directories or files to check. State them where more than what cdk8s writes belongs to one state.
   *
   * @default - the folder that cdk8s writes to
   */
  readonly paths?: string[];
}
