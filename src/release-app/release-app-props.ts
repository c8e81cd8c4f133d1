import type { AppBaseOptions } from '../app/app-options';
import type { OwnVersionOptions } from '../app/version-props';
import type { Release } from '../release/release';

/** The props of a `ReleaseApp`: a release, and everything that it does not change. */
export interface ReleaseAppProps extends AppBaseOptions {
  /**
   * The path of the release file, YAML or JSON, relative to the folder in which the app runs:
   * `releases/prod/shop.yaml`.
   *
   * @default - set `release` instead
   */
  readonly releaseFile?: string;

  /**
   * The release as a value, if it is not in a file.
   *
   * @default - set `releaseFile` instead
   */
  readonly release?: Release;

  /**
   * The options of single versions, by the name of the version: their own environment, settings, smoke test. They
   * belong to the version while it is the next and then the current one, so the promotion changes nothing. Only the
   * next version runs its smoke test. Names of other versions are ignored: you can add options before the version, and
   * keep them after it.
   *
   * @default - all versions have the options of the app
   */
  readonly versions?: { [version: string]: OwnVersionOptions };

  /**
   * The number of another stage of the release, to look at its manifests or apply them by hand. The number after the
   * last stage is the clean-up, in which the old version is gone.
   *
   * @default - the current stage of the release
   */
  readonly stage?: number;

  /**
   * Whether a canary release gets two more Services, one for the current version only and one for the next version
   * only. Required for a smoke test. A blue/green release has a preview Service instead.
   *
   * @default false
   */
  readonly trackServices?: boolean;

  /**
   * The name of the Service that selects only the current version of a canary release.
   *
   * @default - `<name>-stable`
   */
  readonly stableServiceName?: string;

  /**
   * The name of the Service that selects only the next version of a canary release.
   *
   * @default - `<name>-canary`
   */
  readonly canaryServiceName?: string;

  /**
   * The labels of the pods that get the traffic in a canary release. Set them to adopt a Service that already runs.
   *
   * @default - the app label
   */
  readonly serviceSelector?: { [key: string]: string };

  /**
   * Whether a blue/green release gets a second Service, which selects the color without users, so that you can test it
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
