import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { budget, daemonSet, deployment, live, object, service, statefulSet, WEB } from './manifests';
import { findingsOf, messagesOf, rulesOf } from './messages';

const web = (options: Parameters<typeof daemonSet>[1] = {}): object => daemonSet('web', options);
const numbers = (before: object[], after: object[]): number[][] =>
  checkRollout(before, after).services.map(({ endpointsBefore, lowestReadyEndpoints, endpointsAfter }) => [
    endpointsBefore,
    lowestReadyEndpoints,
    endpointsAfter,
  ]);

describe('a DaemonSet', () => {
  it('is judged on three nodes, which the report says', () => {
    const result = checkRollout([web(), WEB], [web({ image: 'web:2' }), WEB]);
    expect(result.services).toMatchObject([{ endpointsBefore: 3, lowestReadyEndpoints: 2, endpointsAfter: 3 }]);
    expect(result.findings).toEqual([]);
    expect(result.notJudged).toEqual([]);
    expect(result.assumptions).toContain('DaemonSet web runs on 3 nodes');
  });

  it('is judged on as many nodes as its status says', () => {
    const status = {
      desiredNumberScheduled: 7,
      currentNumberScheduled: 7,
      updatedNumberScheduled: 7,
      numberReady: 7,
    };
    const running = live(web(), status);
    expect(numbers([running, WEB], [web({ image: 'web:2' }), WEB])).toEqual([[7, 6, 7]]);
    expect(checkRollout([running, WEB], [web({ image: 'web:2' }), WEB]).assumptions).toEqual([
      'readiness probes tell the truth',
    ]);
    expect(messagesOf('not-at-rest', [live(web(), { ...status, numberReady: 6 })], [web()])).toEqual([
      'DaemonSet shop/web has fewer ready pods than it should: 6 of 7',
    ]);
  });

  it('that is removed takes its Service down', () => {
    expect(rulesOf([web(), WEB], [WEB])).toEqual(['no-ready-endpoints']);
  });

  it('that may miss all of its pods at once does', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } };
    expect(messagesOf('no-ready-endpoints', [web(), WEB], [web({ image: 'web:2', strategy }), WEB])).toEqual([
      'Service shop/web falls from 3 to 0 ready endpoints on the way to 3',
    ]);
    // If the strategy was the same before, this happens at each update.
    expect(rulesOf([web({ strategy }), WEB], [web({ image: 'web:2', strategy }), WEB])).toEqual(['strategy-gap']);
  });

  it('that may miss many pods is assumed to run on more nodes', () => {
    const strategy = { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 10 } };
    expect(numbers([web({ strategy }), WEB], [web({ image: 'web:2', strategy }), WEB])).toEqual([[11, 1, 11]]);
    expect(rulesOf([web({ strategy }), WEB], [web({ image: 'web:2', strategy }), WEB])).toEqual([]);
  });

  it('with OnDelete keeps its pods', () => {
    const strategy = { type: 'OnDelete' };
    expect(numbers([web({ strategy }), WEB], [web({ image: 'web:2', strategy }), WEB])).toEqual([[3, 3, 3]]);
  });

  it('that is bound to other nodes is named and not judged', () => {
    const bound = web({ pod: { nodeSelector: { role: 'edge' } } });
    expect(checkRollout([web(), WEB], [bound, WEB]).notJudged).toMatchObject([
      { name: 'web', reason: 'selects pods of DaemonSet web, which is bound to other nodes since this change' },
    ]);
  });

  it('is refused with bounds that nothing can move within', () => {
    const bounds = (maxSurge: number, maxUnavailable: number): object =>
      web({ strategy: { rollingUpdate: { maxSurge, maxUnavailable } } });
    expect(messagesOf('refused-by-api-server', [], [bounds(0, 0)])).toEqual([
      'DaemonSet shop/web is refused: maxSurge and maxUnavailable are both 0, so no pod could be replaced',
    ]);
    expect(messagesOf('refused-by-api-server', [], [bounds(1, 1)])).toEqual([
      'DaemonSet shop/web is refused: maxSurge and maxUnavailable are both more than 0, and one has to be 0',
    ]);
    for (const fine of [bounds(1, 0), bounds(0, 2)])
      expect(messagesOf('refused-by-api-server', [], [fine])).toEqual([]);
  });

  it("that surges can't share a port of its node", () => {
    const strategy = { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } };
    const ports = [{ containerPort: 80, hostPort: 80 }];
    expect(findingsOf('rollout-stuck', [], [web({ strategy, ports })])).toMatchObject([
      {
        severity: 'error',
        message:
          'DaemonSet shop/web starts a new pod before an old one goes, and each takes port 80 of its node: its node has that port only once',
      },
    ]);
    expect(messagesOf('rollout-stuck', [], [web({ ports })])).toEqual([]);
  });

  it('has an unknown share, and no budget', () => {
    const other = deployment('web-v1', { labels: { app: 'web' }, replicas: 1 });
    const grown = deployment('web-v1', { labels: { app: 'web' }, replicas: 9 });
    expect(rulesOf([web(), other, WEB], [web(), grown, WEB])).not.toContain('share-jump');
    expect(messagesOf('budget-blocks', [], [web(), budget('web', { app: 'web' }, { minAvailable: 3 })])).toEqual([]);
    expect(messagesOf('selectors-overlap', [], [web(), other])).toEqual([]);
  });
});

describe('a Deployment that becomes another kind', () => {
  const before = deployment('web', { replicas: 5 });

  it.each<[string, object, string]>([
    ['a DaemonSet', daemonSet('web'), 'DaemonSet web and Deployment web still at 5'],
    ['a StatefulSet', statefulSet('web', { replicas: 5 }), 'StatefulSet web at 5 and Deployment web still at 5'],
  ])('%s leaves nobody in between', (_, after, stage) => {
    expect(findingsOf('no-ready-endpoints', [before, WEB], [after, WEB])).toMatchObject([
      { fix: `insert a stage with ${stage}; once the new pods are ready, remove Deployment web` },
    ]);
  });

  it.each<[string, object]>([
    ['a DaemonSet', daemonSet('web')],
    ['a StatefulSet', statefulSet('web', { replicas: 5 })],
  ])('is back from %s with the same gap', (_, was) => {
    expect(rulesOf([was, WEB], [before, WEB])).toContain('no-ready-endpoints');
    // Both run before the old one goes.
    expect(rulesOf([was, WEB], [was, deployment('web', { replicas: 5 }), WEB])).not.toContain('no-ready-endpoints');
  });
});

describe('pods that do not stay', () => {
  const pods = { template: { metadata: { labels: { app: 'web' } } } };

  it.each<[string, object]>([
    ['a Job', object('batch/v1', 'Job', 'migrate', pods)],
    ['a CronJob', object('batch/v1', 'CronJob', 'clean', { jobTemplate: { spec: pods } })],
    [
      'a bare pod',
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'debug', namespace: 'shop', labels: { app: 'web' } } },
    ],
  ])('%s hides no Service over a DaemonSet or a StatefulSet', (_, other) => {
    for (const set of [web(), statefulSet('web', { replicas: 3 })]) {
      const { findings, notJudged } = checkRollout([set, other, WEB], [other, WEB]);
      expect(findings.map(({ rule }) => rule)).toContain('no-ready-endpoints');
      expect(notJudged.filter(({ reason }) => reason.startsWith('also'))).toEqual([]);
    }
    expect(rulesOf([deployment('x', { labels: { app: 'x' } }), service('x', { app: 'x' }), other], [other])).toContain(
      'service-removed',
    );
  });
});
