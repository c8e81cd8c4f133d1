import type { AppBaseOptions } from '../app/app-options';
import type { OwnVersionOptions } from '../app/version-props';
import type { Release } from '../release/release';

/** The props of a `ReleaseApp`: a release, and all that it does not change. */
export interface ReleaseAppProps extends AppBaseOptions {
  /**
   * The path of the release file, YAML or JSON, from the folder in which the app runs: `releases/prod/shop.yaml`.
   *
   * @default - the release is given as `release`
   */
  readonly releaseFile?: string;

  /**
   * The release itself, where no file holds it.
   *
   * @default - the release is read from `releaseFile`
   */
  readonly release?: Release;

  /**
   * The options of single versions, by the name of the version: their own environment, settings, smoke test. They hold for a
   * version as long as it is the next or the current one, so that the promotion changes nothing. Only the next version is tested.
   * The names of other versions are passed over: options can be there before the version, and stay after it.
   *
   * @default - all versions have the options of the app
   */
  readonly versions?: { [version: string]: OwnVersionOptions };

  /**
   * The number of another stage of the release to make the manifests of: to look at, or to apply by hand. One more than the plan has
   * stages is the clean-up, in which the old version is gone.
   *
   * @default - the stage that the release is at
   */
  readonly stage?: number;

  /**
   * Whether two more Services of a canary release reach the current version alone and the next one alone. Required for a smoke
   * test. A blue/green release has a preview Service instead.
   *
   * @default false
   */
  readonly trackServices?: boolean;

  /**
   * The name of the Service that reaches the current version of a canary release alone.
   *
   * @default - `<name>-stable`
   */
  readonly stableServiceName?: string;

  /**
   * The name of the Service that reaches the next version of a canary release alone.
   *
   * @default - `<name>-canary`
   */
  readonly canaryServiceName?: string;

  /**
   * The labels that a pod of a canary release must carry to get traffic. Pin them to take over a Service that already runs.
   *
   * @default - the app label
   */
  readonly serviceSelector?: { [key: string]: string };

  /**
   * Whether a second Service of a blue/green release sends traffic to the version that users do not reach, so that it can be tested
   * before the switch.
   *
   * @default true
   */
  readonly previewService?: boolean;

  /**
   * The name of the preview Service of a blue/green release.
   *
   * @default - `<name>-preview`
   */
  readonly previewServiceName?: string;
}
