import type { CheckResult, ServiceReport } from '../../check/check-result';
import type { Finding } from '../../check/finding';
import { Severity } from '../../check/severity';
import { enumerate, plural } from '../../text/words';

/** A Service, with the findings about it and about its Deployments. */
export interface ServiceGroup {
  readonly service: ServiceReport;
  readonly findings: Finding[];
}

/** A result in reading order. */
export interface CheckGroups {
  /** The Services that change or have findings. */
  readonly services: ServiceGroup[];
  /** The findings that are about none of these Services. */
  readonly others: Finding[];
  /** The number of Services without a change or a finding. */
  readonly unchanged: number;
}

/** Groups the findings by the first Service that each is about. */
export function groupByService({ findings, services }: CheckResult): CheckGroups {
  const groups = services.map((service): ServiceGroup => ({ service, findings: [] }));
  const byResource = new Map<string, ServiceGroup>();
  for (const group of groups) {
    for (const resource of resourcesOf(group.service)) {
      if (!byResource.has(resource)) byResource.set(resource, group);
    }
  }
  const others = findings.filter((finding) => {
    const group = byResource.get(finding.resource);
    group?.findings.push(finding);
    return group === undefined;
  });
  const shown = groups.filter((group) => group.findings.length > 0 || isChanged(group.service));
  return { services: shown, others, unchanged: services.length - shown.length };
}

/** Returns `Service shop/web`, as findings name it. */
export function describeService({ namespace, name }: { readonly namespace?: string; readonly name: string }): string {
  return `Service ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Counts findings: `2 errors and 1 warning`, or an empty string if there are none. */
export function countFindings(findings: Finding[]): string {
  const counts = [Severity.ERROR, Severity.WARNING, Severity.INFO].map((severity) => ({
    noun: severity === Severity.INFO ? 'remark' : severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  return enumerate(counts.filter(({ count }) => count > 0).map(({ noun, count }) => plural(count, noun)));
}

function resourcesOf(service: ServiceReport): string[] {
  const namespace = service.namespace === undefined ? '' : `${service.namespace}/`;
  const deployments = service.versions.map(({ deployment }) => `Deployment ${namespace}${deployment}`);
  return [describeService(service), ...deployments];
}

function isChanged({ endpointsBefore, lowestReadyEndpoints, endpointsAfter, versions }: ServiceReport): boolean {
  if (endpointsBefore !== endpointsAfter || lowestReadyEndpoints !== endpointsAfter) return true;
  return versions.some(
    ({ percentBefore, percentLowest, percentHighest, percentAfter }) =>
      percentBefore !== percentAfter || percentLowest !== percentAfter || percentHighest !== percentAfter,
  );
}
