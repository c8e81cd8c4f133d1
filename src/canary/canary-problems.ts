import { APP_OPTIONS, appProblems, derivedNameProblem, serviceNameProblems } from '../app/app-problems';
import { wholeAppMetricProblems } from '../app/autoscaling-problems';
import type { CanaryVersionProps } from './canary-options';
import type { CanaryAppProps } from './canary-props';
import { canaryServiceNames, versionToNameSuffix } from '../plan/release-names';
import { labelProblems, nameProblem, serviceNameProblem, versionProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import { testedNameProblems } from '../app/smoke-test-problems';
import { found, isObject, unknownOptionProblems, booleanProblem } from '../validate/shape';
import { VERSION_PROPS, versionProblems } from '../app/version-problems';

const CANARY_APP_PROPS: Record<keyof CanaryAppProps, true> = {
  ...APP_OPTIONS,
  canary: true,
  canaryServiceName: true,
  capacityPolicy: true,
  maxSurge: true,
  replicaCounts: true,
  serviceSelector: true,
  stable: true,
  stableServiceName: true,
  tolerance: true,
  trackServices: true,
  trafficPercent: true,
};

const CANARY_VERSION_PROPS: Record<keyof CanaryVersionProps, true> = { ...VERSION_PROPS, version: true };

/** Returns the problems of the props of a canary release. */
export function canaryPropsProblems(props: CanaryAppProps): Problem[] {
  return [
    ...unknownOptionProblems('', props, CANARY_APP_PROPS),
    ...appProblems(props),
    ...(nameProblem('name', props.name) === undefined ? serviceNameProblems(props) : []),
    ...sideProblems(props, 'stable', props.stable),
    ...(props.canary === undefined ? [] : sideProblems(props, 'canary', props.canary)),
    ...sameVersionProblems(props),
    ...serviceSelectorProblems(props.serviceSelector),
    ...booleanProblem('trackServices', props.trackServices),
    ...trackServiceProblems(props),
    ...untestableProblems(props),
    ...wholeAppMetricProblems(props),
  ];
}

/** Returns the problems of the names of track Services, once the app's name is valid. */
function trackServiceProblems(props: CanaryAppProps): Problem[] {
  if (props.trackServices !== true || nameProblem('name', props.name) !== undefined) return [];
  const names = canaryServiceNames(props);
  const invalid = (['stableServiceName', 'canaryServiceName'] as const).flatMap((prop) =>
    found(derivedNameProblem(prop, props[prop], names[prop], serviceNameProblem)),
  );
  if (invalid.length > 0) return invalid;
  const fix = 'give each Service a name of its own';
  const taken = (prop: keyof typeof names, others: (keyof typeof names)[]): Problem[] =>
    others
      .filter((other) => names[prop] === names[other])
      .map((other) => ({ prop, received: names[prop], expected: `another name than ${other}`, fix }));
  return [
    ...taken('stableServiceName', ['serviceName']),
    ...taken('canaryServiceName', ['serviceName', 'stableServiceName']),
  ];
}

/** Returns the problems of a smoke test without a Service for the canary only, and of a name that would be too long. */
function untestableProblems(props: CanaryAppProps): Problem[] {
  if (!isObject(props.canary) || props.canary.smokeTest === undefined) return [];
  const problems = testedNameProblems('canary', props.name);
  if (props.trackServices === true) return problems;
  const expected = 'true where the canary has a smoke test, which needs a Service that leads to it alone';
  const fix = 'set trackServices: true, or remove canary.smokeTest';
  return [...problems, { prop: 'trackServices', received: props.trackServices, expected, fix }];
}

function sideProblems(props: CanaryAppProps, side: 'stable' | 'canary', version: CanaryVersionProps): Problem[] {
  if (!isObject(version)) {
    const fix = `give ${side}: { version, image }`;
    return [{ prop: side, received: version, expected: 'an object with a version and an image', fix }];
  }
  const invalid = versionProblem(`${side}.version`, version.version);
  const problems = [...found(invalid), ...versionProblems(side, version, CANARY_VERSION_PROPS)];
  if (invalid !== undefined || version.deploymentName !== undefined) return problems;
  if (nameProblem('name', props.name) !== undefined) return problems;
  const name = `${props.name}-${versionToNameSuffix(version.version)}`;
  problems.push(...found(derivedNameProblem(`${side}.deploymentName`, undefined, name, nameProblem)));
  return problems;
}

function sameVersionProblems(props: CanaryAppProps): Problem[] {
  if (!isObject(props.stable) || !isObject(props.canary)) return [];
  const { version } = props.canary;
  if (version === undefined || version !== props.stable.version) return [];
  const fix = 'give the new version a name of its own: a version that runs keeps its name';
  return [{ prop: 'canary.version', received: version, expected: 'another version than stable.version', fix }];
}

function serviceSelectorProblems(selector: unknown): Problem[] {
  if (selector === undefined) return [];
  const problems = labelProblems('serviceSelector', selector);
  if (problems.length > 0 || (isObject(selector) && Object.keys(selector).length > 0)) return problems;
  const fix = 'give the labels that the pods of all versions carry';
  return [{ prop: 'serviceSelector', received: selector, expected: 'at least one label', fix }];
}

/** Returns the problems of options that exclude each other, or that need another one. */
export function contradictionProblems(props: CanaryAppProps): Problem[] {
  const { canary, trafficPercent, replicaCounts } = props;
  if (replicaCounts !== undefined && !isObject(replicaCounts)) {
    const fix = 'give { stable, canary }';
    return [{ prop: 'replicaCounts', received: replicaCounts, expected: 'the counts of both versions', fix }];
  }
  if (canary !== undefined && replicaCounts === undefined && trafficPercent === undefined) {
    const fix = 'state the share of the canary, 0 for none yet';
    const expected = 'a number from 0 to 100 where there is a canary';
    return [{ prop: 'trafficPercent', received: undefined, expected, fix }];
  }
  return [...missingCanaryProblems(props), ...exclusiveProblems(props)];
}

/** Returns the problem of a share of the traffic without a canary. */
function missingCanaryProblems({ canary, trafficPercent, replicaCounts }: CanaryAppProps): Problem[] {
  if (canary !== undefined) return [];
  const fix = 'give the canary, or remove this once it has become the stable version';
  return Object.entries({ trafficPercent, 'replicaCounts.canary': replicaCounts?.canary })
    .filter(([, share]) => share !== undefined && share !== 0)
    .map(([prop, received]) => ({ prop, received, expected: '0 or nothing where there is no canary', fix }));
}

/** Returns the problems of options by percentage beside explicit counts. */
function exclusiveProblems(props: CanaryAppProps): Problem[] {
  if (props.replicaCounts === undefined) return [];
  return (['trafficPercent', 'maxSurge', 'tolerance', 'capacityPolicy'] as const)
    .filter((prop) => props[prop] !== undefined)
    .map((prop) => ({
      prop,
      received: props[prop],
      expected: 'nothing beside replicaCounts, which state the split outright',
      fix: `remove ${prop} or replicaCounts`,
    }));
}
