import * as kplus from 'cdk8s-plus-28';
import { BOOLEAN, count, DURATION, oneOf, TEXT, TEXTS } from '../validate/checks';
import { imageProblem } from '../validate/image';
import { annotationProblems, labelProblems, nameProblem, subdomainProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import { type Check, isObject, listOf, objectOf, type Shape, toCheck } from '../validate/shape';
import { INIT_CONTAINERS, MAIN_CONTAINER, POD_SECURITY_CONTEXT, SIDECARS, VOLUME } from './container-shape';
import { DISRUPTION_BUDGET } from './disruption-budget';
import { DRAIN_PERIOD } from './drain';
import { DrainMethod } from './drain-method';
import { PodSecurity } from './pod-security';
import { SMOKE_TEST } from './smoke-test';
import { SPREAD } from './spread';
import { UPDATE_STRATEGY } from './update-strategy';
import { VERSION_DATA } from './version-data';
import type { VersionOptions } from './version-options';
import type { OwnVersionOptions, VersionProps } from './version-props';

/** Checks another resource, a construct that cdk8s-plus refers to by its name. */
const RESOURCE: Check = (prop, resource) => {
  if (isObject(resource)) return TEXT(`${prop}.name`, resource.name);
  return [{ prop, received: resource, expected: 'an object of cdk8s-plus options', fix: 'pass one, or leave it out' }];
};

const DNS = objectOf<kplus.PodDnsProps>({
  hostname: TEXT,
  hostnameAsFQDN: BOOLEAN,
  nameservers: TEXTS,
  options: listOf(objectOf<kplus.DnsOption>({ name: TEXT, value: TEXT }, ['name'])),
  policy: oneOf(kplus.DnsPolicy, 'DnsPolicy'),
  searches: TEXTS,
  subdomain: TEXT,
});

/** A check of each option that an app and a version share. */
export const VERSION_OPTIONS: Shape<VersionOptions> = {
  podLabels: labelProblems,
  podAnnotations: annotationProblems,
  deploymentLabels: labelProblems,
  deploymentAnnotations: annotationProblems,
  podSecurity: oneOf(PodSecurity, 'PodSecurity'),
  revisionHistoryLimit: count('state how many old ReplicaSets to keep'),
  automountServiceAccountToken: BOOLEAN,
  dns: DNS,
  dockerRegistryAuth: RESOURCE,
  hostAliases: listOf(objectOf<kplus.HostAlias>({ hostnames: TEXTS, ip: TEXT }, ['hostnames', 'ip'])),
  hostNetwork: BOOLEAN,
  initContainers: INIT_CONTAINERS,
  minReady: DURATION,
  priorityClassName: toCheck(subdomainProblem),
  progressDeadline: DURATION,
  securityContext: POD_SECURITY_CONTEXT,
  serviceAccount: RESOURCE,
  sidecars: SIDECARS,
  strategy: UPDATE_STRATEGY,
  terminationGracePeriod: DURATION,
  volumes: listOf(VOLUME),
  container: MAIN_CONTAINER,
  drainMethod: oneOf(DrainMethod, 'DrainMethod'),
  drainPeriod: DRAIN_PERIOD,
  disruptionBudget: DISRUPTION_BUDGET,
  spread: SPREAD,
  configMap: VERSION_DATA,
  secret: VERSION_DATA,
};

/** The same with the options that only a single version can have. */
export const OWN_VERSION_OPTIONS: Shape<OwnVersionOptions> = {
  deploymentName: toCheck(nameProblem),
  matchLabels: matchLabelsProblems,
  autoscaled: BOOLEAN,
  smokeTest: SMOKE_TEST,
  ...VERSION_OPTIONS,
};

/** The same with the image. */
export const VERSION_PROPS: Shape<VersionProps> = { image: toCheck(imageProblem), ...OWN_VERSION_OPTIONS };

function matchLabelsProblems(prop: string, labels: unknown): Problem[] {
  const problems = labelProblems(prop, labels);
  if (problems.length > 0 || !isObject(labels)) return problems;
  if (Object.keys(labels).length > 0 && !Object.values(labels).includes('')) return [];
  return [
    {
      prop,
      received: labels,
      expected: 'at least one label, and no empty values',
      fix: 'use the labels of the running Deployment: kubectl get deployment NAME -o jsonpath={.spec.selector.matchLabels}',
    },
  ];
}
