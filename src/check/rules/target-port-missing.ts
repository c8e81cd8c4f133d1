import type { ContainerPort, ServicePort } from '../../manifests/state';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { lackingPort, targetOf } from '../transition/reachable-endpoints';
import { describeObject, enumerate } from '../../text/words';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  severity: Severity.ERROR,
  title: 'a Service sends to a port that no container has',
  why: 'A pod without the named port is not an endpoint. If nothing listens on the numbered port, every connection is refused.',
  check: ({ rollout }) =>
    [...rollout.services.values()].flatMap((transition) => {
      const service = transition.after;
      // Clients of a headless Service call the pods directly, on any port.
      if (service === undefined || service.headless) return [];
      return service.ports.flatMap((port, index) => {
        const target = targetOf(port);
        const lacking = lackingPort(transition, port);
        const [first] = lacking;
        if (first === undefined || target === undefined) return [];
        const named = typeof target === 'string';
        return {
          object: service,
          message: `port ${describePort(port)} of ${describeObject(service)} goes to port ${target}, which no container of ${first.kind} ${enumerate(lacking.map(({ name }) => name))} ${named ? 'has' : 'states'}`,
          fix: named
            ? `send to an existing port (${describePorts(first.template.ports)}), or add the port to the container`
            : `add containerPort: ${target} to the container${otherPorts(first.template.ports)}`,
          field: ['spec', 'ports', index, 'targetPort'],
          saidBy: [{ rule: 'ports-move-with-pods', object: service }],
          // A container may listen on a port number that it doesn't declare, but a port name must be declared.
          severity: named ? undefined : Severity.INFO,
          ...(named && {
            sequence: {
              kind: 'event',
              service: transition,
              event: `port ${describePort(port)} leads to no pod of ${enumerate(lacking.map(({ name }) => name))}`,
              from: 'after',
            },
          }),
        };
      });
    }),
};

function otherPorts(ports: ContainerPort[]): string {
  return ports.length === 0 ? ' if it listens there' : `, or send to an existing port (${describePorts(ports)})`;
}

function describePort({ name, port }: ServicePort): string {
  return name ?? String(port ?? '');
}

function describePorts(ports: ContainerPort[]): string {
  if (ports.length === 0) return 'it states none';
  return enumerate(ports.map(({ name, number }) => (name === undefined ? String(number) : `${name} ${number}`)));
}
