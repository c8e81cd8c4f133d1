import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import { autoscaler, deployment, live, object, readyStatus, service, statefulSet, v1, v2, WEB } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'not-at-rest';

const web = (replicas: number, image = 'web:1'): object => deployment('web', { replicas, image });
const WEB_ALONE = service('web', { app: 'web' });

it('reports ready pods that are missing, with the way to wait for them', () => {
  const before = [live(web(5), readyStatus(5, 3)), live(WEB_ALONE)];
  expect(findingsOf(RULE, before, [web(5), WEB_ALONE])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Deployment shop/web',
      message: 'Deployment shop/web has fewer ready pods than it should: 3 of 5',
      fix: 'wait until it is at rest: kubectl rollout status deployment/web --namespace shop',
    },
  ]);
});

describe('a rollout that is under way is reported', () => {
  it.each<[string, object, string]>([
    [
      'while pods of the new template are missing',
      live(web(5), { replicas: 6, updatedReplicas: 2, readyReplicas: 4 }),
      'is still rolling out: 2 of 5 pods updated, 4 pods of an older template left; 4 of 5 ready',
    ],
    [
      'while an old pod is left',
      live(web(5), { replicas: 6, updatedReplicas: 5, readyReplicas: 5 }),
      'is still rolling out: 1 pod of an older template left; 5 of 5 ready',
    ],
    [
      'while the controller has not looked',
      live(web(5), { ...readyStatus(5), observedGeneration: 3 }),
      'has changed 1 time since its controller looked at it: 5 of 5 pods ready',
    ],
    [
      'of a Deployment that was just created',
      live(web(5), { observedGeneration: undefined }, { metadata: { generation: 1 } }),
      'has changed 1 time since its controller looked at it: 0 of 5 pods ready',
    ],
  ])('%s', (_, before, expected) => {
    expect(messagesOf(RULE, [before], [web(5)])).toEqual([`Deployment shop/web ${expected}`]);
  });

  it('of a StatefulSet, down to its partition', () => {
    const set = (partition: number): object =>
      statefulSet('web', { replicas: 3, strategy: { type: 'RollingUpdate', rollingUpdate: { partition } } });
    const status = { ...readyStatus(3), updatedReplicas: 1, currentRevision: 'a', updateRevision: 'b' };
    expect(messagesOf(RULE, [live(set(0), status)], [set(0)])).toEqual([
      'StatefulSet shop/web is still rolling out: 1 of 3 pods updated, 2 pods of an older template left; 3 of 3 ready',
    ]);
    expect(messagesOf(RULE, [live(set(2), status)], [set(2)])).toEqual([]);
    const done = { ...readyStatus(3), updatedReplicas: undefined, currentRevision: 'b', updateRevision: 'b' };
    expect(messagesOf(RULE, [live(set(0), done)], [set(0)])).toEqual([]);
  });
});

describe('it is silent', () => {
  it.each<[string, object, object]>([
    ['at rest', live(web(5), readyStatus(5)), web(5)],
    ['if nothing states the running pods', web(5), web(5)],
    ['at 0 pods', live(web(0), {}), web(0)],
    [
      'about old pods of a paused Deployment',
      live(deployment('web', { replicas: 5, paused: true }), { ...readyStatus(5), updatedReplicas: 2 }),
      deployment('web', { replicas: 5 }),
    ],
    [
      'about a file that was exported once, with its status',
      live(web(5), readyStatus(5, 3)),
      live(web(5, 'web:2'), readyStatus(5, 3)),
    ],
  ])('%s', (_, before, after) => {
    expect(messagesOf(RULE, [before], [after])).toEqual([]);
  });
});

describe('the prediction starts from the pods that are ready', () => {
  const numbers = (before: object[], after: object[]): number[][] =>
    checkRollout(before, after).services.map(({ endpointsBefore, lowestReadyEndpoints, endpointsAfter }) => [
      endpointsBefore,
      lowestReadyEndpoints,
      endpointsAfter,
    ]);

  it('of a Deployment whose template stays, and of one that is updated', () => {
    expect(numbers([live(web(5), readyStatus(5, 3)), WEB_ALONE], [web(5), WEB_ALONE])).toEqual([[3, 3, 5]]);
    expect(numbers([live(web(5), readyStatus(5, 3)), WEB_ALONE], [web(5, 'web:2'), WEB_ALONE])).toEqual([[3, 3, 5]]);
  });

  it('a rollout that is under way goes on: its pods may be replaced although nothing changes', () => {
    const rolling = live(web(10), { replicas: 12, updatedReplicas: 4, readyReplicas: 10 });
    expect(numbers([rolling, WEB_ALONE], [web(10), WEB_ALONE])).toEqual([[10, 8, 10]]);
  });

  it('a switch to pods that are not ready is an outage', () => {
    const [blue, green] = [v1(3), v2(3)];
    const before = [
      live(blue, readyStatus(3)),
      live(green, readyStatus(3, 0)),
      service('web', { app: 'web', version: 'v1' }),
    ];
    const after = [blue, green, service('web', { app: 'web', version: 'v2' })];
    expect(rulesOf(before, after)).toEqual(expect.arrayContaining(['no-ready-endpoints', RULE]));
  });

  it('all pods are assumed to be ready only if no status says otherwise', () => {
    const after = [v1(8), v2(2), WEB];
    const assumed = 'all pods of the state before are ready';
    expect(checkRollout([v1(9), v2(1), WEB], after).assumptions).toContain(assumed);
    const running = [live(v1(9), readyStatus(9)), live(v2(1), readyStatus(1)), live(WEB)];
    expect(checkRollout(running, after).assumptions).not.toContain(assumed);
  });
});

