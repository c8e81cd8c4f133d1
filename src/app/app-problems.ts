import * as kplus from 'cdk8s-plus-28';
import type { AppBaseOptions, AppOptions, AppPort } from './app-options';
import { autoscalingProblems } from './autoscaling-problems';
import { MAIN_PORT_NAME, portKey } from './app-ports';
import {
  enumProblem,
  found,
  isObject,
  portProblem,
  replicasProblem,
  unknownOptionProblems,
  booleanProblem,
} from '../validate/shape';
import {
  annotationProblems,
  keyProblem,
  labelProblems,
  nameProblem,
  portNameProblem,
  serviceNameProblem,
} from '../validate/names';
import type { Problem } from '../validate/problem';
import { exposureProblems } from './service-exposure';
import { VERSION_OPTIONS, versionOptionProblems } from './version-problems';
import { DEFAULT_APP_LABEL, DEFAULT_VERSION_LABEL } from './labels';

/** The checks of all options of an app. The type makes the compiler ask for each new one. */
export const APP_BASE_OPTIONS: Record<keyof AppBaseOptions, true> = {
  ...VERSION_OPTIONS,
  appLabel: true,
  autoscaling: true,
  clientAffinity: true,
  containerPort: true,
  externalTrafficPolicy: true,
  extraPorts: true,
  headless: true,
  internalTrafficPolicy: true,
  name: true,
  namespace: true,
  nodePort: true,
  port: true,
  portName: true,
  protocol: true,
  recommendedLabels: true,
  serviceAnnotations: true,
  serviceLabels: true,
  serviceName: true,
  serviceType: true,
  syncWaves: true,
  versionLabel: true,
};

/** The same checks, with the number of pods. */
export const APP_OPTIONS: Record<keyof AppOptions, true> = { ...APP_BASE_OPTIONS, replicas: true };

const APP_PORT: Record<keyof AppPort, true> = {
  containerPort: true,
  name: true,
  nodePort: true,
  port: true,
  protocol: true,
};

/** Returns the problems of the options that `BlueGreenApp` and `CanaryApp` share. */
export function appProblems(app: AppOptions): Problem[] {
  return [
    ...found(
      nameProblem('name', app.name),
      app.namespace === undefined ? undefined : nameProblem('namespace', app.namespace),
      replicasProblem('replicas', app.replicas),
    ),
    ...portProblems(app),
    ...labelKeyProblems(app),
    ...labelProblems('serviceLabels', app.serviceLabels),
    ...annotationProblems('serviceAnnotations', app.serviceAnnotations),
    ...booleanProblem('recommendedLabels', app.recommendedLabels),
    ...booleanProblem('syncWaves', app.syncWaves),
    ...found(enumProblem('serviceType', app.serviceType, servedTypes())),
    ...nodePortProblems(app),
    ...exposureProblems(app),
    ...autoscalingProblems(app),
    ...versionOptionProblems('', app),
  ];
}

/**
 * Returns the problem of a derived or given name.
 *
 * @param pinProp the prop that sets it
 * @param pinned the given name, if there is one
 * @param derived the name without the prop
 * @param check the check of this kind of name
 */
export function derivedNameProblem(
  pinProp: string,
  pinned: string | undefined,
  derived: string,
  check: (prop: string, name: unknown) => Problem | undefined,
): Problem | undefined {
  if (pinned !== undefined) return check(pinProp, pinned);
  const problem = check(pinProp, derived);
  return problem && { ...problem, fix: `give a shorter or other name, or pin ${pinProp}` };
}

/** Returns the problems of the Service's name, derived or given. */
export function serviceNameProblems(app: AppOptions): Problem[] {
  return found(derivedNameProblem('serviceName', app.serviceName, `${app.name}-service`, serviceNameProblem));
}

function servedTypes(): Record<string, string> {
  const { CLUSTER_IP, NODE_PORT, LOAD_BALANCER } = kplus.ServiceType;
  return { CLUSTER_IP, NODE_PORT, LOAD_BALANCER };
}

