import { expect, it } from 'vitest';
import { Severity } from '../../../src/check/severity';
import { deployment, ingress, object, previewService, service, v1, WEB } from '../manifests';
import { findingsOf, rulesOf } from '../messages';

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
    message: 'Service shop/web selects app=web,tier=fornt, which no pod in these manifests has',
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
        'Service shop/logs-http selects elasticsearch.k8s.elastic.co/cluster-name=logs, which no pod in these manifests has; the operator of Elasticsearch logs may create them',
      fix: 'make sure that the operator gives its pods these labels',
    },
  ]);
  const other = object('cert-manager.io/v1', 'Certificate', 'tls', {});
  expect(findingsOf(RULE, [], [other, web, v1(1)])).toMatchObject([{ severity: 'warning' }]);
});

it('names the same custom resource in every order: one with the exact name first, then by kind and name', () => {
  const web = service('logs-es-http', { cluster: 'logs-es' });
  const exact = [
    object('example.com/v1', 'Store', 'logs-es', {}),
    object('example.com/v1', 'Store', 'logs-es-http', {}),
  ];
  const near = [
    object('example.com/v1', 'Cache', 'logs', {}),
    object('example.com/v1', 'Queue', 'logs', {}),
    // It only decides about the order of the kinds.
    object('example.com/v1', 'Queue', 'unrelated', {}),
  ];
  const operators = (objects: object[]): (string | undefined)[] =>
    [objects, [...objects].reverse()].map(
      (order) => /the operator of (.*) may/.exec(findingsOf(RULE, [], [...order, web])[0]!.message)?.[1],
    );
  expect(operators([...near, ...exact])).toEqual(['Store logs-es', 'Store logs-es']);
  expect(operators(near)).toEqual(['Cache logs', 'Cache logs']);
});

it('is information if the manifests hold no pods of the namespace: they come from somewhere else', () => {
  expect(findingsOf(RULE, [], [deployment('web', { namespace: 'other' }), WEB])).toMatchObject([
    {
      severity: 'info',
      message:
        'Service shop/web selects app=web, which no pod in these manifests has; they hold no pods of its namespace at all',
      fix: 'make sure that the pods that come from somewhere else have these labels',
    },
  ]);
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

it('is an error for a Service that had endpoints, and is the only finding about it', () => {
  const [before, after] = [
    [v1(3), WEB],
    [v1(3), service('web', { app: 'wbe' })],
  ];
  expect(rulesOf(before, after)).toEqual([RULE]);
  expect(findingsOf(RULE, before, after)).toMatchObject([
    {
      severity: 'error',
      message:
        'Service shop/web selects app=wbe, which no pod in these manifests has: it falls from 3 ready endpoints to 0 and stays there',
    },
  ]);
  // The pods of an operator are a guess, but the lost endpoints are certain.
  const cluster = object('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', 'wbe', {});
  expect(rulesOf([...before, cluster], [...after, cluster])).toEqual(['no-ready-endpoints']);
  // Neither finding vanishes if each one reports the cause of the other.
  for (const severity of [Severity.ERROR, Severity.WARNING]) {
    const severities = { [RULE]: severity, 'no-ready-endpoints': severity };
    expect(rulesOf([...before, cluster], [...after, cluster], { severities })).toEqual(['no-ready-endpoints']);
  }
  // If one finding is allowed, the other one is reported.
  const allowed = service('web', { app: 'wbe' }, { annotations: { 'cdk8s-rollouts/allow': RULE } });
  expect(rulesOf(before, [v1(3), allowed])).toEqual(['no-ready-endpoints']);
  expect(rulesOf(before, after, { severities: { [RULE]: Severity.WARNING } })).toEqual(['no-ready-endpoints', RULE]);
});

it('leaves a route that is pointed to the Service to route-to-unready', () => {
  const [old, fresh] = [service('old', { app: 'web' }), service('new', { app: 'wbe' })];
  const before = [v1(3), old, ingress('edge', 'old')];
  expect(rulesOf(before, [v1(3), old, fresh, ingress('edge', 'new')])).toEqual(['route-to-unready']);
});

it('is silent about a Service of bare pods, which the verdict names as not judged', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } } };
  expect(findingsOf(RULE, [], [pod, WEB])).toEqual([]);
});
