import { type Labels, matchesLabels } from '../../manifests/label-selector';
import type { DeploymentState, ManifestState, NetworkPolicyState } from '../../manifests/state';
import type { DeploymentTransition } from '../transition/deployment-transition';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { isServing, type ServingTransition } from '../transition/service-transition';
import { describeObject, enumerate, plural } from '../../text/words';
import { addTo } from '../../text/lists-by-key';

export const networkPolicyShutsOut: Rule = {
  id: 'network-policy-shuts-out',
  severity: Severity.ERROR,
  title: 'a NetworkPolicy blocks clients from the pods that will serve them',
  why: 'A pod that a NetworkPolicy selects accepts only the traffic that some policy allows. Its probes still succeed, because its node may always call it. The endpoint is ready, and every client is refused.',
  check: (context) => {
    if (context.after.networkPolicies.size === 0) return [];
    const [before, after] = [new PolicyIndex(context.before), new PolicyIndex(context.after)];
    return [...context.rollout.services.values()]
      .filter(isServing)
      .flatMap((service) => findingOf(service, before, after));
  },
};

/** The clients that the policies let in to a pod: everyone if none isolates it. */
interface Access {
  readonly isolatedBy: NetworkPolicyState[];
  readonly peers: ReadonlySet<string>;
}

const EVERYONE = 'everyone';

function findingOf(service: ServingTransition, before: PolicyIndex, after: PolicyIndex): RuleFinding[] {
  const { deployments } = service;
  const had = deployments.flatMap(({ before: selected, deployment }) =>
    selected && deployment.before !== undefined && deployment.change.before.low > 0
      ? [accessOf(deployment.before, before)]
      : [],
  );
  if (had.length === 0) return [];
  const shutOut = deployments.flatMap(({ after: selected, deployment }) => {
    if (!selected || deployment.after === undefined || deployment.change.after.high === 0) return [];
    const access = accessOf(deployment.after, after);
    return isShutOut(access, had) ? [{ deployment, state: deployment.after, access }] : [];
  });
  const [first] = shutOut;
  if (first === undefined) return [];
  const policy = first.access.isolatedBy[0]!;
  const names = enumerate(shutOut.map(({ state }) => state.name));
  const pods = shutOut.reduce((sum, { deployment }) => sum + podsOf(deployment), 0);
  const nobody = first.access.peers.size === 0;
  return [
    {
      object: policy,
      message: `${describeObject(policy)} isolates the ${plural(pods, 'pod')} of ${names} that ${describeObject(service.after)} will send to, and ${nobody ? 'no policy lets anyone in' : 'not all clients of its old pods are let in'}`,
      fix: `let the clients of ${describeObject(service.after)} in to the pods of ${names} first: select them by the labels that all versions share`,
      field: ['spec', nobody && shutOut.length === deployments.length ? 'ingress' : 'podSelector'],
      sequence: {
        kind: 'event',
        service,
        event: `the change is complete, and ${nobody ? 'no client reaches' : 'not all clients reach'} the ${plural(pods, 'pod')} of ${names}`,
        from: 'before',
        to: 'after',
      },
    },
  ];
}

function podsOf({ change }: DeploymentTransition): number {
  return change.after.low;
}

/**
 * Reports whether clients that were let in before no longer are. A new policy that lets some clients in may name
 * exactly the existing ones; only one that lets no one in is certainly wrong.
 */
function isShutOut({ isolatedBy, peers }: Access, had: Access[]): boolean {
  if (isolatedBy.length === 0 || peers.has(EVERYONE)) return false;
  if (peers.size === 0) return had.some((access) => access.peers.size > 0);
  if (had.some((access) => access.peers.has(EVERYONE))) return false;
  return had.some((access) => [...access.peers].some((peer) => !peers.has(peer)));
}

function accessOf({ namespace, labels }: DeploymentState, policies: PolicyIndex): Access {
  const isolatedBy = policies.of(namespace, labels);
  if (isolatedBy.length === 0) return { isolatedBy, peers: new Set([EVERYONE]) };
  const rules = isolatedBy.flatMap(({ rules: own }) => own);
  return { isolatedBy, peers: new Set(rules.flatMap(({ from }) => (from.length === 0 ? [EVERYONE] : from))) };
}

/** An index that finds the policies of a pod without a full scan: it files each policy under one of its labels. */
class PolicyIndex {
  readonly #byLabel = new Map<string, NetworkPolicyState[]>();

  constructor({ networkPolicies }: ManifestState) {
    for (const policy of networkPolicies.values()) {
      if (!policy.readable || !policy.ingress) continue;
      const [label] = Object.entries(policy.selector.matchLabels);
      addTo(this.#byLabel, toKey(policy.namespace, label), policy);
    }
  }

  of(namespace: string, labels: Labels): NetworkPolicyState[] {
    return [undefined, ...Object.entries(labels)]
      .flatMap((label) => this.#byLabel.get(toKey(namespace, label)) ?? [])
      .filter(({ selector }) => matchesLabels(selector, labels));
  }
}

function toKey(namespace: string, label: [string, string] | undefined): string {
  return JSON.stringify([namespace, label]);
}
