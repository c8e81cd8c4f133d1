import type { Fields } from './fields';
import { fingerprint } from './fingerprint';
import type { Manifest } from './manifest';
import { DEFAULT_NAMESPACE, toKey } from './read-metadata';
import { rawNumberOrText, rawObject, rawObjects, rawText, rawValue } from './raw';
import type { RouteBackend, RouteRule, RouteState, StateObject } from './state';

/** The annotation with the class of an Ingress, in older manifests. */
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** Reads an Ingress of networking.k8s.io/v1 (`service.name`) or of the older groups (`serviceName`). */
export function readIngress(base: StateObject, fields: Fields): RouteState {
  const spec = fields.object('spec');
  const raw = rawObject(fields.raw('spec'));
  const defaults = ['defaultBackend', 'backend'].flatMap((field) => {
    const backend = ingressBackend(base, spec.object(field));
    return backend === undefined ? [] : { match: '(default)', backends: [backend] };
  });
  const rules = spec.objects('rules').flatMap((rule) => {
    const host = rule.text('host') ?? '*';
    return rule
      .object('http')
      .objects('paths')
      .flatMap((path): RouteRule[] => {
        const backend = ingressBackend(base, path.object('backend'));
        const match = `${host}${rawText(path.raw('path')) ?? '/'}`;
        return backend === undefined ? [] : [{ match, backends: [backend] }];
      });
  });
  const name = rawText(raw, 'ingressClassName') ?? base.annotations[CLASS_ANNOTATION];
  return toRoute(base, [...defaults, ...rules], name === undefined ? [] : [name]);
}

function ingressBackend(base: StateObject, backend: Fields): RouteBackend | undefined {
  const service = backend.object('service');
  const name = service.text('name') ?? backend.text('serviceName');
  if (name === undefined) return undefined;
  const port = service.raw('port');
  return {
    service: toKey(base.namespace, name),
    port: rawNumberOrText(port, 'number') ?? rawText(port, 'name') ?? portOf(backend.raw('servicePort')),
    weight: 1,
  };
}

/** Reads a port. Older Ingresses and some tools put quotes around a number. */
function portOf(port: unknown): number | string | undefined {
  if (typeof port === 'string' && /^\d{1,5}$/.test(port)) return Number(port);
  return typeof port === 'number' || typeof port === 'string' ? port : undefined;
}

/** Reads a route of the Gateway API: HTTPRoute, GRPCRoute, TLSRoute, TCPRoute or UDPRoute. */
export function readGatewayRoute(base: StateObject, fields: Fields): RouteState {
  const spec = fields.object('spec');
  const hosts = spec.texts('hostnames').join(',') || '*';
  const rules = spec.objects('rules').map((rule): RouteRule => {
    const matches = rawValue(rule.raw('matches')) ?? [];
    return {
      match: `${hosts}${describeMatches(matches)}`,
      // A backend may be of another kind. The default kind is Service.
      backends: rule
        .objects('backendRefs')
        .filter((backend) => (backend.text('kind') ?? 'Service') === 'Service' && (backend.text('group') ?? '') === '')
        .flatMap((backend) => {
          const name = backend.text('name');
          if (name === undefined) return [];
          const service = toKey(backend.text('namespace') ?? base.namespace, name);
          return { service, port: portOf(backend.raw('port')), weight: backend.count('weight') ?? 1 };
        }),
    };
  });
  const parents = rawObjects(fields.raw('spec'), 'parentRefs');
  const gateways = parents.filter((parent) => (rawText(parent, 'kind') ?? 'Gateway') === 'Gateway');
  const keys = gateways.map((gateway) =>
    toKey(rawText(gateway, 'namespace') ?? base.namespace, rawText(gateway, 'name') ?? ''),
  );
  return toRoute(base, rules, keys);
}

/** Reads the key and the class of a Gateway. */
export function readGatewayClass({ object }: Manifest): [string, string] {
  const { metadata, spec } = object;
  const key = toKey(rawText(metadata, 'namespace') ?? DEFAULT_NAMESPACE, rawText(metadata, 'name') ?? '');
  return [key, rawText(spec, 'gatewayClassName') ?? ''];
}

/** Reads the key (`IngressClass alb`) and the controller of an IngressClass or a GatewayClass. */
export function readClassController({ kind, object: { metadata, spec } }: Manifest): [string, string] {
  const controller = rawText(spec, kind === 'IngressClass' ? 'controller' : 'controllerName');
  return [`${kind} ${rawText(metadata, 'name') ?? ''}`, controller ?? ''];
}

/** Returns the paths of the matches, such as `/cart or /search`, and a key for each match with other conditions. */
function describeMatches(matches: unknown): string {
  if (!Array.isArray(matches) || matches.length === 0) return '/';
  const paths = matches.map((match: unknown) => {
    const onlyPath = Object.keys(rawObject(match)).every((key) => key === 'path');
    return onlyPath ? (rawText(match, 'path', 'value') ?? '/') : fingerprint(match);
  });
  return paths.join(' or ');
}

/** Returns a route that lists each of its Services once, beside its rules. */
function toRoute(base: StateObject, rules: RouteRule[], via: string[]): RouteState {
  const backends = rules.flatMap((rule) => rule.backends.map(({ service }) => service));
  return { backends: [...new Set(backends)], rules, via, ...base };
}
