import { HASH_LENGTH } from '../text/content-hash';

/** The name of the Job of an app, without the hash. */
export function smokeTestPrefix(app: string): string {
  return `${app}-smoke-test`;
}

/** The longest name of an app with which that of its Job, which is a label of its pods, has 63 characters. */
export const MAX_TESTED_NAME = 63 - smokeTestPrefix('').length - HASH_LENGTH - 1;