function labelKeyProblems(app: AppOptions): Problem[] {
  const problems = found(
    app.appLabel === undefined ? undefined : keyProblem('appLabel', app.appLabel),
    app.versionLabel === undefined ? undefined : keyProblem('versionLabel', app.versionLabel),
  );
  const versionLabel = app.versionLabel ?? DEFAULT_VERSION_LABEL;
  if ((app.appLabel ?? DEFAULT_APP_LABEL) !== versionLabel) return problems;
  problems.push({
    prop: 'versionLabel',
    received: versionLabel,
    expected: 'another key than appLabel',
    fix: 'give each label a key of its own',
  });
  return problems;
}

function portProblems(app: AppOptions): Problem[] {
  const problems = found(
    portProblem('port', app.port),
    app.containerPort === undefined ? undefined : portProblem('containerPort', app.containerPort),
    app.nodePort === undefined ? undefined : portProblem('nodePort', app.nodePort),
    app.portName === undefined ? undefined : portNameProblem('portName', app.portName),
    enumProblem('protocol', app.protocol, kplus.Protocol),
  );
  if (app.extraPorts === undefined) return problems;
  if (!Array.isArray(app.extraPorts)) {
    return [
      ...problems,
      { prop: 'extraPorts', received: app.extraPorts, expected: 'a list of ports', fix: 'give a list' },
    ];
  }
  return [...problems, ...extraPortProblems(app)];
}

/** Returns the problems of node ports, which Kubernetes refuses if the Service's type opens none. */
function nodePortProblems(app: AppOptions): Problem[] {
  if (![undefined, kplus.ServiceType.CLUSTER_IP].includes(app.serviceType)) return [];
  const extraPorts = Array.isArray(app.extraPorts) ? app.extraPorts.filter(isObject) : [];
  return [
    { prop: 'nodePort', received: app.nodePort },
    ...extraPorts.map(({ nodePort }, index) => ({ prop: `extraPorts[${index}].nodePort`, received: nodePort })),
  ]
    .filter(({ received }) => received !== undefined)
    .map((given) => ({
      ...given,
      expected: 'nothing where the type of the Service is ClusterIP',
      fix: 'remove it, or give serviceType: ServiceType.NODE_PORT or ServiceType.LOAD_BALANCER',
    }));
}

function extraPortProblems(app: AppOptions): Problem[] {
  const problems: Problem[] = [];
  const isSound = portProblem('port', app.port) === undefined && !enumProblem('protocol', app.protocol, kplus.Protocol);
  const numbers = new Set(isSound ? [portKey(app.port, app.protocol)] : []);
  const names = new Set([app.portName ?? MAIN_PORT_NAME]);
  const nodePorts = new Set([app.nodePort]);
  for (const [index, extra] of (app.extraPorts ?? []).entries()) {
    const prop = `extraPorts[${index}]`;
    if (!isObject(extra)) {
      problems.push({ prop, received: extra, expected: 'a port with name and port', fix: 'give an object' });
      continue;
    }
    const own = onePortProblems(prop, extra);
    problems.push(...own);
    // What is no port takes none away from others.
    if (own.length > 0) continue;
    if (numbers.has(portKey(extra.port, extra.protocol))) problems.push(taken(`${prop}.port`, extra.port, 'port'));
    if (names.has(extra.name)) problems.push(taken(`${prop}.name`, extra.name, 'name'));
    if (extra.nodePort !== undefined && nodePorts.has(extra.nodePort)) {
      problems.push(taken(`${prop}.nodePort`, extra.nodePort, 'port'));
    }
    nodePorts.add(extra.nodePort);
    numbers.add(portKey(extra.port, extra.protocol));
    names.add(extra.name);
  }
  return problems;
}

function onePortProblems(prop: string, extra: AppPort): Problem[] {
  return unknownOptionProblems(`${prop}.`, extra, APP_PORT).concat(
    found(
      portNameProblem(`${prop}.name`, extra.name),
      portProblem(`${prop}.port`, extra.port),
      extra.containerPort === undefined ? undefined : portProblem(`${prop}.containerPort`, extra.containerPort),
      extra.nodePort === undefined ? undefined : portProblem(`${prop}.nodePort`, extra.nodePort),
      enumProblem(`${prop}.protocol`, extra.protocol, kplus.Protocol),
    ),
  );
}

function taken(prop: string, received: unknown, what: string): Problem {
  return { prop, received, expected: `a ${what} that no other port of the Service has`, fix: `give another ${what}` };
}
