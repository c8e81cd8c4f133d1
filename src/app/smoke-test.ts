import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { HASH_LENGTH } from '../text/content-hash';

/**
 * A Job that tests a version before users reach it. Its environment variables `TARGET_HOST`, `TARGET_PORT` and
 * `TARGET_URL` (`http://my-app-preview:80`) name the Service that leads only to that version. Its exit code is the
 * result.
 */
export interface SmokeTestOptions {
  /** The image with the test: `[registry[:port]/]name[:tag][@digest]`. */
  readonly image: string;

  /**
   * The command of the test. To use variables in it, run a shell.
   *
   * @default - the command of the image
   */
  readonly command?: string[];

  /**
   * The arguments of the command. Kubernetes replaces `$(TARGET_URL)` in them.
   *
   * @default - the arguments of the image
   */
  readonly args?: string[];

  /**
   * Additional environment variables.
   *
   * @default - only `TARGET_HOST`, `TARGET_PORT` and `TARGET_URL`
   */
  readonly envVariables?: { [name: string]: kplus.EnvValue };

  /**
   * The CPU and memory that the test needs.
   *
   * @default - not stated
   */
  readonly resources?: kplus.ContainerResources;

  /**
   * How often the test may fail before the Job fails: a whole number, 0 or more. The first requests may come before the
   * nodes know the new pods, so allow a few failures.
   *
   * @default 6, as in Kubernetes
   */
  readonly backoffLimit?: number;

  /**
   * How long the test may take, including all retries, before the Job fails.
   *
   * @default - no limit
   */
  readonly deadline?: Duration;

  /**
   * How long the Job stays after it has ended. When it is gone, a GitOps agent creates it again, and it tests once
   * more.
   *
   * @default - as long as it is in the manifests
   */
  readonly ttl?: Duration;
}

/** Returns the name of the Job of an app, without the hash. */
export function smokeTestPrefix(app: string): string {
  return `${app}-smoke-test`;
}

/** The longest name of an app for which the name of its Job, a label of its pods, has 63 characters. */
export const MAX_TESTED_NAME = 63 - smokeTestPrefix('').length - HASH_LENGTH - 1;
