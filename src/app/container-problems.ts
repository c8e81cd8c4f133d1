import * as kplus from 'cdk8s-plus-28';
import type { AppOptions } from './app-options';
import { extraContainerPorts, mainContainerPort, portKey } from './app-ports';
import type { Problem } from '../validate/problem';
import type { VersionOptions } from './version-options';

/** A container, with the prop that states it. */
interface GivenContainer {
  readonly prop: string;
  /** The future name of the container. */
  readonly name: string;
  readonly given: kplus.ContainerOpts;
}

/** Reports the problems of the containers of one track, after the app's and the version's options are merged. */
export function containerProblems(prop: string, app: AppOptions, options: VersionOptions): Problem[] {
  const main = { prop: `${prop}.container`, name: options.container?.name ?? 'main', given: options.container ?? {} };
  const mainProblems = [...readinessProblems(main, app), ...takenPortProblems(main, app)];
  if (options.sidecars === undefined && options.initContainers === undefined) return mainProblems;
  const sidecars = (options.sidecars ?? []).map((given, index) => ({
    prop: `${prop}.sidecars[${index}]`,
    name: given.name ?? 'main',
    given,
  }));
  const initContainers = (options.initContainers ?? []).map((given, index) => ({
    prop: `${prop}.initContainers[${index}]`,
    name: given.name ?? `init-${index}`,
    given,
  }));
  return [
    ...mainProblems,
    ...initContainers.flatMap(initContainerProblems),
    ...sameNameProblems([main, ...sidecars, ...initContainers]),
  ];
}

function readinessProblems({ prop, given }: GivenContainer, app: AppOptions): Problem[] {
  if (given.readiness !== undefined) return [];
  if (app.protocol === undefined || app.protocol === kplus.Protocol.TCP) return [];
  return [
    {
      prop: `${prop}.readiness`,
      received: undefined,
      expected: `a probe, because the default probe opens a TCP connection and the port uses ${app.protocol}`,
      fix: 'pass one, for example kplus.Probe.fromCommand([...])',
    },
  ];
}

/** Returns the problems of ports that the main container already has, by number or by name. */
function takenPortProblems({ prop, given }: GivenContainer, app: AppOptions): Problem[] {
  if (given.ports === undefined) return [];
  const extraPorts = extraContainerPorts(app);
  const numbers = new Set([
    portKey(mainContainerPort(app), app.protocol),
    ...extraPorts.map((port) => portKey(port.number, port.protocol)),
  ]);
  const names = new Set(extraPorts.map((port) => port.name));
  const fix = 'remove it or change it: port, containerPort and extraPorts already open their ports';
  return given.ports.flatMap((port, index) => {
    const problems: Problem[] = [];
    const { number, name } = port;
    if (numbers.has(portKey(number, port.protocol))) {
      const expected = 'a port that the container does not have yet';
      problems.push({ prop: `${prop}.ports[${index}].number`, received: number, expected, fix });
    }
    if (name !== undefined && names.has(name)) {
      const expected = 'a name that no other port of the container has';
      problems.push({ prop: `${prop}.ports[${index}].name`, received: name, expected, fix });
    }
    numbers.add(portKey(number, port.protocol));
    names.add(name);
    return problems;
  });
}

/**
 * Returns the problems of init containers.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#differences-from-regular-containers
 */
function initContainerProblems({ prop, given }: GivenContainer): Problem[] {
  if (given.restartPolicy === kplus.ContainerRestartPolicy.ALWAYS) return [];
  return (['readiness', 'liveness', 'startup'] as const)
    .filter((probe) => given[probe] !== undefined)
    .map((probe) => ({
      prop: `${prop}.${probe}`,
      received: given[probe],
      expected: 'no probe on an init container that runs to completion',
      fix: 'remove the probe, or set restartPolicy: ContainerRestartPolicy.ALWAYS',
    }));
}

function sameNameProblems(containers: GivenContainer[]): Problem[] {
  const seen = new Set<string>();
  return containers.flatMap(({ prop, name, given }) => {
    const isTaken = seen.has(name);
    seen.add(name);
    if (!isTaken) return [];
    const expected = `a name that no other container of the pod has ("${name}" is taken)`;
    return [{ prop: `${prop}.name`, received: given.name, expected, fix: 'give each container its own name' }];
  });
}
