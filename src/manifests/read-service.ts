import { ROLE_ANNOTATION, Role } from '../model/role';
import { type Fields, isPortNumber } from './fields';
import { labelSelector } from './label-selector';
import type { ServicePort, ServiceState, StateObject } from './state';

/** Whatever role it has, it stands beside the Service that users reach. */
const ROLES: string[] = Object.values(Role);

export function readService(base: StateObject, fields: Fields): ServiceState {
  const spec = fields.object('spec');
  const labels = spec.labels('selector');
  const externalName = spec.text('type') === 'ExternalName';
  const selects = Object.keys(labels).length > 0 && !externalName;
  return {
    ...base,
    // A Service without a selector has endpoints that somebody else keeps (Kubernetes documentation, "Services").
    selector: selects ? labelSelector(labels) : undefined,
    externalName,
    ports: spec.objects('ports').map(readPort),
    headless: spec.text('clusterIP') === 'None',
    clientAffinity: spec.text('sessionAffinity') === 'ClientIP',
    localTraffic: ['internalTrafficPolicy', 'externalTrafficPolicy'].filter((field) => spec.text(field) === 'Local'),
    preview: ROLES.includes(base.annotations[ROLE_ANNOTATION] ?? ''),
  };
}

function readPort(port: Fields): ServicePort {
  return { name: port.text('name'), port: port.portNumber('port'), targetPort: readTargetPort(port) };
}

function readTargetPort(port: Fields): number | string | undefined {
  const value = port.raw('targetPort');
  if (value === undefined || typeof value === 'string') return value;
  if (isPortNumber(value)) return value;
  port.problem('targetPort', 'a port number or the name of a container port', 'write 8080 or http');
  return undefined;
}
