import type { FieldPath } from '../../manifests/manifest';
import type { ServiceState } from '../../manifests/state';
import type { Refusal } from './refusal';

/**
 * Returns the fields of a Service that its type doesn't allow.
 *
 * If the type changes in this very update, the API server drops fields that only the old type allows, unless the update
 * changes them as well. It refuses them the next time that the same manifest is applied.
 *
 * Sources: `ValidateService` in kubernetes/pkg/apis/core/validation, and `dropTypeDependentFields` in
 * kubernetes/pkg/registry/core/service/strategy.go.
 */
export function typeRefusals(service: ServiceState, before: ServiceState | undefined): Refusal[] {
  const { type } = service;
  return [
    ...(type === 'LoadBalancer' || type === 'NodePort' ? headlessRefusal(service) : []),
    ...(type === 'ExternalName' ? externalNameRefusals(service, before) : []),
    ...DEPENDENT.flatMap((field) => {
      const stated = field.read(service);
      if (stated === undefined || field.isAllowed(service)) return [];
      const later = before !== undefined && field.isAllowed(before) && field.isDropped(service, before);
      return {
        later,
        what: `${stated}, which only ${field.needs} may have`,
        fix: `remove ${field.name}, or make it ${field.needs}`,
        field: field.pathIn?.(service) ?? [field.name],
      };
    }),
  ];
}

/** A field that only Services of some types may state. */
interface DependentField {
  readonly name: string;
  /** Returns its path. @default - its name */
  readonly pathIn?: (service: ServiceState) => FieldPath;
  /** The Services that may have it, with an article. */
  readonly needs: string;
  /** Returns the words for the field with its value. `undefined` if it is left out. */
  readonly read: (service: ServiceState) => string | undefined;
  readonly isAllowed: (service: ServiceState) => boolean;
  /** Reports whether the update leaves the field as it was, so that it goes with the old type. */
  readonly isDropped: (service: ServiceState, before: ServiceState) => boolean;
}

const DEPENDENT: DependentField[] = [
  {
    name: 'nodePort',
    pathIn: ({ ports }) => ['ports', ports.findIndex(({ nodePort }) => nodePort !== undefined), 'nodePort'],
    needs: 'a Service of type NodePort or LoadBalancer',
    read: ({ type, ports }) => {
      const port = ports.find(({ nodePort }) => nodePort !== undefined);
      // A Service of type ExternalName may state these fields, but they have no effect.
      return port === undefined || type === 'ExternalName' ? undefined : `it has nodePort ${port.nodePort!}`;
    },
    isAllowed: hasNodePorts,
    isDropped: ({ ports }, before) => {
      const known = new Set(before.ports.map(({ nodePort }) => nodePort));
      return ports.every(({ nodePort }) => nodePort === undefined || known.has(nodePort));
    },
  },
  {
    name: 'externalTrafficPolicy',
    needs: 'a Service of type NodePort or LoadBalancer or with externalIPs',
    read: ({ stated: { externalTrafficPolicy: policy = '' } }) =>
      policy === '' ? undefined : `it has externalTrafficPolicy: ${policy}`,
    isAllowed: (service) =>
      hasNodePorts(service) || (service.type === 'ClusterIP' && service.stated.externalIPs.length > 0),
    isDropped: (service, before) => policyOf(service) === policyOf(before),
  },
  {
    name: 'healthCheckNodePort',
    needs: 'a LoadBalancer with externalTrafficPolicy: Local',
    read: ({ stated: { healthCheckNodePort: port = 0 } }) =>
      port === 0 ? undefined : `it has healthCheckNodePort ${port}`,
    isAllowed: (service) => isBalancer(service) && policyOf(service) === 'Local',
    isDropped: ({ stated }, before) => stated.healthCheckNodePort === before.stated.healthCheckNodePort,
  },
  {
    name: 'allocateLoadBalancerNodePorts',
    needs: 'a LoadBalancer',
    read: ({ stated: { allocateLoadBalancerNodePorts: allocates } }) =>
      allocates === undefined ? undefined : `it has allocateLoadBalancerNodePorts: ${allocates}`,
    isAllowed: isBalancer,
    isDropped: ({ stated }, before) =>
      stated.allocateLoadBalancerNodePorts === (before.stated.allocateLoadBalancerNodePorts ?? true),
  },
  {
    name: 'loadBalancerClass',
    needs: 'a LoadBalancer',
    read: ({ loadBalancerClass }) =>
      loadBalancerClass === undefined ? undefined : `it has loadBalancerClass: ${loadBalancerClass}`,
    isAllowed: isBalancer,
    isDropped: ({ loadBalancerClass }, before) => loadBalancerClass === before.loadBalancerClass,
  },
  {
    name: 'loadBalancerSourceRanges',
    needs: 'a LoadBalancer',
    read: ({ stated }) => (stated.sourceRanges ? 'it has loadBalancerSourceRanges' : undefined),
    isAllowed: isBalancer,
    // The API server never removes this field on its own.
    isDropped: () => false,
  },
];

function hasNodePorts({ type }: ServiceState): boolean {
  return type === 'NodePort' || type === 'LoadBalancer';
}

function isBalancer({ type }: ServiceState): boolean {
  return type === 'LoadBalancer';
}

function policyOf({ stated }: ServiceState): string {
  return stated.externalTrafficPolicy ?? 'Cluster';
}

function headlessRefusal({ type, headless }: ServiceState): Refusal[] {
  if (!headless) return [];
  return [
    {
      what: `it is of type ${type} and has clusterIP: None`,
      fix: 'remove clusterIP, or set type: ClusterIP',
      field: ['clusterIP'],
    },
  ];
}

/** Reports addresses of an ExternalName, which is an alias of a host and has none. */
function externalNameRefusals(service: ServiceState, before: ServiceState | undefined): Refusal[] {
  const refusals: Refusal[] = [];
  const old = before?.type === 'ExternalName' ? undefined : before;
  const refuse = (name: string, value: string, was: string | undefined): void => {
    if (value === '') return;
    const what = `it is of type ExternalName and has ${name}: ${value}`;
    refusals.push({ what, fix: `remove ${name}`, field: [name], later: value === was });
  };
  const { ipFamilies, ipFamilyPolicy = '', externalName = '' } = service.stated;
  refuse('clusterIP', service.clusterIP ?? '', old?.clusterIP);
  refuse('ipFamilies', ipFamilies.join(', '), old?.stated.ipFamilies.join(', '));
  refuse('ipFamilyPolicy', ipFamilyPolicy, old?.stated.ipFamilyPolicy);
  if (externalName === '') {
    refusals.push({
      what: 'it is of type ExternalName and has no externalName',
      fix: 'set externalName to the host that it stands for',
      field: ['externalName'],
    });
  }
  return refusals;
}
