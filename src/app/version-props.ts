import type { SmokeTestOptions } from './smoke-test';
import type { VersionOptions } from './version-options';

/** The options of one version, which replace the app's defaults for this version alone. */
export interface OwnVersionOptions extends VersionOptions {
  /**
   * The name of the version's Deployment. Pin it to take over a Deployment that already runs.
   *
   * @default - `<name>-<color>` or `<name>-<version>`
   */
  readonly deploymentName?: string;

  /**
   * The labels by which the version's Deployment selects its pods, and that the pods carry. Pin them to take over a
   * Deployment that already runs: its selector can't be changed. No other version's pods may carry all of them.
   *
   * @default - the app label and the version label
   */
  readonly matchLabels?: { [key: string]: string };

  /**
   * Whether the autoscaling of the app holds for this version. `false` is for a version that runs with a stated number of pods
   * when autoscaling is introduced: it keeps that number until the next version, which never had one, has taken its place.
   *
   * @default true
   */
  readonly autoscaled?: boolean;

  /**
   * A test of this version before users reach it: a Job against the preview Service of a blue/green release, or against the
   * canary's own Service (`trackServices`). It is there while both versions are, and the tested one has pods.
   *
   * Under Argo CD with `syncWaves`, users are sent to the version only once the test has passed.
   *
   * @default - there is none
   */
  readonly smokeTest?: SmokeTestOptions;
}

/** The props of one version of an app: its image, and what sets it apart from the app's defaults. */
export interface VersionProps extends OwnVersionOptions {
  /** The image of the container that serves the traffic: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;
}