describe('defaults of the API server change nothing', () => {
  it('the count, if the applied manifest left it out', () => {
    const applied = (spec: object): object => ({
      annotations: { 'kubectl.kubernetes.io/last-applied-configuration': JSON.stringify({ spec }) },
    });
    const running = (metadata: object): object => live(web(5), readyStatus(5), { metadata });
    const free = deployment('web');
    expect(rulesOf([running(applied({})), WEB_ALONE], [free, WEB_ALONE])).toEqual([]);
    expect(rulesOf([running(applied({ replicas: 5 })), WEB_ALONE], [free, WEB_ALONE])).toContain(
      'capacity-below-floor',
    );
    // Without that annotation, an autoscaler shows who sets the count.
    const scaler = autoscaler('web', 'web', 3, 10);
    expect(rulesOf([running({}), scaler, WEB_ALONE], [free, scaler, WEB_ALONE])).toEqual([]);
    expect(rulesOf([running({}), WEB_ALONE], [free, WEB_ALONE])).toContain('capacity-below-floor');
  });

  it('an autoscaler has as many pods as it has now', () => {
    const scaler = autoscaler('web', 'web', 3, 10);
    const { services } = checkRollout(
      [live(web(7), readyStatus(7)), scaler, WEB_ALONE],
      [deployment('web'), scaler, WEB_ALONE],
    );
    expect(services).toMatchObject([{ endpointsBefore: 7, lowestReadyEndpoints: 7, endpointsAfter: 7 }]);
  });

  it('two autoscalers that have decided move nothing', () => {
    const scalers = [autoscaler('v1', 'web-v1', 3, 12), autoscaler('v2', 'web-v2', 1, 4)];
    const running = [live(v1(6), readyStatus(6)), live(v2(2), readyStatus(2)), WEB, ...scalers];
    const without = { replicas: undefined };
    expect(rulesOf(running, [v1(0, without), v2(0, without), WEB, ...scalers])).toEqual([]);
    // The bounds change, and with them the count.
    const higher = [autoscaler('v1', 'web-v1', 8, 12), autoscaler('v2', 'web-v2', 1, 4)];
    const { services } = checkRollout(running, [v1(0, without), v2(0, without), WEB, ...higher]);
    expect(services).toMatchObject([{ endpointsBefore: 8, endpointsAfter: 10 }]);
  });

  it('the bounds of a rolling update, the class of a load balancer, and a restart by kubectl', () => {
    const one = (more: object = {}): object => deployment('web', { replicas: 1, maxUnavailable: 1, ...more });
    const filled = live(one({ maxSurge: '25%' }), readyStatus(1));
    expect(rulesOf([filled, WEB_ALONE], [one({ image: 'web:2' }), WEB_ALONE])).toEqual(['strategy-gap']);
    const balancer = (spec: object = {}): object => service('web', { app: 'web' }, { type: 'LoadBalancer', spec });
    const given = live(balancer({ loadBalancerClass: 'service.k8s.aws/nlb', clusterIP: '10.0.0.7' }));
    expect(rulesOf([web(3), given], [web(3), balancer()])).toEqual([]);
    const restarted = live(web(3), readyStatus(3)) as { spec: { template: { metadata: { annotations?: object } } } };
    restarted.spec.template.metadata.annotations = { 'kubectl.kubernetes.io/restartedAt': '2026-11-28T10:00:00Z' };
    const { services } = checkRollout([restarted, WEB_ALONE], [web(3), WEB_ALONE]);
    expect(services).toMatchObject([{ lowestReadyEndpoints: 3, versions: [{ version: 'web' }] }]);
  });

  it('objects that another one owns stay, and the pods of a controller are counted once', () => {
    const owned = (kind: string): object => ({ ownerReferences: [{ apiVersion: 'v1', kind, name: 'web', uid: '1' }] });
    const set = live(
      object('apps/v1', 'ReplicaSet', 'web-5d8', { template: { metadata: { labels: { app: 'web' } } } }),
      {},
      {
        metadata: owned('Deployment'),
      },
    );
    const headless = live(
      service('web-nodes', { app: 'web' }, { spec: { clusterIP: 'None' } }),
      {},
      {
        metadata: owned('Database'),
      },
    );
    const result = checkRollout([live(web(3), readyStatus(3)), set, headless, WEB_ALONE], [web(3), WEB_ALONE]);
    expect(result.findings).toEqual([]);
    expect(result.notJudged).toEqual([]);
  });
});
