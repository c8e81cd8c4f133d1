import type { SmokeTestOptions } from './smoke-test';
import type { VersionOptions } from './version-options';

/** The options of one version, which replace the app's defaults for this version only. */
export interface OwnVersionOptions extends VersionOptions {
  /**
   * The name of the version's Deployment. Set it to adopt a Deployment that already runs.
   *
   * @default - `<name>-<color>` or `<name>-<version>`
   */
  readonly deploymentName?: string;

  /**
   * The labels with which the version's Deployment selects its pods, and that the pods have. Set them to adopt a
   * Deployment that already runs, since its selector can't be changed. No other version's pods may have all of them.
   *
   * @default - the app label and the version label
   */
  readonly matchLabels?: { [key: string]: string };

  /**
   * Whether the app's autoscaling applies to this version. Set it to `false` for a version that runs with a stated
   * number of pods when you introduce autoscaling: it keeps that number until the next version, which never had one,
   * has replaced it.
   *
   * @default true
   */
  readonly autoscaled?: boolean;

  /**
   * A test of this version before users reach it: a Job that calls the preview Service of a blue/green release, or the
   * canary's own Service (`trackServices`). It exists while both versions do, and the tested one has pods.
   *
   * Under Argo CD with `syncWaves`, users reach the version only after the test has passed.
   *
   * @default - none
   */
  readonly smokeTest?: SmokeTestOptions;
}

/** The props of one version of an app: its image, and its differences from the app's defaults. */
export interface VersionProps extends OwnVersionOptions {
  /** The image of the container that serves the traffic: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;
}
