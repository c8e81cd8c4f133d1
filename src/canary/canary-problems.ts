import {
  APP_OPTIONS,
  appProblems,
  derivedNameProblem,
  REQUIRED_APP_OPTIONS,
  serviceNameProblems,
} from '../app/app-problems';
import { wholeAppMetricProblems } from '../app/autoscaling';
import { IN_CONTAINER } from '../app/container-shape';
import { testedNameProblems } from '../app/smoke-test';
import { VERSION_PROPS } from '../app/version-problems';
import { canaryServiceNames, versionDeployment } from '../plan/release-names';
import { BOOLEAN, REPLICAS } from '../validate/checks';
import { labelProblems, nameProblem, serviceNameProblem, versionProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import {
  type Check,
  fieldsCheck,
  fieldsOf,
  firstOf,
  found,
  isObject,
  options,
  toCheck,
  UNCHECKED,
} from '../validate/shape';
import type { CanaryVersionProps, CanaryAppProps, ReplicaCounts } from './canary-props';

/** The options of the split, which are checked together. */
const SPLIT_PROPS = {
  trafficPercent: UNCHECKED,
  maxSurge: UNCHECKED,
  tolerance: UNCHECKED,
  capacityPolicy: UNCHECKED,
};

/** Checks the options of a version. */
function side(name: 'stable' | 'canary'): Check {
  return options<CanaryVersionProps>(
    { version: toCheck(versionProblem), ...VERSION_PROPS },
    ['version', 'image'],
    'an object with a version and an image',
    `set ${name}: { version, image }`,
    firstOf(fieldsOf({ ...APP_OPTIONS, ...SPLIT_PROPS }, 'set it on the app, next to stable and canary'), IN_CONTAINER),
  );
}

const REPLICA_COUNTS = options<ReplicaCounts>(
  { stable: REPLICAS, canary: REPLICAS },
  ['stable', 'canary'],
  'the counts of both versions',
  'pass { stable, canary }',
);

const checkProps = fieldsCheck<CanaryAppProps>(
  {
    ...APP_OPTIONS,
    stable: side('stable'),
    canary: side('canary'),
    serviceSelector: serviceSelectorProblems,
    trackServices: BOOLEAN,
    // Checked with their defaults.
    stableServiceName: UNCHECKED,
    canaryServiceName: UNCHECKED,
    replicaCounts: REPLICA_COUNTS,
    ...SPLIT_PROPS,
  },
  [...REQUIRED_APP_OPTIONS, 'stable'],
  firstOf(fieldsOf({ version: true, ...VERSION_PROPS }, 'set it on a version, in stable or canary'), IN_CONTAINER),
);

/** Reports the problems of the props of a canary release. */
export function canaryPropsProblems(props: CanaryAppProps): Problem[] {
  return [
    ...checkProps('', props),
    ...appProblems(props),
    ...nameProblems(props),
    ...sameVersionProblems(props),
    ...trackServiceProblems(props),
    ...untestableProblems(props),
    ...wholeAppMetricProblems(props),
  ];
}

/** Returns the problems of names. Names that are derived from the app's name are checked only if that name is valid. */
function nameProblems(props: CanaryAppProps): Problem[] {
  if (nameProblem('name', props.name) !== undefined) return [];
  return [
    ...serviceNameProblems(props),
    ...(['stable', 'canary'] as const).flatMap((side) => deploymentNameProblems(props, side)),
  ];
}

function deploymentNameProblems(props: CanaryAppProps, side: 'stable' | 'canary'): Problem[] {
  const version: unknown = props[side];
  if (!isObject(version) || version.deploymentName !== undefined) return [];
  if (versionProblem('version', version.version) !== undefined) return [];
  const name = versionDeployment(props.name, version.version as string);
  return found(derivedNameProblem(`${side}.deploymentName`, undefined, name, nameProblem));
}

/** Returns the problems of the names of track Services, once the app's name is valid. */
function trackServiceProblems(props: CanaryAppProps): Problem[] {
  if (props.trackServices !== true || nameProblem('name', props.name) !== undefined) return [];
  const names = canaryServiceNames(props);
  const invalid = (['stableServiceName', 'canaryServiceName'] as const).flatMap((prop) =>
    found(derivedNameProblem(prop, props[prop], names[prop], serviceNameProblem)),
  );
  if (invalid.length > 0) return invalid;
  const fix = 'give each Service its own name';
  const taken = (prop: keyof typeof names, others: (keyof typeof names)[]): Problem[] =>
    others
      .filter((other) => names[prop] === names[other])
      .map((other) => ({ prop, received: names[prop], expected: `a name other than ${other}`, fix }));
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
  const expected =
    'true if the canary has a smoke test, because the test needs a Service that leads only to the canary';
  const fix = 'set trackServices: true, or remove canary.smokeTest';
  return [...problems, { prop: 'trackServices', received: props.trackServices, expected, fix }];
}

function sameVersionProblems(props: CanaryAppProps): Problem[] {
  if (!isObject(props.stable) || !isObject(props.canary)) return [];
  const { version } = props.canary;
  if (version === undefined || version !== props.stable.version) return [];
  const fix = 'give the new version its own name: a running version keeps its name';
  return [{ prop: 'canary.version', received: version, expected: 'a version other than stable.version', fix }];
}

function serviceSelectorProblems(prop: string, selector: unknown): Problem[] {
  const problems = labelProblems(prop, selector);
  if (problems.length > 0 || (isObject(selector) && Object.keys(selector).length > 0)) return problems;
  const fix = 'use labels that the pods of all versions have';
  return [{ prop, received: selector, expected: 'at least one label', fix }];
}

/** Returns the problems of options that exclude each other, or that need another one. */
export function contradictionProblems(props: CanaryAppProps): Problem[] {
  const { canary, trafficPercent, replicaCounts } = props;
  if (replicaCounts !== undefined && !isObject(replicaCounts)) return [];
  if (canary !== undefined && replicaCounts === undefined && trafficPercent === undefined) {
    const fix = 'set the share of the canary, 0 for none yet';
    const expected = 'a number from 0 to 100 with a canary';
    return [{ prop: 'trafficPercent', received: undefined, expected, fix }];
  }
  return [...missingCanaryProblems(props), ...exclusiveProblems(props)];
}

/** Returns the problem of a share of the traffic without a canary. */
function missingCanaryProblems({ canary, trafficPercent, replicaCounts }: CanaryAppProps): Problem[] {
  if (canary !== undefined) return [];
  const fix = 'set canary, or remove this option if the canary has become the stable version';
  return Object.entries({ trafficPercent, 'replicaCounts.canary': replicaCounts?.canary })
    .filter(([, share]) => share !== undefined && share !== 0)
    .map(([prop, received]) => ({ prop, received, expected: '0 or no value without a canary', fix }));
}

/** Returns the problems of options by percentage beside explicit counts. */
function exclusiveProblems(props: CanaryAppProps): Problem[] {
  if (props.replicaCounts === undefined) return [];
  return (['trafficPercent', 'maxSurge', 'tolerance', 'capacityPolicy'] as const)
    .filter((prop) => props[prop] !== undefined)
    .map((prop) => ({
      prop,
      received: props[prop],
      expected: 'no value together with replicaCounts, which already state the split',
      fix: `remove ${prop} or replicaCounts`,
    }));
}
