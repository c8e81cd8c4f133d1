import { expect, it } from 'vitest';
import { autoscaler, daemonSet, object, previewService, service, v1, v2, WEB } from '../manifests';
import { CAUSE_ALONE, findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'missing-dependency';

function ingress(backend: string): object {
  const metadata = { name: 'edge', namespace: 'shop' };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata,
    spec: { defaultBackend: { service: { name: backend } } },
  };
}

it('reports a Service that an Ingress needs', () => {
  const [finding] = findingsOf(RULE, [v1(1), WEB, ingress('web')], [v1(1), ingress('web')]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Ingress shop/edge',
    message: 'Service shop/web is removed, but Ingress shop/edge still sends requests to it',
    fix: 'first point Ingress shop/edge to another Service, and remove web in a later stage; to end the app, remove both together with its pods',
  });
});

it('reports a Service that a route in another namespace needs', () => {
  const route = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'edge', namespace: 'infra' },
    spec: { rules: [{ backendRefs: [{ name: 'web', namespace: 'shop' }] }] },
  };
  expect(messagesOf(RULE, [WEB, route], [route])).toEqual([
    'Service shop/web is removed, but HTTPRoute infra/edge still sends requests to it',
  ]);
});

it('reports a Deployment that an autoscaler needs', () => {
  const scaler = autoscaler('web', 'web-v1', 1, 3);
  expect(messagesOf(RULE, [v1(1), scaler], [scaler])).toEqual([
    'Deployment shop/web-v1 is removed, but HorizontalPodAutoscaler shop/web still scales it',
  ]);
});

it('reports a Deployment that is all a Service has, unless the finding about its endpoints does', () => {
  expect(rulesOf([v1(1), WEB], [WEB])).toEqual(['no-ready-endpoints']);
  expect(messagesOf(RULE, [v1(1), WEB], [WEB], CAUSE_ALONE)).toEqual([
    'Deployment shop/web-v1 is removed, and Service shop/web selects no other pods',
  ]);
});

it('reports removed pods of other kinds', () => {
  const template = { metadata: { labels: { app: 'web' } } };
  const agents = daemonSet('agents', { labels: { app: 'web' } });
  expect(messagesOf(RULE, [agents, WEB], [WEB], CAUSE_ALONE)).toEqual([
    'DaemonSet shop/agents is removed, and Service shop/web selects no other pods',
  ]);
  expect(messagesOf(RULE, [v1(1), agents, WEB], [WEB], CAUSE_ALONE)).toEqual([
    'Deployment shop/web-v1 and DaemonSet shop/agents are removed, and Service shop/web selects no other pods',
  ]);
  expect(messagesOf(RULE, [agents, WEB], [v1(1), WEB])).toEqual([]);
  const job = object('batch/v1', 'Job', 'once', { template });
  expect(messagesOf(RULE, [v1(1), WEB], [job, WEB], CAUSE_ALONE)).toHaveLength(1);
});

it('is silent if nothing is missing, and about objects that never were in these manifests', () => {
  expect(messagesOf(RULE, [v1(0), v2(1), WEB], [v2(1), WEB])).toEqual([]);
  expect(messagesOf(RULE, [v1(1), WEB, ingress('web')], [])).toEqual([]);
  expect(
    messagesOf(RULE, [], [ingress('elsewhere'), autoscaler('a', 'elsewhere', 1, 2), service('s', { app: 'x' })]),
  ).toEqual([]);
  // The pods of another controller take over.
  const template = { metadata: { labels: { app: 'web' } } };
  const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'web', { template });
  expect(messagesOf(RULE, [v1(1), WEB], [rollout, WEB], CAUSE_ALONE)).toEqual([]);
  const preview = previewService('preview', { app: 'web' });
  expect(messagesOf(RULE, [v1(1), preview], [preview])).toEqual([]);
});
