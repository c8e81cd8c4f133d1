import type { ServiceState } from '../../manifests/state';
import { enumerate } from '../../text/words';
import type { Refusal } from './refusal';
import { typeRefusals } from './service-type-refusals';

/**
 * Returns the reasons why the API server refuses a Service.
 *
 * Source: `ValidateService` in kubernetes/pkg/apis/core/validation.
 *
 * @param before the Service in the state before: some fields may stay when its type changes
 * @param mayBePatch whether the manifests may have patches, which are not applied as they are
 */
export function serviceRefusals(
  service: ServiceState,
  before: ServiceState | undefined,
  mayBePatch: boolean,
): Refusal[] {
  return [
    ...portRefusals(service),
    ...noPortsRefusal(service, before, mayBePatch),
    ...typeRefusals(service, before),
    ...addressRefusals(service, before),
    ...affinityRefusals(service),
    ...valueRefusals(service),
  ];
}

function portRefusals({ ports }: ServiceState): Refusal[] {
  const refusals: Refusal[] = [];
  const add = (what: string, fix: string, ...field: (string | number)[]): void => {
    refusals.push({ what, fix, field: ['ports', ...field] });
  };
  const unnamed = ports.findIndex(({ name }) => name === undefined || name === '');
  if (ports.length > 1 && unnamed !== -1) {
    add(`it has ${ports.length} ports, and port ${ports[unnamed]?.port ?? ''} has no name`, 'name each port', unnamed);
  }
  const seen = new Set<string>();
  const isTwice = (key: string): boolean => {
    const known = seen.has(key);
    seen.add(key);
    return known;
  };
  ports.forEach(({ port, nodePort, protocol = 'TCP', name }, index) => {
    if (port !== undefined && isTwice(`port ${port}/${protocol}`)) {
      add(`it has port ${port}/${protocol} twice`, 'remove one of them', index);
    }
    if (nodePort !== undefined && isTwice(`nodePort ${nodePort}/${protocol}`)) {
      add(`two of its ports have nodePort ${nodePort}`, 'give one of them another nodePort', index, 'nodePort');
    }
    if (name !== undefined && isTwice(`name ${name}`)) {
      add(`two of its ports are called ${name}`, 'rename one of them', index, 'name');
    }
  });
  return refusals;
}

/**
 * Reports a Service without ports. If its manifest never stated any, it is assumed to be an incomplete manifest of one
 * that runs.
 */
function noPortsRefusal(
  { type, headless, ports }: ServiceState,
  before: ServiceState | undefined,
  mayBePatch: boolean,
): Refusal[] {
  if (ports.length > 0 || headless || type === 'ExternalName' || before?.ports.length === 0) return [];
  const field = ['ports'];
  if (before !== undefined)
    return [{ what: 'it has no ports any more', fix: 'keep one, or remove the Service', field }];
  const fix = 'add one, or render it first if it is a patch, for example with kustomize build';
  return [{ what: 'it has no ports', fix, field, unlessPatch: mayBePatch }];
}

/** Reports addresses that don't fit each other. Source: `ValidateServiceClusterIPsRelatedFields`. */
function addressRefusals(
  { type, clusterIP = '', stated: { clusterIPs, ipFamilies } }: ServiceState,
  before: ServiceState | undefined,
): Refusal[] {
  if (type === 'ExternalName') return [];
  const refusals: Refusal[] = [];
  const [first] = clusterIPs;
  // An update without clusterIP keeps the address that the Service has.
  if (first !== undefined && first !== clusterIP && (clusterIP !== '' || before === undefined)) {
    refusals.push({
      what: `clusterIPs begins with ${first}, and clusterIP ${clusterIP === '' ? 'is left out' : `is ${clusterIP}`}`,
      fix: `set clusterIP: ${first}, or leave clusterIPs out`,
      field: ['clusterIPs'],
    });
  }
  if (new Set(ipFamilies).size < ipFamilies.length) {
    refusals.push({ what: `ipFamilies has ${ipFamilies[0]!} twice`, fix: 'remove one of them', field: ['ipFamilies'] });
  }
  return refusals;
}

/** The longest time that a client may stay on its pod, in seconds (`MaxClientIPServiceAffinitySeconds`). */
const MOST_AFFINITY_SECONDS = 86_400;

function affinityRefusals({ clientAffinity, stated: { affinitySeconds } }: ServiceState): Refusal[] {
  // Without ClientIP, the API server drops the configuration before it validates the Service (`SetDefaults_Service`).
  if (
    !clientAffinity ||
    affinitySeconds === undefined ||
    (affinitySeconds > 0 && affinitySeconds <= MOST_AFFINITY_SECONDS)
  )
    return [];
  return [
    {
      what: `timeoutSeconds of its session affinity is ${affinitySeconds}`,
      fix: `set it to a number of seconds from 1 to ${MOST_AFFINITY_SECONDS}`,
      field: ['sessionAffinityConfig', 'clientIP', 'timeoutSeconds'],
    },
  ];
}

/** The fields that have one of a few values. */
const VALUES = {
  type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  sessionAffinity: ['None', 'ClientIP'],
  externalTrafficPolicy: ['Cluster', 'Local'],
  internalTrafficPolicy: ['Cluster', 'Local'],
  ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
  trafficDistribution: ['PreferClose', 'PreferSameZone', 'PreferSameNode'],
} as const;

function valueRefusals({ type, trafficDistribution, stated }: ServiceState): Refusal[] {
  const all = { ...stated, type, trafficDistribution };
  return Object.entries(VALUES).flatMap(([field, values]: [string, readonly string[]]) => {
    const value = all[field as keyof typeof VALUES];
    // An empty value counts as left out.
    if (value === undefined || value === '' || values.includes(value)) return [];
    return { what: `${field} is ${value}`, fix: `set it to one of ${enumerate(values)}`, field: [field] };
  });
}
