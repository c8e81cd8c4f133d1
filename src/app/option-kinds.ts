import * as kplus from 'cdk8s-plus-28';
import { OTHER_CONTAINER, VOLUME } from './container-shape';
import {
  BOOLEAN,
  type Check,
  DURATION,
  exactly,
  fieldProblems,
  ID,
  instanceOf,
  listOf,
  objectOf,
  oneOf,
  TEXT,
  TEXTS,
} from '../validate/kinds';
import type { Problem } from '../validate/problem';
import type { VersionOptions } from './version-options';

/** Another resource, which cdk8s-plus refers to by its name. */
const RESOURCE = objectOf({ name: TEXT }, ['name']);

const DNS = objectOf({
  hostname: TEXT,
  hostnameAsFQDN: BOOLEAN,
  nameservers: TEXTS,
  options: listOf(exactly({ name: TEXT, value: TEXT }, ['name'])),
  policy: oneOf(kplus.DnsPolicy),
  searches: TEXTS,
  subdomain: TEXT,
});

const SECURITY_CONTEXT = objectOf({
  ensureNonRoot: BOOLEAN,
  fsGroup: ID,
  fsGroupChangePolicy: oneOf(kplus.FsGroupChangePolicy),
  group: ID,
  sysctls: listOf(exactly({ name: TEXT, value: TEXT }, ['name', 'value'])),
  user: ID,
});

/** The options of a version whose content cdk8s-plus takes for granted. */
const OPTIONS: { readonly [option in keyof VersionOptions]?: Check } = {
  automountServiceAccountToken: BOOLEAN,
  dns: DNS,
  dockerRegistryAuth: RESOURCE,
  hostAliases: listOf(exactly({ hostnames: TEXTS, ip: TEXT }, ['hostnames', 'ip'])),
  hostNetwork: BOOLEAN,
  initContainers: listOf(objectOf(OTHER_CONTAINER)),
  minReady: DURATION,
  progressDeadline: DURATION,
  securityContext: SECURITY_CONTEXT,
  serviceAccount: RESOURCE,
  sidecars: listOf(objectOf(OTHER_CONTAINER)),
  strategy: instanceOf('DeploymentStrategy', 'DeploymentStrategy.recreate()'),
  terminationGracePeriod: DURATION,
  volumes: listOf(VOLUME),
};

/** Options whose value is of another kind than their type says. */
export function optionKindProblems(prefix: string, options: VersionOptions): Problem[] {
  return fieldProblems(prefix, options, OPTIONS);
}

/** Whether a value is true, false or left out. */
export function booleanProblem(prop: string, value: unknown): Problem[] {
  return value === undefined ? [] : BOOLEAN(prop, value);
}

/** Whether a value is a Duration or left out. */
export function durationProblem(prop: string, value: unknown): Problem[] {
  return value === undefined ? [] : DURATION(prop, value);
}
