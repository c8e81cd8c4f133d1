import type { CheckOptions } from '../check/check-options';

/** The properties of `RolloutValidation`, as `cdk8s.yaml` states them. */
export interface RolloutValidationProps extends CheckOptions {
  /**
   * The manifests that run now: a git revision (the same paths are read there), a directory or a file. Write the full
   * name of a branch (`refs/remotes/origin/main`), which is unambiguous.
   */
  readonly against: string;

  /**
   * The lowest severity that fails the synthesis: `error`, `warning`, `info` or `never`. Add `not-judged` to also fail
   * if something was not judged: `error,not-judged`.
   *
   * @default 'error'
   */
  readonly failOn?: string;

  /**
   * The directories or files to check. Set them if a state includes more than the output of cdk8s.
   *
   * @default - the output folder of cdk8s
   */
  readonly paths?: string[];
}
