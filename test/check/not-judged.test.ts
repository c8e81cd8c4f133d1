import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { yaml } from '../support/workspace';
import { autoscaler, deployment, previewService, service, v1, v2, WEB } from './manifests';

const rollout = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'web' } } } },
};
const job = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'migrate', namespace: 'shop' },
  spec: { template: { metadata: { labels: { app: 'web' } } } },
};
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'debug', namespace: 'shop', labels: { app: 'web' } },
};

const notJudged = (before: object[], after: object[]): string[] =>
  checkRollout(before, after).notJudged.map(({ name, reason }) => `${name} ${reason}`);

describe('a Service that is not judged is named with the reason', () => {
  it.each<[string, object[], object[], string[]]>([
    ['selects nothing', [], [service('db', { app: 'db' })], ['db selects no pods in these manifests']],
    ['selects pods of another kind', [rollout, WEB], [rollout, WEB], ['web selects pods of a Rollout']],
    ['selects a bare pod', [pod, WEB], [pod, WEB], ['web selects pods of a Pod']],
    [
      'selects pods that two autoscalers scale',
      [v1(3), WEB],
      [v1(3), autoscaler('a', 'web-v1', 1, 3), autoscaler('b', 'web-v1', 3, 5), WEB],
      ['web selects pods of web-v1, which several autoscalers scale (a and b)'],
    ],
    ['has no selector', [], [service('db')], ['db has no selector']],
    ['is an ExternalName', [], [service('db', { app: 'db' }, { type: 'ExternalName' })], ['db is an ExternalName']],
    ['loses its selector', [v1(3), WEB], [v1(3), service('web')], ['web has no selector since this change']],
    [
      'becomes an ExternalName',
      [v1(3), WEB],
      [v1(3), service('web', { app: 'web' }, { type: 'ExternalName' })],
      ['web is an ExternalName since this change'],
    ],
    [
      'is said to have no users any more',
      [v1(3), WEB],
      [v1(3), previewService('web', { app: 'web' })],
      ['web serves no users since this change, by its role annotation'],
    ],
    [
      'selects another kind beside a Deployment',
      [v1(3), WEB],
      [v1(3), rollout, WEB],
      ['web also selects pods of a Rollout'],
    ],
  ])('if it %s', (_, before, after, expected) => {
    expect(notJudged(before, after)).toEqual(expected);
  });

  it.each<[string, object]>([
    ['a Job', job],
    ['a bare pod', pod],
  ])('but not because %s shares its label beside a Deployment', (_, other) => {
    expect(notJudged([v1(3), WEB], [v1(3), other, WEB])).toEqual([]);
  });

  it('with its place', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec:\n  selector: {app: db}\n';
    expect(checkRollout('', text).notJudged).toEqual([
      { kind: 'Service', name: 'db', reason: 'selects no pods in these manifests', line: 4 },
    ]);
  });
});

describe('an outage of the pods that are known is found', () => {
  it.each<[string, object]>([
    ['a Rollout', rollout],
    ['a Job', job],
    ['a bare pod', pod],
  ])('whatever %s shares their label', (_, other) => {
    const { findings, services } = checkRollout([v1(3), WEB], [v1(0), v2(3), other, WEB]);
    expect(findings.map(({ rule }) => rule)).toContain('no-ready-endpoints');
    expect(services.map(({ name, lowestReadyEndpoints }) => [name, lowestReadyEndpoints])).toEqual([['web', 0]]);
  });
});

it('a controller that runs beside a Deployment already may serve alone, which is named and not judged', () => {
  const { findings, notJudged: named } = checkRollout([v1(3), rollout, WEB], [v1(0), rollout, WEB]);
  expect(findings).toEqual([]);
  expect(named).toMatchObject([{ name: 'web', reason: 'also selects pods of a Rollout' }]);
});

it('a Service that is removed is reported to its end', () => {
  const { services } = checkRollout([v1(3), WEB], [v1(3)]);
  expect(services).toMatchObject([
    { name: 'web', removed: true, endpointsBefore: 3, lowestReadyEndpoints: 0, endpointsAfter: 0 },
  ]);
});

