import { expect, it } from 'vitest';
import { BLUE, blue, deployment, GREEN, green, previewService, service, statefulSet, v1, v2, WEB } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'no-ready-endpoints';

const BLUE_WEB = service('web', BLUE);
const GREEN_WEB = service('web', GREEN);

it('reports a switch to a Deployment that is created in the same change', () => {
  const [finding] = findingsOf(RULE, [blue(3), BLUE_WEB], [blue(3), green(3), GREEN_WEB]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Service shop/web',
    message: 'Service shop/web falls from 3 to 0 ready endpoints on the way to 3',
    fix: 'insert a stage with web-green at 3 and the selector of Service web as it was; switch it in the next stage, once these pods are ready',
  });
});

it('reports pods that are removed in the same change as the switch away from them', () => {
  const before = [blue(3), green(3), BLUE_WEB];
  const fixes = [
    [blue(0), green(3), GREEN_WEB],
    [green(3), GREEN_WEB],
    [blue(1), green(3), GREEN_WEB],
  ].map((after) => [...findingsOf(RULE, before, after), ...findingsOf('capacity-below-floor', before, after)]);
  expect(fixes.map((findings) => findings.map(({ fix }) => fix))).toEqual([
    ['switch Service web first; take web-blue to 0 in a later commit'],
    ['switch Service web first; remove web-blue in a later commit'],
    ['switch Service web first; take web-blue to 1 in a later commit'],
  ]);
});

it('reports a version that replaces another one all at once', () => {
  const [finding] = findingsOf(RULE, [v1(3), WEB], [v2(4), WEB]);
  expect(finding?.message).toBe('Service shop/web falls from 3 to 0 ready endpoints on the way to 4');
  expect(finding?.fix).toBe(
    'insert a stage with web-v2 at 4 and web-v1 still at 3; once its pods are ready, take web-v1 to 0 (planCanary finds stages that need fewer extra pods)',
  );
});

it('reports an update with a Recreate that the change introduces, and names the remedy', () => {
  const rolling = deployment('web', { replicas: 2, image: 'web:1' });
  const [finding] = findingsOf(
    RULE,
    [rolling, WEB],
    [deployment('web', { replicas: 2, recreate: true, image: 'web:2' }), WEB],
  );
  expect(finding?.message).toBe('Service shop/web falls from 2 to 0 ready endpoints on the way to 2');
  expect(finding?.fix).toBe(
    'update web with a rolling update of maxUnavailable 0 and maxSurge 1, or release the new template as a Deployment of its own',
  );
});

it('reports a third version as the start of another release', () => {
  const v3 = deployment('web-v3', { labels: { app: 'web', version: 'v3' }, replicas: 10 });
  const [finding] = findingsOf(RULE, [v1(9), v2(1), WEB], [v3, WEB]);
  expect(finding?.fix).toBe(
    'end the running release first: take web-v1 to 10, then web-v2 to 0, and start web-v3 beside it in a release of its own',
  );
});

it('reports a Deployment that becomes a StatefulSet', () => {
  const options = { replicas: 3, labels: { app: 'web' } };
  expect(findingsOf(RULE, [deployment('web', options), WEB], [statefulSet('web', options), WEB])[0]?.message).toBe(
    'Service shop/web falls from 3 to 0 ready endpoints on the way to 3',
  );
});

it('reports pods that are removed for good', () => {
  const [finding] = findingsOf(RULE, [v1(2), WEB], [v1(0), WEB]);
  expect(finding?.message).toBe('Service shop/web falls from 2 to 0 ready endpoints and stays there');
  expect(finding?.fix).toBe(
    'keep at least one ready pod that Service web selects, or remove the Service in the same change',
  );
  expect(findingsOf(RULE, [v1(2), WEB], [WEB])[0]?.message).toBe(
    'Service shop/web falls from 2 to 0 ready endpoints and stays there: Deployment shop/web-v1 is removed',
  );
});

it('is silent if nobody is served: a new app, a Service for tests, an app that was at 0', () => {
  expect(findingsOf(RULE, [], [v1(3), WEB])).toEqual([]);
  expect(findingsOf(RULE, [v1(3)], [v1(3), WEB])).toEqual([]);
  expect(findingsOf(RULE, [v1(0), WEB], [v1(3), WEB])).toEqual([]);
  const preview = previewService('preview', GREEN);
  expect(findingsOf(RULE, [blue(3), green(3), BLUE_WEB, preview], [blue(3), green(0), BLUE_WEB, preview])).toEqual([]);
});

it('is silent if pods of other kinds serve, whose number is unknown', () => {
  const pods = { metadata: { labels: { app: 'web' } } };
  const set = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: pods },
  };
  expect(findingsOf(RULE, [v1(3), set, WEB], [v1(0), set, WEB])).toEqual([]);
});

it('keeps to sync waves: green first, then the switch', () => {
  const before = [blue(3), BLUE_WEB];
  const after = [blue(3), green(3, { wave: 1 }), service('web', GREEN, { wave: 2 })];
  expect(findingsOf(RULE, before, after)).toEqual([]);
  expect(findingsOf(RULE, before, after, { syncWaves: false })).toHaveLength(1);
  const swapped = [blue(3), green(3, { wave: 2 }), service('web', GREEN, { wave: 1 })];
  expect(findingsOf(RULE, before, swapped)).toHaveLength(1);
});
