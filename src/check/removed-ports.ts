import type { RouteBackend, ServicePort, ServiceState } from '../manifests/state';

/** Returns the ports of a Service that it no longer has. A port may change its name: clients call its number. */
export function removedPorts(before: ServiceState, after: ServiceState): ServicePort[] {
  const open = new Set(after.ports.map(keyOf));
  return before.ports.filter((port) => port.port !== undefined && !open.has(keyOf(port)));
}

/** Reports whether a route names a port, by number or by name. */
export function namesPort({ port }: RouteBackend, { port: number, name }: ServicePort): boolean {
  return port !== undefined && (port === number || port === name);
}

function keyOf({ port, protocol = 'TCP' }: ServicePort): string {
  return `${port ?? ''}/${protocol}`;
}
