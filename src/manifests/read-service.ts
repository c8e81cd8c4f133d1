import { ROLE_ANNOTATION, Role } from '../model/role';
import { type Fields, isPortNumber, isTemplate } from './fields';
import { labelSelector } from './label-selector';
import { rawNumber, rawText, rawTexts, rawValue } from './raw';
import type { ServicePort, ServiceState, StatedServiceFields, StateObject } from './state';

/** The roles of the Services that exist in addition to the one for users. */
const ROLES: string[] = Object.values(Role);

export function readService(base: StateObject, fields: Fields): ServiceState {
  const spec = fields.object('spec');
  const labels = spec.labels('selector');
  const externalName = spec.text('type') === 'ExternalName';
  const selects = Object.keys(labels).length > 0 && !externalName;
  return {
    // Something other than Kubernetes manages the endpoints of a Service without a selector (Kubernetes documentation,
    // "Services").
    selector: selects ? labelSelector(labels) : undefined,
    externalName,
    ports: spec.objects('ports').map(readPort),
    headless: spec.text('clusterIP') === 'None',
    clientAffinity: spec.text('sessionAffinity') === 'ClientIP',
    localTraffic: ['internalTrafficPolicy', 'externalTrafficPolicy'].filter((field) => spec.text(field) === 'Local'),
    type: rawText(fields.raw('spec'), 'type') ?? 'ClusterIP',
    clusterIP: rawText(fields.raw('spec'), 'clusterIP'),
    loadBalancerClass: rawText(fields.raw('spec'), 'loadBalancerClass'),
    stated: readStated(fields.raw('spec'), base),
    publishNotReady: rawValue(fields.raw('spec'), 'publishNotReadyAddresses') === true,
    trafficDistribution: rawText(fields.raw('spec'), 'trafficDistribution'),
    servesUsers: !ROLES.includes(base.annotations[ROLE_ANNOTATION] ?? ''),
    ...base,
  };
}

/** The older form of `loadBalancerSourceRanges`. */
const SOURCE_RANGES_ANNOTATION = 'service.beta.kubernetes.io/load-balancer-source-ranges';

function readStated(spec: unknown, { annotations }: StateObject): StatedServiceFields {
  const allocates = rawValue(spec, 'allocateLoadBalancerNodePorts');
  return {
    clusterIPs: rawTexts(spec, 'clusterIPs'),
    ipFamilies: rawTexts(spec, 'ipFamilies'),
    ipFamilyPolicy: rawText(spec, 'ipFamilyPolicy'),
    externalIPs: rawTexts(spec, 'externalIPs'),
    externalName: rawText(spec, 'externalName'),
    externalTrafficPolicy: rawText(spec, 'externalTrafficPolicy'),
    internalTrafficPolicy: rawText(spec, 'internalTrafficPolicy'),
    healthCheckNodePort: rawNumber(spec, 'healthCheckNodePort'),
    allocateLoadBalancerNodePorts: typeof allocates === 'boolean' ? allocates : undefined,
    sessionAffinity: rawText(spec, 'sessionAffinity'),
    affinitySeconds: rawNumber(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds'),
    sourceRanges:
      rawTexts(spec, 'loadBalancerSourceRanges').length > 0 || annotations[SOURCE_RANGES_ANNOTATION] !== undefined,
  };
}

function readPort(port: Fields): ServicePort {
  const nodePort = port.raw('nodePort');
  return {
    name: port.text('name'),
    port: port.portNumber('port'),
    targetPort: readTargetPort(port),
    nodePort: typeof nodePort === 'number' && nodePort > 0 ? nodePort : undefined,
    protocol: port.text('protocol'),
  };
}

function readTargetPort(port: Fields): number | string | undefined {
  const value = port.raw('targetPort');
  // The API server fills in `port` (kubernetes/pkg/apis/core/v1, `SetDefaults_Service`).
  if (value === 0 || value === '') return undefined;
  if (value === undefined || (typeof value === 'string' && !isTemplate(value))) return value;
  if (isPortNumber(value)) return value;
  port.problem('targetPort', 'a port number or the name of a container port', 'write 8080 or http');
  return undefined;
}
