import type { RouteState, ServicePort, ServiceState } from '../../manifests/state';
import { namesPort, removedPorts } from '../removed-ports';
import { routesByService } from '../routes-by-service';
import type { Rule } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

export const servicePortRemoved: Rule = {
  id: 'service-port-removed',
  severity: Severity.ERROR,
  title: 'a Service no longer has a port that clients may call',
  why: 'A removed port closes as soon as the manifest is applied. Clients that still call it are refused until each of them changes.',
  check: ({ after: state, rollout }) => {
    const routesTo = routesByService(state);
    return [...rollout.services.values()].flatMap(({ before, after, change, otherPods }) => {
      if (before === undefined || after === undefined || !before.servesUsers || !after.servesUsers) return [];
      // A Service without endpoints refuses clients anyway, and a headless Service has no ports that could close.
      if ((change.before.low === 0 && !otherPods) || (before.headless && after.headless)) return [];
      if (after.type === 'ExternalName' || after.ports.length === 0) return [];
      const gone = removedPorts(before, after);
      if (gone.length === 0) return [];
      const [closed, left] = [enumerate(gone.map(describePort)), enumerate(after.ports.map(describePort))];
      const routes = routesNaming(gone, after, routesTo.get(after.key) ?? []).map(describeObject);
      const still =
        routes.length === 0 ? '' : `, and ${enumerate(routes)} still ${routes.length === 1 ? 'sends' : 'send'} to it`;
      return {
        object: after,
        message: `${describeObject(after)} no longer has port ${closed}${still}: clients that call it are refused; it has ${left}`,
        fix: `keep port ${closed} beside the new ports until no client calls it, and remove it in a later stage`,
        field: ['spec', 'ports'],
      };
    });
  },
};

/** Returns the routes that name one of the ports of a Service, and none that it still has. */
function routesNaming(gone: ServicePort[], { key, ports }: ServiceState, routes: readonly RouteState[]): RouteState[] {
  return routes.filter(({ rules }) =>
    rules.some(({ backends }) =>
      backends.some(
        (backend) =>
          backend.service === key &&
          gone.some((port) => namesPort(backend, port)) &&
          !ports.some((port) => namesPort(backend, port)),
      ),
    ),
  );
}

function describePort({ name, port, protocol = 'TCP' }: ServicePort): string {
  const number = protocol === 'TCP' ? String(port ?? '') : `${port ?? ''}/${protocol}`;
  return name === undefined ? number : `${number} (${name})`;
}