it('a Service that selects the pods of hundreds of Deployments is named, and so are all that select alike', () => {
  const deployments = Array.from({ length: 301 }, (_, index) =>
    deployment(`d${index}`, { labels: { app: 'web', name: `d${index}` } }),
  );
  expect(notJudged([], [...deployments, WEB, service('b', { app: 'web' })])).toEqual([
    'web selects pods of more than 300 Deployments',
    'b selects pods of more than 300 Deployments',
  ]);
  expect(notJudged([], [...deployments.slice(1), WEB])).toEqual([]);
});

it('a custom resource that serves by itself is named', () => {
  const knative = {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
  };
  const model = { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name: 'iris' } };
  expect(checkRollout([], [knative, model]).notJudged).toEqual([
    {
      kind: 'Service',
      namespace: 'shop',
      name: 'web',
      reason: 'is a Knative Service: its controller makes the pods and the routes to them',
    },
    { kind: 'InferenceService', name: 'iris', reason: 'is served by its own controller' },
  ]);
});

it('a custom resource that served by itself is named when it is removed', () => {
  const knative = { apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'shop' } };
  const model = { apiVersion: 'serving.kserve.io/v1beta1', kind: 'InferenceService', metadata: { name: 'iris' } };
  expect(notJudged([v1(3), WEB, knative, model], [v1(3), WEB])).toEqual([
    'shop is a Knative Service that is removed: its controller removes the pods and the routes to them',
    'iris is removed, and was served by its own controller',
  ]);
});

it('a custom resource that routes requests is named when its rules change', () => {
  const route = (weight: number, group = 'networking.istio.io', kind = 'VirtualService'): object => ({
    apiVersion: `${group}/v1`,
    kind,
    metadata: { name: 'web', namespace: 'shop' },
    spec: { http: [{ route: [{ destination: { host: 'web' }, weight }] }] },
  });
  const app = [v1(3), WEB];
  const judged = (before: object[], after: object[]): string[] =>
    checkRollout([...app, ...before], [...app, ...after]).notJudged.map(
      ({ kind, namespace, name, reason }) => `${kind} ${namespace}/${name} ${reason}`,
    );
  const rules = 'sends requests by rules that are not read';
  expect(judged([route(100)], [route(50)])).toEqual([`VirtualService shop/web changes, and ${rules}`]);
  expect(judged([], [route(50)])).toEqual([`VirtualService shop/web is new, and ${rules}`]);
  expect(judged([route(50)], [])).toEqual([`VirtualService shop/web is removed, and ${rules}`]);
  expect(judged([route(50)], [route(50)])).toEqual([]);
  // If there are several copies, each one counts.
  expect(judged([route(100), route(100)], [route(50), route(100)])).toEqual([
    `VirtualService shop/web changes, and ${rules}`,
  ]);
  expect(judged([route(100), route(100)], [route(100), route(100)])).toEqual([]);
  // One name in two groups means two objects.
  const [old, fresh] = ['traefik.containo.us', 'traefik.io'].map(
    (group) => (weight: number) => route(weight, group, 'IngressRoute'),
  ) as [(weight: number) => object, (weight: number) => object];
  expect(judged([old(1), fresh(1)], [old(2), fresh(1)])).toEqual([`IngressRoute shop/web changes, and ${rules}`]);
  expect(judged([old(1)], [fresh(1)])).toEqual([
    `IngressRoute shop/web is new, and ${rules}`,
    `IngressRoute shop/web is removed, and ${rules}`,
  ]);
  // A change that brings the first Service counts as well.
  expect(checkRollout([route(100)], [...app, route(50)]).notJudged).toMatchObject([{ kind: 'VirtualService' }]);
  // The same from text as from objects, with the position.
  const text = yaml(...app, route(100));
  const [entry] = checkRollout(text, text.replace('100', '50')).notJudged;
  expect(entry).toMatchObject({ kind: 'VirtualService', line: expect.any(Number) as number });
  expect(checkRollout([], [...app, route(50)]).notJudged).toEqual([]);
});
