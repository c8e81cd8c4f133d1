import type { StateObject } from '../../manifests/state';
import { isNamespaceRemoved } from '../removed-namespace';
import type { CheckContext, Rule } from '../rule';
import { Severity } from '../severity';
import { plural } from '../../text/words';

export const namespaceRemoved: Rule = {
  id: 'namespace-removed',
  severity: Severity.ERROR,
  title: 'a namespace is removed with everything in it',
  why: "Kubernetes deletes every object of the namespace, including objects that your manifests don't know: data, certificates, and the work of other teams.",
  check: (context) => {
    const { before, after } = context;
    const removed = [...before.namespaces.values()].filter(({ name }) => isNamespaceRemoved(name, before, after));
    if (removed.length === 0) return [];
    const served = endpointsByNamespace(context);
    return removed.map((namespace) => {
      const { name } = namespace;
      const { services = 0, endpoints = 0 } = served.get(name) ?? {};
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
      };
    });
  },
};

interface Served {
  readonly services: number;
  readonly endpoints: number;
}

function endpointsByNamespace({ rollout }: CheckContext): Map<string, Served> {
  const byNamespace = new Map<string, Served>();
  for (const { before, change } of rollout.services.values()) {
    if (before === undefined || !before.servesUsers || change.before.low === 0) continue;
    const { services, endpoints } = byNamespace.get(before.namespace) ?? { services: 0, endpoints: 0 };
    byNamespace.set(before.namespace, { services: services + 1, endpoints: endpoints + change.before.low });
  }
  return byNamespace;
}
