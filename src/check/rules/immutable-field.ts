import type { ServiceState } from '../../manifests/state';
import type { CheckContext, Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject } from '../../text/words';

export const immutableField: Rule = {
  id: 'immutable-field',
  severity: Severity.ERROR,
  title: 'an immutable field changes',
  why: 'The API server refuses to change some fields of an existing object. The whole update fails, and a tool that applies many objects stops there. A tool that forces the change deletes the object first.',
  check: (context) => [...serviceFindings(context), ...setFindings(context)],
};

function serviceFindings({ rollout }: CheckContext): RuleFinding[] {
  return [...rollout.services.values()].flatMap(({ before, after }) => {
    if (before === undefined || after === undefined) return [];
    // A Service that becomes or stops being an ExternalName releases or requests an address, so a change is expected.
    if (before.type === 'ExternalName' || after.type === 'ExternalName') return [];
    return [
      ...addressFinding(before, after),
      ...familyFinding(before, after),
      ...classFinding(before, after),
      ...healthCheckFinding(before, after),
    ];
  });
}

/**
 * Reports a changed address. Source: kubernetes/pkg/apis/core/validation, `ValidateServiceClusterIPsRelatedFields`, and
 * `patchAllocatedValues`.
 */
function addressFinding(before: ServiceState, after: ServiceState): RuleFinding[] {
  const [was, is] = [addressOf(before), addressOf(after)];
  if (was === is) return [];
  const field = ['spec', 'clusterIP'];
  const fix = `keep clusterIP, or create a Service with another name beside ${after.name} and move the clients`;
  if (is === undefined) {
    if (was !== 'None') return [];
    return [
      {
        object: after,
        message: `${describeObject(after)} no longer states clusterIP: None, but it stays headless: Kubernetes keeps the address of an existing Service`,
        fix,
        field,
        severity: Severity.WARNING,
      },
    ];
  }
  // If the address was left out before, the new value may be the address that the Service already has.
  if (was === undefined && is !== 'None') return [];
  const change = was === undefined ? `its own address to ${is}` : `${was} to ${is}`;
  return [
    {
      object: after,
      message: `clusterIP of ${describeObject(after)} changes from ${change}, which Kubernetes refuses`,
      fix,
      field,
    },
  ];
}

/**
 * Reports changed families. One may be added or removed, but none is exchanged, except in a headless Service.
 *
 * Source: kubernetes/pkg/apis/core/validation, `validateUpgradeDowngradeIPFamilies`.
 */
function familyFinding(before: ServiceState, after: ServiceState): RuleFinding[] {
  if (before.headless || after.headless) return [];
  const [was, is] = [before.stated.ipFamilies, after.stated.ipFamilies];
  if (is.every((family, index) => was[index] === undefined || was[index] === family)) return [];
  return [
    {
      object: after,
      message: `ipFamilies of ${describeObject(after)} changes from ${was.join(', ')} to ${is.join(', ')}, which Kubernetes refuses`,
      fix: `keep ${was[0]!} first, or create a Service with another name beside ${after.name} and move the clients`,
      field: ['spec', 'ipFamilies'],
    },
  ];
}

/** Reports the refusals of `validateServiceExternalTrafficFieldsUpdate` in kubernetes/pkg/apis/core/validation. */
function healthCheckFinding(before: ServiceState, after: ServiceState): RuleFinding[] {
  if (!needsHealthCheck(before) || !needsHealthCheck(after)) return [];
  const [was, is] = [before.stated.healthCheckNodePort, after.stated.healthCheckNodePort];
  // A field that is left out keeps its value.
  if (was === undefined || is === undefined || was === is) return [];
  return [
    {
      object: after,
      message: `healthCheckNodePort of ${describeObject(after)} changes from ${was} to ${is}, which Kubernetes refuses`,
      fix: `keep healthCheckNodePort: ${was}, or leave it out`,
      field: ['spec', 'healthCheckNodePort'],
    },
  ];
}

function needsHealthCheck({ type, stated }: ServiceState): boolean {
  return type === 'LoadBalancer' && stated.externalTrafficPolicy === 'Local';
}

function addressOf({ clusterIP }: ServiceState): string | undefined {
  return clusterIP === '' ? undefined : clusterIP;
}

/**
 * Reports a changed load balancer class. Source: kubernetes/pkg/apis/core/validation, `validateLoadBalancerClassField`.
 */
function classFinding(before: ServiceState, after: ServiceState): RuleFinding[] {
  if (before.type !== 'LoadBalancer' || after.type !== 'LoadBalancer') return [];
  const [was, is] = [before.loadBalancerClass, after.loadBalancerClass];
  // A controller may have set the class of a running Service.
  if (was === is || (before.live && is === undefined)) return [];
  return [
    {
      object: after,
      message: `loadBalancerClass of ${describeObject(after)} changes from ${was ?? 'none'} to ${is ?? 'none'}, which Kubernetes refuses`,
      fix: `keep loadBalancerClass, or create a Service with another name beside ${after.name} and move the clients`,
      field: ['spec', 'loadBalancerClass'],
    },
  ];
}

/** Reports changed fields of a StatefulSet, except for its selector, which immutable-selector reports. */
function setFindings({ rollout }: CheckContext): RuleFinding[] {
  return [...rollout.deployments.values()].flatMap(({ before, after }) => {
    if (before === undefined || after === undefined) return [];
    return Object.keys(after.immutable)
      .filter((field) => before.immutable[field] !== after.immutable[field])
      .map((field) => ({
        object: after,
        message: `${field} of ${describeObject(after)} changes, which Kubernetes refuses`,
        fix: `keep ${field}, or give the ${after.kind} another name and move the traffic over in stages`,
        field: ['spec', field],
      }));
  });
}
