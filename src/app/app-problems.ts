import * as kplus from 'cdk8s-plus-28';
import { BOOLEAN, oneOf, PORT, REPLICAS } from '../validate/checks';
import {
  annotationProblems,
  keyProblem,
  labelProblems,
  nameProblem,
  portNameProblem,
  serviceNameProblem,
} from '../validate/names';
import type { Problem } from '../validate/problem';
import { userServiceName } from '../plan/release-names';
import { fieldsCheck, found, isObject, kind, type Shape, toCheck, UNCHECKED } from '../validate/shape';
import type { AppBaseOptions, AppOptions, AppPort } from './app-options';
import { MAIN_PORT_NAME, portKey } from './app-ports';
import { AUTOSCALING, scaledReplicasProblems } from './autoscaling';
import { DEFAULT_APP_LABEL, DEFAULT_VERSION_LABEL } from './labels';
import { EXPOSURE, exposureProblems } from './service-exposure';
import { VERSION_OPTIONS } from './version-problems';

const { CLUSTER_IP, NODE_PORT, LOAD_BALANCER } = kplus.ServiceType;

const PROTOCOL = oneOf(kplus.Protocol, 'Protocol');

const APP_PORT = fieldsCheck<AppPort>(
  { name: toCheck(portNameProblem), port: PORT, containerPort: PORT, protocol: PROTOCOL, nodePort: PORT },
  ['name', 'port'],
);

/** A check of each option of an app, as far as it can be checked on its own. */
export const APP_BASE_OPTIONS: Shape<AppBaseOptions> = {
  name: toCheck(nameProblem),
  namespace: toCheck(nameProblem),
  port: PORT,
  containerPort: PORT,
  nodePort: PORT,
  portName: toCheck(portNameProblem),
  protocol: PROTOCOL,
  extraPorts: kind('a list of ports', 'pass a list', Array.isArray),
  appLabel: toCheck(keyProblem),
  versionLabel: toCheck(keyProblem),
  serviceLabels: labelProblems,
  serviceAnnotations: annotationProblems,
  recommendedLabels: BOOLEAN,
  syncWaves: BOOLEAN,
  serviceType: oneOf({ CLUSTER_IP, NODE_PORT, LOAD_BALANCER }, 'ServiceType'),
  // Checked with its default.
  serviceName: UNCHECKED,
  autoscaling: AUTOSCALING,
  ...EXPOSURE,
  ...VERSION_OPTIONS,
};

/** The same checks, with the number of pods. */
export const APP_OPTIONS: Shape<AppOptions> = { replicas: REPLICAS, ...APP_BASE_OPTIONS };

export const REQUIRED_APP_OPTIONS = ['name', 'replicas', 'port'] as const;

/** Reports contradictions in the options that `BlueGreenApp` and `CanaryApp` share. */
export function appProblems(app: AppOptions): Problem[] {
  return [
    ...extraPortProblems(app),
    ...sameLabelProblems(app),
    ...nodePortProblems(app),
    ...exposureProblems(app),
    ...scaledReplicasProblems(app),
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
  return problem && { ...problem, fix: `use a shorter or different name, or set ${pinProp}` };
}

/** Returns the problems of the Service's name, derived or given. */
export function serviceNameProblems(app: AppOptions): Problem[] {
  return found(derivedNameProblem('serviceName', app.serviceName, userServiceName(app.name), serviceNameProblem));
}

function sameLabelProblems(app: AppOptions): Problem[] {
  const versionLabel = app.versionLabel ?? DEFAULT_VERSION_LABEL;
  if ((app.appLabel ?? DEFAULT_APP_LABEL) !== versionLabel) return [];
  const fix = 'give each label its own key';
  return [{ prop: 'versionLabel', received: versionLabel, expected: 'a key other than that of appLabel', fix }];
}

/** Returns the problems of node ports, which Kubernetes refuses if the Service's type opens none. */
function nodePortProblems(app: AppOptions): Problem[] {
  if (app.nodePort === undefined && app.extraPorts === undefined) return [];
  if (![undefined, kplus.ServiceType.CLUSTER_IP].includes(app.serviceType)) return [];
  const extraPorts = Array.isArray(app.extraPorts) ? app.extraPorts.filter(isObject) : [];
  return [
    { prop: 'nodePort', received: app.nodePort },
    ...extraPorts.map(({ nodePort }, index) => ({ prop: `extraPorts[${index}].nodePort`, received: nodePort })),
  ]
    .filter(({ received }) => received !== undefined)
    .map((given) => ({
      ...given,
      expected: 'no value for a Service of type ClusterIP',
      fix: 'remove it, or set serviceType: ServiceType.NODE_PORT or ServiceType.LOAD_BALANCER',
    }));
}

function extraPortProblems(app: AppOptions): Problem[] {
  if (!Array.isArray(app.extraPorts)) return [];
  const problems: Problem[] = [];
  const isSound =
    PORT('', app.port).length === 0 && (app.protocol === undefined || PROTOCOL('', app.protocol).length === 0);
  const numbers = new Set(isSound ? [portKey(app.port, app.protocol)] : []);
  const names = new Set([app.portName ?? MAIN_PORT_NAME]);
  const nodePorts = new Set([app.nodePort]);
  for (const [index, extra] of app.extraPorts.entries()) {
    const prop = `extraPorts[${index}]`;
    if (!isObject(extra)) {
      problems.push({ prop, received: extra, expected: 'an object with name and port', fix: 'write { name, port }' });
      continue;
    }
    const own = APP_PORT(`${prop}.`, extra);
    problems.push(...own);
    // An invalid port doesn't occupy a number or a name.
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

function taken(prop: string, received: unknown, what: string): Problem {
  return { prop, received, expected: `a ${what} that no other port of the Service has`, fix: `give another ${what}` };
}
