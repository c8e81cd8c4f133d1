import { APP_OPTIONS, appProblems, derivedNameProblem, serviceNameProblems } from '../app/app-problems';
import { autoscalingProblems } from '../app/autoscaling-problems';
import type { BlueGreenAppProps, ColorProps } from './blue-green-props';
import { Color } from '../plan/color';
import { nameProblem, serviceNameProblem } from '../validate/names';
import type { Problem } from '../validate/problem';
import { testedNameProblems } from '../app/smoke-test-problems';
import {
  found,
  isObject,
  maxReplicasProblem,
  replicasProblem,
  unknownOptionProblems,
  booleanProblem,
} from '../validate/shape';
import { VERSION_PROPS, versionProblems } from '../app/version-problems';

const BLUE_GREEN_APP_PROPS: Record<keyof BlueGreenAppProps, true> = {
  ...APP_OPTIONS,
  active: true,
  blue: true,
  green: true,
  previewService: true,
  previewServiceName: true,
};

const COLOR_PROPS: Record<keyof ColorProps, true> = { ...VERSION_PROPS, maxReplicas: true, replicas: true };

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
    const expected = `true or nothing where ${tested} has a smoke test, which needs a Service that leads to it alone`;
    const fix = `leave it out, or remove ${tested}.smokeTest`;
    problems.push({ prop: 'previewService', received: false, expected, fix });
  }
  if (other !== undefined) {
    const expected = `nothing while ${tested} is tested, as one preview Service leads to one color`;
    const fix = 'leave it to the color that is to be released';
    problems.push({ prop: `${other}.smokeTest`, received: props[other]?.smokeTest, expected, fix });
  }
  return problems;
}

/** Returns the problems of the props of a blue/green release. */
export function blueGreenPropsProblems(props: BlueGreenAppProps): Problem[] {
  return [
    ...unknownOptionProblems('', props, BLUE_GREEN_APP_PROPS),
    ...appProblems(props),
    ...nameProblems(props),
    ...colorProblems(props, Color.BLUE),
    ...colorProblems(props, Color.GREEN),
    ...activeProblems(props),
    ...booleanProblem('previewService', props.previewService),
    ...untestableProblems(props),
  ];
}

/** Returns the problems of names. Names that are derived from the app's name are checked only if that name is valid. */
function nameProblems(props: BlueGreenAppProps): Problem[] {
  if (nameProblem('name', props.name) !== undefined) return [];
  const problems = serviceNameProblems(props);
  const preview = `${props.name}-preview`;
  if (props.previewService ?? true) {
    problems.push(
      ...found(derivedNameProblem('previewServiceName', props.previewServiceName, preview, serviceNameProblem)),
      ...sameServiceNameProblems(props, preview),
    );
  }
  for (const color of Object.values(Color)) {
    if (!isObject(props[color]) || props[color].deploymentName !== undefined) continue;
    problems.push(
      ...found(derivedNameProblem(`${color}.deploymentName`, undefined, `${props.name}-${color}`, nameProblem)),
    );
  }
  return problems;
}

function sameServiceNameProblems(props: BlueGreenAppProps, preview: string): Problem[] {
  const name = props.previewServiceName ?? preview;
  if (name !== (props.serviceName ?? `${props.name}-service`)) return [];
  const fix = 'give each Service a name of its own';
  return [{ prop: 'previewServiceName', received: name, expected: 'another name than serviceName', fix }];
}

function colorProblems(props: BlueGreenAppProps, color: Color): Problem[] {
  const version = props[color];
  if (version === undefined) return [];
  if (!isObject(version)) {
    return [{ prop: color, received: version, expected: 'an object with an image', fix: `give ${color}: { image }` }];
  }
  const problems = versionProblems(color, version, COLOR_PROPS);
  if (version.replicas !== undefined) problems.push(...found(replicasProblem(`${color}.replicas`, version.replicas)));
  return [...problems, ...colorBoundsProblems(props, color, version)];
}

/** Returns the problems of a color's autoscaler, once the app's autoscaling is valid. */
function colorBoundsProblems(props: BlueGreenAppProps, color: Color, version: ColorProps): Problem[] {
  const { replicas, maxReplicas } = version;
  const prop = `${color}.maxReplicas`;
  if (props.autoscaling === undefined) {
    if (maxReplicas === undefined) return [];
    const fix = 'give autoscaling: { maxReplicas, metrics }, or remove it';
    return [{ prop, received: maxReplicas, expected: 'nothing without autoscaling', fix }];
  }
  if (autoscalingProblems(props).length > 0) return [];
  const least = replicas === undefined || replicas === 0 ? 'replicas' : `${color}.replicas`;
  const most = maxReplicas ?? props.autoscaling.maxReplicas;
  return found(maxReplicasProblem(prop, most, least, least === 'replicas' ? props.replicas : replicas));
}

function activeProblems(props: BlueGreenAppProps): Problem[] {
  if (!Object.values(Color).includes(props.active)) {
    const fix = 'name the color that gets the traffic: Color.BLUE or Color.GREEN';
    return [{ prop: 'active', received: props.active, expected: 'blue or green', fix }];
  }
  const active = props[props.active];
  if (active === undefined) {
    return [
      {
        prop: 'active',
        received: props.active,
        expected: 'a color that is there',
        fix: `give ${props.active}: { image }, or make the other color active`,
      },
    ];
  }
  const replicas = isObject(active) ? (active.replicas ?? props.replicas) : undefined;
  if (replicas !== 0) return [];
  return [
    {
      prop: active.replicas === 0 ? `${props.active}.replicas` : 'replicas',
      received: 0,
      expected: `1 or more, since ${props.active} is the active color`,
      fix: 'give it pods before it gets traffic, or make the other color active',
    },
  ];
}
