import type { StateObject } from '../../manifests/state';
import { isNamespaceRemoved } from '../removed-namespace';
import type { SequenceRequest } from '../counterexample';
import type { CheckContext, Rule } from '../rule';
import { Severity } from '../severity';
import type { ServiceTransition } from '../transition/service-transition';
import { plural } from '../../text/words';

export const namespaceRemoved: Rule = {
  id: 'namespace-removed',
  severity: Severity.ERROR,
  title: 'a namespace is removed with everything in it',
  why: 'Kubernetes deletes every object of the namespace, including objects that are not in your manifests: data, certificates, and the work of other teams.',
  check: (context) => {
    const { before, after } = context;
    const removed = [...before.namespaces.values()].filter(({ name }) => isNamespaceRemoved(name, before, after));
    if (removed.length === 0) return [];
    const served = endpointsByNamespace(context);
    return removed.map((namespace) => {
      const { name } = namespace;
      const { services = 0, endpoints = 0, largest } = served.get(name) ?? {};
      const left = [...after.deployments.values(), ...after.services.values()].filter(
        (one) => one.namespace === name,
      ).length;
      const loss =
        services === 0
          ? 'everything in it'
          : `${plural(services, 'Service')} with ${plural(endpoints, 'ready endpoint')}`;
      const rest =
        left === 0
          ? ''
          : `, although ${plural(left, 'object')} of the new state ${left === 1 ? 'belongs' : 'belong'} there`;
      const object: StateObject = { ...namespace, namespaceStated: false, source: undefined };
      return {
        object,
        message: `Namespace ${name} is removed, and with it ${loss}${rest}`,
        fix: `keep Namespace ${name}, or take its Services out of use first and remove it in a later stage`,
        ...(largest && { sequence: withoutPods(largest, name) }),
      };
    });
  },
};

/** Returns the event that a Service loses all of its pods at once. */
function withoutPods(service: ServiceTransition, namespace: string): SequenceRequest {
  const pods = service.input.pods.map((selected) => ({ ...selected, selectedAfter: [] }));
  const switchEvent = `Namespace ${namespace} is removed with everything in it`;
  return { kind: 'fewest-endpoints', service, input: { ...service.input, pods }, switchEvent };
}

interface Served {
  readonly services: number;
  readonly endpoints: number;
  /** The Service with the most ready endpoints. */
  readonly largest: ServiceTransition;
}

function endpointsByNamespace({ rollout }: CheckContext): Map<string, Served> {
  const byNamespace = new Map<string, Served>();
  for (const service of rollout.services.values()) {
    const { before, change } = service;
    if (before === undefined || !before.servesUsers || change.before.low === 0) continue;
    const { services = 0, endpoints = 0, largest = service } = byNamespace.get(before.namespace) ?? {};
    byNamespace.set(before.namespace, {
      services: services + 1,
      endpoints: endpoints + change.before.low,
      largest: change.before.low > largest.change.before.low ? service : largest,
    });
  }
  return byNamespace;
}
