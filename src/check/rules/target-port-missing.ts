import type { ContainerPort, DeploymentState, ServicePort } from '../../manifests/state';
import { movedPort } from '../moved-port';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { lackingPort, targetOf } from '../transition/reachable-endpoints';
import { isServing, type ServiceTransition } from '../transition/service-transition';
import { describeObject, enumerate } from '../../text/words';

export const targetPortMissing: Rule = {
  id: 'target-port-missing',
  severity: Severity.ERROR,
  title: 'a Service sends to a port that no container has',
  why: 'A pod without the named port is not an endpoint. If nothing listens on the numbered port, every connection is refused.',
  check: ({ rollout, options }) =>
    [...rollout.services.values()].flatMap((transition) => {
      const service = transition.after;
      // Clients of a headless Service call the pods directly, on any port.
      if (service === undefined || service.headless) return [];
      const lackedBy = service.ports.map((port) => lackingPort(transition, port));
      if (lackedBy.every((lacking) => lacking.length === 0)) return [];
      const moved = isServing(transition) ? movedPort(transition, options) : undefined;
      return service.ports.flatMap((port, index) => {
        const target = targetOf(port);
        const lacking = lackedBy[index]!;
        const [first] = lacking;
        if (first === undefined || target === undefined) return [];
        const named = typeof target === 'string';
        const stating = named ? undefined : nowStating(transition, lacking);
        return {
          object: service,
          message: `port ${describePort(port)} of ${describeObject(service)} goes to port ${target}, which no container of ${first.kind} ${enumerate(lacking.map(({ name }) => name))} ${named ? 'has' : 'states'}${stating === undefined ? '' : `; ${stating.name} now states ${describePorts(stating.template.ports)}`}`,
          fix: named
            ? `send to an existing port (${describePorts(first.template.ports)}), or add the port to the container`
            : `add containerPort: ${target} to the container${otherPorts(first.template.ports)}`,
          field: ['spec', 'ports', index, 'targetPort'],
          saidBy: moved?.index === index ? [{ rule: 'ports-move-with-pods', object: service }] : [],
          // A container may listen on a port number that it doesn't declare, but a port name must be declared.
          severity: named ? undefined : stating === undefined ? Severity.INFO : Severity.WARNING,
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

/** Returns a Deployment that stated no ports, and now states others than the one that its Service sends to. */
function nowStating({ deployments }: ServiceTransition, lacking: DeploymentState[]): DeploymentState | undefined {
  const silent = new Set(
    deployments.flatMap(({ deployment: { before, after }, before: served }) =>
      served && before?.template.ports.length === 0 ? after : [],
    ),
  );
  return lacking.find((one) => silent.has(one) && one.template.ports.length > 0);
}

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
