import { expect, it } from 'vitest';
import { BLUE, blue, deployment, green, service, statefulSet, v1, v2 } from '../manifests';
import { findingsOf, rulesOf } from '../messages';

const RULE = 'share-not-by-pods';

function web(selector: Record<string, string>, spec: object): object {
  const metadata = { name: 'web', namespace: 'shop' };
  return { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector, ...spec } };
}

function findings(spec: object): ReturnType<typeof findingsOf> {
  return findingsOf(RULE, [], [v1(9), v2(1), web({ app: 'web' }, spec)]);
}

it('reports clients that stay on their pods', () => {
  expect(findings({ sessionAffinity: 'ClientIP' })).toMatchObject([
    {
      severity: 'warning',
      resource: 'Service shop/web',
      message:
        'Service shop/web keeps clients on their pods (sessionAffinity: ClientIP), so the shares of web-v1 and web-v2 count new clients instead of connections',
      fix: 'read the shares as those of new clients, or remove sessionAffinity during the release',
    },
  ]);
});

it('reports traffic that stays on its node, for each policy', () => {
  const [internal, external, ...more] = findings({ internalTrafficPolicy: 'Local', externalTrafficPolicy: 'Local' });
  expect(internal).toMatchObject({
    message:
      'Service shop/web sends traffic to the pods of the node that received it (internalTrafficPolicy: Local), so the shares of web-v1 and web-v2 differ from node to node',
    fix: 'set internalTrafficPolicy: Cluster, or spread the pods of each version evenly over the nodes',
  });
  expect(external?.fix).toContain('set externalTrafficPolicy: Cluster');
  expect(more).toEqual([]);
});

it('reports a Service without its own address', () => {
  expect(findings({ clusterIP: 'None' })).toMatchObject([
    {
      message:
        'Service shop/web has no address (clusterIP: None), so the shares of web-v1 and web-v2 depend on the address that each client picks',
      fix: 'give the clients a Service with an address, or let them balance over all addresses themselves',
    },
  ]);
});

it('reports requests that stay in their zone or on their node', () => {
  expect(findings({ trafficDistribution: 'PreferClose' })).toMatchObject([
    {
      message:
        'Service shop/web keeps requests in the zone of their client (trafficDistribution: PreferClose), so the shares of web-v1 and web-v2 differ from zone to zone',
    },
  ]);
  expect(findings({ trafficDistribution: 'PreferSameNode' })[0]?.message).toContain('differ from node to node');
  const annotated = (annotations: Record<string, string>, type?: string): number =>
    findingsOf(RULE, [], [v1(9), v2(1), service('web', { app: 'web' }, { annotations, type })]).length;
  expect(annotated({ 'service.kubernetes.io/topology-mode': 'Auto' })).toBe(1);
  const nlb = { 'service.beta.kubernetes.io/aws-load-balancer-type': 'external' };
  expect(annotated(nlb, 'LoadBalancer')).toBe(1);
  const older = 'service.beta.kubernetes.io/aws-load-balancer-cross-zone-load-balancing-enabled';
  expect(annotated({ ...nlb, [older]: 'true' }, 'LoadBalancer')).toBe(0);
  expect(annotated({ ...nlb, [older]: 'false' }, 'LoadBalancer')).toBe(1);
  const attributes = 'service.beta.kubernetes.io/aws-load-balancer-attributes';
  expect(annotated({ ...nlb, [attributes]: 'load_balancing.cross_zone.enabled=true' }, 'LoadBalancer')).toBe(0);
});

it('is silent if any pod gets any connection, or one version gets all of them', () => {
  const harmless = { sessionAffinity: 'None', internalTrafficPolicy: 'Cluster', clusterIP: '10.0.0.1' };
  expect(findings(harmless)).toEqual([]);
  const local = { internalTrafficPolicy: 'Local' };
  expect(findingsOf(RULE, [], [v1(9), v2(0), web({ app: 'web' }, local)])).toEqual([]);
  expect(findingsOf(RULE, [], [blue(3), green(3), web(BLUE, local)])).toEqual([]);
});

it('leaves pods that no label distinguishes to selectors-overlap', () => {
  const labels = { app: 'web' };
  const same = [deployment('a', { labels, replicas: 2 }), deployment('b', { labels, replicas: 2 })];
  expect(rulesOf([], [...same, web(labels, { clusterIP: 'None' })])).toEqual(['selectors-overlap']);
});

it('is silent about a Deployment and the StatefulSet that it becomes', () => {
  const labels = { app: 'web' };
  const both = [deployment('web', { labels, replicas: 2 }), statefulSet('web', { labels, replicas: 2 })];
  expect(findingsOf(RULE, [], [...both, web(labels, { clusterIP: 'None' })])).toEqual([]);
});
