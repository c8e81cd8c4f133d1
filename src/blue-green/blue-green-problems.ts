import {
  APP_OPTIONS,
  appProblems,
  derivedNameProblem,
  REQUIRED_APP_OPTIONS,
  serviceNameProblems,
} from '../app/app-problems';
import { scaledReplicasProblems } from '../app/autoscaling';
import { IN_CONTAINER } from '../app/container-shape';
import { testedNameProblems } from '../app/smoke-test';
import { VERSION_PROPS } from '../app/version-problems';
import { Color } from '../plan/color';
import { blueGreenNames, colorDeployment } from '../plan/release-names';
import { BOOLEAN, maxReplicas, REPLICAS } from '../validate/checks';
import { nameProblem, serviceNameProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import {
  type Check,
  fieldsCheck,
  fieldsOf,
  firstOf,
  found,
  isObject,
  kind,
  options,
  UNCHECKED,
} from '../validate/shape';
import type { BlueGreenAppProps, ColorProps } from './blue-green-props';

/** Checks the options of a color. Its bounds are checked together with those of the app. */
function color(name: Color): Check {
  return options<ColorProps>(
    { ...VERSION_PROPS, replicas: REPLICAS, maxReplicas: UNCHECKED },
    ['image'],
    'an object with an image',
    `set ${name}: { image }`,
    firstOf(fieldsOf(APP_OPTIONS, 'set it on the app, next to blue and green'), IN_CONTAINER),
  );
}

const checkProps = fieldsCheck<BlueGreenAppProps>(
  {
    ...APP_OPTIONS,
    blue: color(Color.BLUE),
    green: color(Color.GREEN),
    active: kind('blue or green', 'set the color that gets the traffic: Color.BLUE or Color.GREEN', (active) =>
      Object.values(Color).includes(active as Color),
    ),
    overlap: BOOLEAN,
    previewService: BOOLEAN,
    // Checked with its default.
    previewServiceName: UNCHECKED,
  },
  [...REQUIRED_APP_OPTIONS, 'active'],
  firstOf(fieldsOf(VERSION_PROPS, 'set it on a color, next to its image'), IN_CONTAINER),
);

/**
 * Returns the problems of a smoke test without a preview Service, of one for each color, and of a name that would be
 * too long.
 */
function untestableProblems(props: BlueGreenAppProps): Problem[] {
  const [tested, other] = Object.values(Color).filter(
    (color) => isObject(props[color]) && props[color].smokeTest !== undefined,
  );
  if (tested === undefined) return [];
  const problems = testedNameProblems(tested, props.name);
  if (props.previewService === false) {
    const expected = `true or no value if ${tested} has a smoke test, because the test needs a Service that leads only to ${tested}`;
    const fix = `leave it out, or remove ${tested}.smokeTest`;
    problems.push({ prop: 'previewService', received: false, expected, fix });
  }
  if (other !== undefined) {
    const expected = `no value while ${tested} is tested, because the only preview Service leads to one color`;
    const fix = 'keep only the one of the color that you release';
    problems.push({ prop: `${other}.smokeTest`, received: props[other]?.smokeTest, expected, fix });
  }
  return problems;
}

/** Returns the problems of the props of a blue/green release. */
export function blueGreenPropsProblems(props: BlueGreenAppProps): Problem[] {
  return [
    ...checkProps('', props),
    ...appProblems(props),
    ...nameProblems(props),
    ...boundsProblems(props),
    ...activeProblems(props),
    ...overlapProblems(props),
    ...untestableProblems(props),
  ];
}

/** Returns the problems of names. Names that are derived from the app's name are checked only if that name is valid. */
function nameProblems(props: BlueGreenAppProps): Problem[] {
  if (nameProblem('name', props.name) !== undefined) return [];
  const problems = serviceNameProblems(props);
  const derived = blueGreenNames({ name: props.name });
  if (props.previewService ?? true) {
    problems.push(
      ...found(
        derivedNameProblem(
          'previewServiceName',
          props.previewServiceName,
          derived.previewServiceName,
          serviceNameProblem,
        ),
      ),
      ...sameServiceNameProblems(props),
    );
  }
  for (const color of Object.values(Color)) {
    if (!isObject(props[color]) || props[color].deploymentName !== undefined) continue;
    problems.push(
      ...found(
        derivedNameProblem(`${color}.deploymentName`, undefined, colorDeployment(props.name, color), nameProblem),
      ),
    );
  }
  return problems;
}

function sameServiceNameProblems(props: BlueGreenAppProps): Problem[] {
  const { serviceName, previewServiceName: name } = blueGreenNames(props);
  if (name !== serviceName) return [];
  const fix = 'give each Service its own name';
  return [{ prop: 'previewServiceName', received: name, expected: 'a name other than serviceName', fix }];
}

/** Reports the problems of a color's autoscaler, once the app's autoscaling is valid. */
function boundsProblems(props: BlueGreenAppProps): Problem[] {
  const colors = Object.values(Color).filter((color) => isObject(props[color]));
  if (props.autoscaling === undefined) {
    const fix = 'set autoscaling: { maxReplicas, metrics }, or remove it';
    const expected = 'no value without autoscaling';
    return colors
      .map((color) => ({ prop: `${color}.maxReplicas`, received: props[color]?.maxReplicas, expected, fix }))
      .filter(({ received }) => received !== undefined);
  }
  if (scaledReplicasProblems(props).length > 0 || !isObject(props.autoscaling)) return [];
  const { maxReplicas: appMost } = props.autoscaling;
  return colors.flatMap((color) => {
    const { replicas, maxReplicas: most = appMost } = props[color]!;
    const hasOwn = replicas !== undefined && replicas !== 0;
    return maxReplicas(hasOwn ? `${color}.replicas` : 'replicas', hasOwn ? replicas : props.replicas)(
      `${color}.maxReplicas`,
      most,
    );
  });
}

function activeProblems(props: BlueGreenAppProps): Problem[] {
  if (!Object.values(Color).includes(props.active)) return [];
  const active = props[props.active];
  if (active === undefined) {
    return [
      {
        prop: 'active',
        received: props.active,
        expected: 'a color that has a version',
        fix: `set ${props.active}: { image }, or make the other color active`,
      },
    ];
  }
  const replicas = isObject(active) ? (active.replicas ?? props.replicas) : undefined;
  if (replicas !== 0) return [];
  return [
    {
      prop: active.replicas === 0 ? `${props.active}.replicas` : 'replicas',
      received: 0,
      expected: `1 or more, because ${props.active} is the active color`,
      fix: 'give it pods before it gets traffic, or make the other color active',
    },
  ];
}

/** Returns the problem of an overlap with a color that has no pods. */
function overlapProblems(props: BlueGreenAppProps): Problem[] {
  const { overlap } = props;
  if (overlap !== true) return [];
  const idle = Object.values(Color).find((color) => color !== props.active)!;
  const version = props[idle];
  const replicas = isObject(version) ? (version.replicas ?? props.replicas) : undefined;
  if (version !== undefined && replicas !== 0) return [];
  const expected = `no value while ${idle} has no pods`;
  const fix = `scale ${idle} to the replicas of ${props.active} first, or remove it`;
  return [{ prop: 'overlap', received: overlap, expected, fix }];
}
