import { expect, it } from 'vitest';
import { deployment, object } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'rollout-stuck';

const MOUNT = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };

function claim(mode: string): object {
  return object('v1', 'PersistentVolumeClaim', 'data', { accessModes: [mode] });
}

it('reports a claim of one node, and of one pod as an error', () => {
  const web = deployment('web', { replicas: 1, pod: MOUNT });
  expect(findingsOf(RULE, [], [claim('ReadWriteOnce'), web])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Deployment shop/web',
      message:
        'Deployment shop/web starts a new pod before an old one goes, and claim data (ReadWriteOnce) belongs to a node at a time: the new pod waits for the volume on any other node',
      fix: 'use the strategy Recreate, which leaves a gap at each update, or a claim that several nodes can mount (ReadWriteMany)',
    },
  ]);
  expect(findingsOf(RULE, [], [claim('ReadWriteOncePod'), web])).toMatchObject([{ severity: 'error' }]);
});

it('reports a port of the node', () => {
  const ports = [{ containerPort: 80, hostPort: 8080 }];
  expect(messagesOf(RULE, [], [deployment('web', { replicas: 2, maxUnavailable: 0, ports })])).toEqual([
    'Deployment shop/web starts a new pod before an old one goes, and each takes port 8080 of its node: a node without an old pod must be free',
  ]);
  const pinned = { hostNetwork: true, nodeSelector: { 'kubernetes.io/hostname': 'a' } };
  const web = deployment('web', { replicas: 1, pod: pinned, ports: [{ containerPort: 80 }] });
  expect(findingsOf(RULE, [], [web])).toMatchObject([{ severity: 'error' }]);
});

it('reports an anti-affinity over all versions', () => {
  const term = { labelSelector: { matchLabels: { app: 'web' } }, topologyKey: 'kubernetes.io/hostname' };
  const apart = (more: object = {}): object => ({
    affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ ...term, ...more }] } },
  });
  expect(messagesOf(RULE, [], [deployment('web', { replicas: 3, maxUnavailable: 0, pod: apart() })])).toEqual([
    'Deployment shop/web starts a new pod before an old one goes, and requires one node per pod, old and new: it needs 4 for 3 pods',
  ]);
  const each = apart({ matchLabelKeys: ['pod-template-hash'] });
  expect(messagesOf(RULE, [], [deployment('web', { replicas: 3, maxUnavailable: 0, pod: each })])).toEqual([]);
});

it('reports a quota without room for the surge', () => {
  const quota = (hard: object): object => object('v1', 'ResourceQuota', 'most', { hard });
  const web = deployment('web', {
    replicas: 3,
    maxUnavailable: 0,
    container: { resources: { requests: { cpu: '500m', memory: '1Gi' } } },
  });
  expect(findingsOf(RULE, [], [quota({ pods: 3 }), web])).toMatchObject([
    {
      severity: 'error',
      message:
        'Deployment shop/web needs 1 more pod for an update, and ResourceQuota shop/most leaves no room: pods would be 4, but the limit is 3',
      fix: 'raise pods of most to 4, or set maxSurge: 0 and maxUnavailable: 1',
    },
  ]);
  expect(messagesOf(RULE, [], [quota({ 'requests.cpu': '1500m' }), web])).toHaveLength(1);
  expect(messagesOf(RULE, [], [quota({ memory: '3Gi' }), web])).toHaveLength(1);
  expect(messagesOf(RULE, [], [quota({ pods: 4, cpu: 2, memory: '4Gi' }), web])).toEqual([]);
});

it('uses the tightest of several quotas, and none that covers only some pods', () => {
  const quota = (name: string, pods: number, more: object = {}): object =>
    object('v1', 'ResourceQuota', name, { hard: { pods }, ...more });
  const web = deployment('web', { replicas: 3, maxUnavailable: 0 });
  for (const quotas of [
    [quota('wide', 10), quota('tight', 3)],
    [quota('tight', 3), quota('wide', 10)],
  ]) {
    expect(messagesOf(RULE, [], [web, ...quotas])).toEqual([
      'Deployment shop/web needs 1 more pod for an update, and ResourceQuota shop/tight leaves no room: pods would be 4, but the limit is 3',
    ]);
  }
  expect(messagesOf(RULE, [], [web, quota('some', 3, { scopes: ['BestEffort'] })])).toEqual([]);
});

it('is silent if an old pod may go first, or the volume can be shared', () => {
  expect(messagesOf(RULE, [], [claim('ReadWriteMany'), deployment('web', { replicas: 1, pod: MOUNT })])).toEqual([]);
  expect(messagesOf(RULE, [], [claim('ReadWriteOnce'), deployment('web', { recreate: true, pod: MOUNT })])).toEqual([]);
  const ports = [{ containerPort: 80, hostPort: 80 }];
  expect(messagesOf(RULE, [], [deployment('web', { replicas: 2, maxSurge: 0, maxUnavailable: 1, ports })])).toEqual([]);
});
