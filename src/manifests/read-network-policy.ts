import { fingerprint } from './fingerprint';
import type { Fields } from './fields';
import { rawNumberOrText, rawObject, rawObjects, rawText, rawTexts, rawValue } from './raw';
import { rawSelector } from './raw-selector';
import type { NetworkPolicyState, StateObject } from './state';

/**
 * Reads a NetworkPolicy of networking.k8s.io: the pods that it isolates from clients, and the clients that it lets in.
 */
export function readNetworkPolicy(base: StateObject, fields: Fields): NetworkPolicyState {
  const spec = rawObject(fields.raw('spec'));
  const types = rawTexts(spec, 'policyTypes');
  return {
    selector: rawSelector(rawObject(spec, 'podSelector')),
    // Without policyTypes, a policy always applies to ingress (Kubernetes API, networking/v1).
    ingress: types.length === 0 || types.includes('Ingress'),
    rules: rawObjects(spec, 'ingress').flatMap((rule) => {
      const ports = rawObjects(rule, 'ports').map((port) => ({
        port: rawNumberOrText(port, 'port'),
        endPort: rawNumberOrText(port, 'endPort'),
        protocol: rawText(port, 'protocol') ?? 'TCP',
      }));
      const from = rawObjects(rule, 'from').map((peer) => fingerprint(peer));
      return { from, ports };
    }),
    readable: rawValue(spec, 'podSelector') !== undefined,
    ...base,
  };
}
