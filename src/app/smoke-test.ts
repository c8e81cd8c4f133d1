import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { HASH_LENGTH } from '../text/content-hash';

/**
 * A Job that tests a version before users reach it. It finds the Service that leads to that version alone in the environment
 * variables `TARGET_HOST`, `TARGET_PORT` and `TARGET_URL` (`http://my-app-preview:80`), and says by its exit code how it went.
 */
export interface SmokeTestOptions {
  /** The image with the test: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;

  /**
   * The command of the test. A shell is needed for variables in it.
   *
   * @default - the one of the image
   */
  readonly command?: string[];

  /**
   * The arguments of the command. Kubernetes replaces `$(TARGET_URL)` in them.
   *
   * @default - those of the image
   */
  readonly args?: string[];

  /**
   * More environment variables.
   *
   * @default - `TARGET_HOST`, `TARGET_PORT` and `TARGET_URL`
   */
  readonly envVariables?: { [name: string]: kplus.EnvValue };

  /**
   * What the test needs of CPU and memory.
   *
   * @default - nothing is stated
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * How often the test may fail before the Job has failed: a whole number, 0 or more. The first requests may come before the
   * nodes know of the new pods, so leave it room.
   *
   * @default 6, as Kubernetes does it
   */
  readonly backoffLimit?: number;

  /**
   * How long the test may take, all of its tries together, before the Job has failed.
   *
   * @default - as long as it likes
   */
  readonly deadline?: Duration;

  /**
   * How long the Job stays once it has ended. A GitOps agent creates it anew when it is gone, and it tests once more.
   *
   * @default - as long as it is in the manifests
   */
  readonly ttl?: Duration;
}

/** The name of the Job of an app, without the hash. */
export function smokeTestPrefix(app: string): string {
  return `${app}-smoke-test`;
}

/** The longest name of an app with which that of its Job, which is a label of its pods, has 63 characters. */
export const MAX_TESTED_NAME = 63 - smokeTestPrefix('').length - HASH_LENGTH - 1;
