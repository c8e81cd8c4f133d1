import { expect, it } from 'vitest';
import { previewService, service, v1 } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'service-narrowed';
const PREVIEW = { annotations: { 'cdk8s-rollouts/role': 'preview' } };

function web(type?: string, nodePort?: number): object {
  return service('web', { app: 'web' }, { type, ports: [{ port: 80, nodePort }] });
}

it('reports a LoadBalancer that is one no longer', () => {
  expect(findingsOf(RULE, [v1(1), web('LoadBalancer')], [v1(1), web('ClusterIP')])).toMatchObject([
    {
      severity: 'error',
      resource: 'Service shop/web',
      message:
        'Service shop/web changes from LoadBalancer to ClusterIP: it gives up its external address, and clients outside the cluster can no longer reach it',
      fix: 'add another Service of type ClusterIP beside it, move the clients, and change Service shop/web in a later stage',
    },
  ]);
  expect(messagesOf(RULE, [v1(1), web('LoadBalancer')], [v1(1), web()])).toHaveLength(1);
});

it('reports ports of the nodes that close or move', () => {
  expect(messagesOf(RULE, [web('NodePort')], [web()])).toEqual([
    'Service shop/web changes from NodePort to ClusterIP: its ports on the nodes are closed, and clients outside the cluster can no longer reach it',
  ]);
  expect(messagesOf(RULE, [web('NodePort', 30080)], [web('NodePort', 30081)])).toEqual([
    'port 80 of Service shop/web moves from port 30080 to 30081 of the nodes: clients outside the cluster that call 30080 are refused',
  ]);
});

it('reports a Service that becomes an alias of another host', () => {
  expect(messagesOf(RULE, [web()], [web('ExternalName')])).toEqual([
    'Service shop/web changes from ClusterIP to ExternalName: it no longer reaches any pod',
  ]);
});

it('is silent about a Service that widens, stays, or is for tests', () => {
  expect(messagesOf(RULE, [web()], [web('LoadBalancer')])).toEqual([]);
  expect(messagesOf(RULE, [web('NodePort', 30080)], [web('LoadBalancer', 30080)])).toEqual([]);
  expect(messagesOf(RULE, [web('NodePort', 30080)], [web('NodePort')])).toEqual([]);
  expect(messagesOf(RULE, [web('LoadBalancer')], [previewService('web', { app: 'web' })])).toEqual([]);
  const preview = service('web', { app: 'web' }, { ...PREVIEW, type: 'LoadBalancer' });
  expect(messagesOf(RULE, [preview], [web()])).toEqual([]);
});
