import type { ServiceState } from '../../manifests/state';
import type { Rule, RuleFinding } from '../rule';
import { Severity } from '../severity';
import { describeObject, enumerate } from '../../text/words';

export const shareNotByPods: Rule = {
  id: 'share-not-by-pods',
  severity: Severity.WARNING,
  title: "a version's share of the traffic is not its share of the pods",
  why: 'A canary by replica counts relies on every connection going to any ready pod. Where clients, nodes or DNS decide instead, a canary of 10 % of the pods can get far more or less of the traffic.',
  check: ({ rollout }) =>
    [...rollout.services.values()].flatMap(({ after, deployments, otherPods }) => {
      if (after === undefined || after.preview || otherPods) return [];
      const served = deployments.filter(
        ({ deployment, after: selected }) => selected && deployment.change.after.high > 0,
      );
      return served.length < 2
        ? []
        : findingsOf(
            after,
            served.map(({ deployment }) => deployment.after?.name ?? ''),
          );
    }),
};

function findingsOf(service: ServiceState, versions: string[]): RuleFinding[] {
  const name = describeObject(service);
  const shares = `the shares of ${enumerate(versions)}`;
  const findings: RuleFinding[] = service.localTraffic.map((policy) => ({
    object: service,
    message: `${name} sends traffic to the pods of the node that received it (${policy}: Local), so ${shares} differ from node to node`,
    fix: `set ${policy}: Cluster, or spread the pods of each version evenly over the nodes`,
    field: ['spec', policy],
  }));
  if (service.clientAffinity) {
    findings.push({
      object: service,
      message: `${name} keeps clients on their pods (sessionAffinity: ClientIP), so ${shares} are of new clients, not of connections`,
      fix: 'read the shares as those of new clients, or remove sessionAffinity for the time of the release',
      field: ['spec', 'sessionAffinity'],
    });
  }
  if (service.headless) {
    findings.push({
      object: service,
      message: `${name} has no address of its own (clusterIP: None), so ${shares} depend on which address each client takes`,
      fix: 'give the clients a Service with an address, or let them balance over all addresses themselves',
      field: ['spec', 'clusterIP'],
    });
  }
  return findings;
}
