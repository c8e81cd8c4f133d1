import type { Fields } from './fields';
import { toKey } from './read-metadata';
import type { RouteState, StateObject } from './state';

/** An Ingress of networking.k8s.io/v1 (`service.name`) or of the older groups (`serviceName`). */
export function readIngress(base: StateObject, fields: Fields): RouteState {
  const spec = fields.object('spec');
  const paths = spec.objects('rules').flatMap((rule) => rule.object('http').objects('paths'));
  const backends = [
    spec.object('defaultBackend'),
    spec.object('backend'),
    ...paths.map((path) => path.object('backend')),
  ];
  const names = backends.flatMap(
    (backend) => backend.object('service').text('name') ?? backend.text('serviceName') ?? [],
  );
  return { ...base, backends: unique(names.map((name) => toKey(base.namespace, name))) };
}

/** A route of the Gateway API: HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute. */
export function readGatewayRoute(base: StateObject, fields: Fields): RouteState {
  const backends = fields
    .object('spec')
    .objects('rules')
    .flatMap((rule) => rule.objects('backendRefs'))
    // A backend may be something else than a Service, which is what it is when nothing is said.
    .filter((backend) => (backend.text('kind') ?? 'Service') === 'Service' && (backend.text('group') ?? '') === '');
  const keys = backends.flatMap((backend) => {
    const name = backend.text('name');
    return name === undefined ? [] : toKey(backend.text('namespace') ?? base.namespace, name);
  });
  return { ...base, backends: unique(keys) };
}

function unique(keys: string[]): string[] {
  return [...new Set(keys)];
}
