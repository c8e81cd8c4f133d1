import type { RouteBackend, RouteState, ServiceState } from '../../manifests/state';
import { namesPort, removedPorts } from '../removed-ports';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

export const routePortMissing: Rule = {
  id: 'route-port-missing',
  severity: Severity.ERROR,
  title: 'a route sends to a port that its Service does not have',
  why: 'A route to a port that its Service lacks leads nowhere. Requests get a 503, although the pods are ready.',
  check: ({ before, after }) =>
    [...after.routes.values()].flatMap((route) => {
      const seen = new Set<string>();
      return route.rules.flatMap(({ backends }) =>
        backends.flatMap((backend) => {
          const service = after.services.get(backend.service);
          const key = `${backend.service} ${backend.port ?? ''}`;
          if (service === undefined || seen.has(key) || hasPort(service, backend)) return [];
          seen.add(key);
          const had = before.services.get(backend.service);
          return {
            ...toFinding(route, backend, service),
            // If this change removes the port, the finding about the Service covers it.
            saidBy:
              had !== undefined && removedPorts(had, service).some((port) => namesPort(backend, port))
                ? [{ rule: 'service-port-removed', object: service }]
                : [],
          };
        }),
      );
    }),
};

/** The port with which the AWS Load Balancer Controller is pointed to an annotation (its documentation, "actions"). */
const ALB_ANNOTATION = 'use-annotation';

function hasPort({ ports }: ServiceState, backend: RouteBackend): boolean {
  const { port } = backend;
  // A route may leave out the port, and the ports of a Service may be unknown.
  if (port === undefined || port === ALB_ANNOTATION || ports.length === 0) return true;
  return ports.some((other) => namesPort(backend, other));
}

function toFinding(route: RouteState, { port }: RouteBackend, service: ServiceState): RuleFinding {
  const has = enumerate(
    service.ports.map((one) => (one.name === undefined ? String(one.port) : `${one.port ?? ''} (${one.name})`)),
  );
  return {
    object: route,
    message: `${describeObject(route)} sends to port ${port ?? ''} of ${describeObject(service)}, which has ${has}`,
    fix: `send to ${has}, or keep port ${port ?? ''} in ${describeObject(service)} until no route names it`,
    field: ['spec', 'rules'],
  };
}
