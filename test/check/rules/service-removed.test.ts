import { expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import type { ManifestSet } from '../../../src/manifests/manifest';
import { readManifests } from '../../../src/manifests/yaml/read-manifests';
import { yaml } from '../../support/workspace';
import { deployment, ingress, object, previewService, service, statefulSet, v1, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'service-removed';
const NAMED = { metadata: { name: '' } };

it('reports a Service that is removed while its pods keep running', () => {
  expect(findingsOf(RULE, [v1(3), WEB], [v1(3)])).toMatchObject([
    {
      severity: 'error',
      resource: 'Service shop/web',
      message: 'Service shop/web is removed, but its pods keep running: clients that call it lose 3 ready endpoints',
      fix: 'keep Service shop/web until no client calls it, and remove it in a later stage',
    },
  ]);
});

it('reports the removal of a whole app as a warning', () => {
  expect(findingsOf(RULE, [v1(1), WEB], [])).toMatchObject([
    {
      severity: 'warning',
      message: 'Service shop/web is removed together with its pods: clients that call it lose 1 ready endpoint',
      fix: "make sure that no client calls Service shop/web any more; these manifests can't tell",
    },
  ]);
});

it('reports another name and another namespace', () => {
  expect(findingsOf(RULE, [v1(3), WEB], [v1(3), service('shop', { app: 'web' })])).toMatchObject([
    {
      resource: 'Service shop/shop',
      message: 'Service shop/web is renamed to shop: clients that call shop/web lose 3 ready endpoints',
      fix: 'keep Service shop/web beside Service shop/shop until no client calls it, and remove it in a later stage',
    },
  ]);
  const moved = [v1(3, { namespace: 'new' }), service('web', { app: 'web' }, { namespace: 'new' })];
  expect(messagesOf(RULE, [v1(3), WEB], moved)).toEqual([
    'Service shop/web moves to namespace new: clients that call shop/web lose 3 ready endpoints',
  ]);
});

it('reports the Service of a StatefulSet, and of pods whose number is not known', () => {
  expect(messagesOf(RULE, [statefulSet('web', { replicas: 2 }), WEB], [statefulSet('web', { replicas: 2 })])).toEqual([
    'Service shop/web is removed, but its pods keep running: clients that call it lose 2 ready endpoints',
  ]);
});

it('is silent about Services for tests, without endpoints, or that a route still names', () => {
  expect(messagesOf(RULE, [v1(3), previewService('web', { app: 'web' })], [v1(3)])).toEqual([]);
  expect(messagesOf(RULE, [v1(0), WEB], [v1(0)])).toEqual([]);
  expect(messagesOf(RULE, [deployment('other', { replicas: 1 }), WEB], [])).toEqual([]);
  expect(messagesOf(RULE, [v1(3), WEB, ingress('edge', 'web')], [v1(3), ingress('edge', 'web')])).toEqual([]);
  expect(messagesOf(RULE, [v1(3), WEB], [v1(3), WEB, service('shop', { app: 'web' })])).toEqual([]);
});

it('reports a removed Service over pods of another controller, whose number is unknown', () => {
  const template = { metadata: { labels: { app: 'web' } } };
  const rollout = object('argoproj.io/v1alpha1', 'Rollout', 'web', { template });
  expect(messagesOf(RULE, [rollout, WEB], [rollout])).toEqual([
    'Service shop/web is removed, but its pods keep running: clients that call it lose its pods',
  ]);
});

it('warns of a namespace that is no longer stated, or is stated now: it may be given when the manifests are applied', () => {
  const bare = (object: object): object => ({ ...object, metadata: { name: (object as typeof NAMED).metadata.name } });
  const [stated, unstated] = [
    [v1(3), WEB],
    [bare(v1(3)), bare(WEB)],
  ];
  expect(findingsOf(RULE, stated, unstated)).toMatchObject([
    {
      severity: 'warning',
      message:
        'Service shop/web no longer states its namespace: unless it is applied to shop all the same, clients that call shop/web lose 3 ready endpoints',
      fix: 'state namespace: shop in Service web, or apply it with --namespace shop',
    },
  ]);
  expect(findingsOf(RULE, unstated, stated)).toMatchObject([
    {
      severity: 'warning',
      message:
        'Service web states its namespace now: unless it was applied to shop before, clients that call web lose 3 ready endpoints',
      fix: 'check the namespace in which Service web runs: kubectl get service --all-namespaces',
    },
  ]);
});

it('is information about a namespace that a kustomization may set, unless the change adds the kustomization', () => {
  const text = (namespace?: string): ManifestSet =>
    readManifests(
      yaml(...[v1(3), WEB].map((one) => ({ ...one, metadata: { name: 'web', namespace } }))),
      'base/web.yaml',
    );
  const kustomization = readManifests('resources: [web.yaml]\n', 'base/kustomization.yaml');
  const join = (set: ManifestSet): ManifestSet => ({ ...set, problems: [...set.problems, ...kustomization.problems] });
  const severities = (old: ManifestSet, fresh: ManifestSet): string[] =>
    checkRollout(old, fresh).findings.flatMap(({ rule, severity }) => (rule === RULE ? severity : []));
  const [before, after] = [text('shop'), text()];
  expect(severities(before, after)).toEqual(['warning']);
  expect(severities(join(before), join(after))).toEqual(['info']);
  expect(severities(before, join(after))).toEqual(['warning']);
  expect(severities(join(before), after)).toEqual(['warning']);
});
