import { expect, it } from 'vitest';
import { deployment, object, previewService, service, v1, WEB } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'service-selects-nothing';

it('reports a Service without pods, and the nearest Deployment', () => {
  const labels = { app: 'web', tier: 'front' };
  const [finding] = findingsOf(
    RULE,
    [],
    [deployment('web', { labels }), service('web', { app: 'web', tier: 'fornt' })],
  );
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Service shop/web',
    message: 'Service shop/web selects app=web,tier=fornt, which no pod in these manifests carries',
    fix: 'correct the selector, or the pod labels: those of Deployment web lack 1 label (tier: fornt)',
  });
});

it('reports a Service without anything near', () => {
  const [finding] = findingsOf(RULE, [], [v1(1), service('web', { app: 'other' })]);
  expect(finding?.fix).toBe('correct the selector, or allow this where the pods come from somewhere else');
});

it('is information beside a custom resource whose operator makes the pods', () => {
  const cluster = object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'logs', {});
  const web = service('logs-http', { 'elasticsearch.k8s.elastic.co/cluster-name': 'logs' });
  expect(findingsOf(RULE, [], [cluster, web])).toMatchObject([
    {
      severity: 'info',
      message:
        'Service shop/logs-http selects elasticsearch.k8s.elastic.co/cluster-name=logs, which no pod in these manifests carries; the operator of Elasticsearch logs may create them',
      fix: 'make sure that the operator gives its pods these labels',
    },
  ]);
  const other = object('cert-manager.io/v1', 'Certificate', 'tls', {});
  expect(findingsOf(RULE, [], [other, web])).toMatchObject([{ severity: 'warning' }]);
});

it('reports pods in another namespace only', () => {
  expect(findingsOf(RULE, [], [deployment('web', { namespace: 'other' }), WEB])).toHaveLength(1);
});

it('is silent about Services that select no pods by intent, and pods of other kinds', () => {
  expect(findingsOf(RULE, [], [service('manual'), service('outside', { app: 'x' }, { type: 'ExternalName' })])).toEqual(
    [],
  );
  expect(findingsOf(RULE, [], [previewService('preview', { app: 'x' })])).toEqual([]);
  const metadata = { name: 'web', namespace: 'shop' };
  const spec = { template: { metadata: { labels: { app: 'web' } } } };
  expect(findingsOf(RULE, [], [{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata, spec }, WEB])).toEqual(
    [],
  );
});
