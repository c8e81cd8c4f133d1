import type { Duration } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { HASH_LENGTH } from '../text/content-hash';
import { count, DURATION } from '../validate/checks';
import { imageProblem } from '../validate/image';
import type { Problem } from '../validate/problem';
import { type Check, isListOf, isObject, kind, options, toCheck } from '../validate/shape';
import { ENV_VARIABLES, POD_SECURITY_CONTEXT, RESOURCES } from './container-shape';

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
   * The security context of the pods. Images that set their user by name, such as `curl_user` of `curlimages/curl`,
   * only start with a numeric user, because Kubernetes can't tell whether a name means root. Set `{}` to keep the
   * user of the image, for example on OpenShift, which assigns users itself.
   *
   * @default - the user 65532, not root
   */
  readonly securityContext?: kplus.PodSecurityContextProps;

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
   * @default Duration.minutes(15), because Kubernetes waits 10.5 minutes in total between 6 retries
   */
  readonly deadline?: Duration;

  /**
   * How long the Job stays after it has ended. When it is gone, a GitOps agent creates it again, and the test runs once
   * more.
   *
   * @default - as long as it is in the manifests
   */
  readonly ttl?: Duration;
}

/** The environment variables that describe the target of the test. */
const TARGET_VARIABLES = ['TARGET_HOST', 'TARGET_PORT', 'TARGET_URL'];

const COMMAND = kind(
  'a list of at least one string',
  "pass, for example, ['curl', '--fail', '$(TARGET_URL)'], or leave it out",
  (texts) => isListOf(texts, (text) => typeof text === 'string') && (texts as string[]).length > 0,
);

const OTHER_VARIABLES: Check = (prop, variables) => [
  ...TARGET_VARIABLES.filter((name) => isObject(variables) && variables[name] !== undefined).map((name) => ({
    prop: `${prop}.${name}`,
    received: name,
    expected: 'a name other than those of the variables that describe the target',
    fix: 'rename it',
  })),
  ...ENV_VARIABLES(prop, variables),
];

/** Secures the test to the Pod Security Standard *restricted*, even if the version that it tests is not. */
const NOT_ROOT: Check = (prop, context) => {
  const problems = POD_SECURITY_CONTEXT(prop, context);
  if (problems.length > 0 || !isObject(context)) return problems;
  const { user, ensureNonRoot } = context;
  const fix = 'remove it: a smoke test never runs as root';
  return [
    ...(user === 0 ? [{ prop: `${prop}.user`, received: user, expected: 'a user other than root (0)', fix }] : []),
    ...(ensureNonRoot === false
      ? [{ prop: `${prop}.ensureNonRoot`, received: false, expected: 'true or no value', fix }]
      : []),
  ];
};

export const SMOKE_TEST = options<SmokeTestOptions>(
  {
    image: toCheck(imageProblem),
    command: COMMAND,
    args: COMMAND,
    envVariables: OTHER_VARIABLES,
    resources: RESOURCES,
    securityContext: NOT_ROOT,
    backoffLimit: count('state how often the test may fail'),
    deadline: DURATION,
    ttl: DURATION,
  },
  ['image'],
  'an object with an image',
  'pass { image, command }',
);

/** Returns the name of the Job of an app, without the hash. */
export function smokeTestPrefix(app: string): string {
  return `${app}-smoke-test`;
}

/**
 * The longest name of an app whose Job has a name of at most 63 characters, because it is a label of the Job's pods.
 */
const MAX_TESTED_NAME = 63 - smokeTestPrefix('').length - HASH_LENGTH - 1;

/** Reports an app name that would make the name of the Job too long. */
export function testedNameProblems(prop: string, name: unknown): Problem[] {
  if (typeof name !== 'string' || name.length <= MAX_TESTED_NAME) return [];
  const expected = `at most ${MAX_TESTED_NAME} characters if ${prop} has a smoke test, because the name of the Job contains it`;
  return [{ prop: 'name', received: name, expected, fix: `use a shorter name, or remove ${prop}.smokeTest` }];
}
