import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import type { ManifestSet } from '../../../src/manifests/manifest';
import { readManifests } from '../../../src/manifests/yaml/read-manifests';
import { yaml } from '../../support/workspace';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'config-removed';

function web(pod: object, replicas = 3, name = 'web'): object {
  const labels = { app: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
  };
}

function config(kind: string, name: string): object {
  return { apiVersion: 'v1', kind, metadata: { name, namespace: 'shop' } };
}

const mounts = (name: string): object => ({ containers: [], volumes: [{ name: 'config', configMap: { name } }] });

it('reports a ConfigMap that the new pods need', () => {
  const [finding] = findingsOf(RULE, [web(mounts('a')), config('ConfigMap', 'a')], [web(mounts('a'))]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Deployment shop/web',
    message: 'ConfigMap a is removed, but Deployment shop/web still needs it: none of the new pods can start',
    fix: 'keep ConfigMap a, or take it out of the pod template first',
  });
});

it('names a way for generated names, which the next commit no longer has', () => {
  const before = [web(mounts('env-7k2m9d5h8f')), config('ConfigMap', 'env-7k2m9d5h8f')];
  const [finding] = findingsOf(RULE, before, [web(mounts('env-b4t6g2k8c9')), config('ConfigMap', 'env-b4t6g2k8c9')]);
  expect(finding?.fix).toBe(
    'generated names change with the data, so keep ConfigMap env-7k2m9d5h8f in the cluster: apply without pruning (Argo CD: Prune=false on it), and delete it once the new pods have replaced the old ones',
  );
});

it('warns of one that only the old pods need', () => {
  const before = [web(mounts('a')), config('ConfigMap', 'a')];
  const [finding] = findingsOf(RULE, before, [web(mounts('b')), config('ConfigMap', 'b')]);
  expect(finding).toMatchObject({
    severity: 'warning',
    message:
      "ConfigMap a is removed in the same change in which Deployment shop/web stops using it: the old pods continue without it, but one that restarts meanwhile can't start",
    fix: 'keep ConfigMap a until the new pods have replaced the old ones; remove it in a later stage',
  });
  expect(findingsOf(RULE, before, [web(mounts('b')), config('ConfigMap', 'a'), config('ConfigMap', 'b')])).toEqual([]);
});

it('is one finding for all that a Deployment needs, and for each Deployment that needs them', () => {
  const other = (pod: object): object => web(pod, 3, 'api');
  const two = (...names: string[]): object => ({
    containers: [],
    volumes: names.map((name) => ({ name, configMap: { name } })),
  });
  const configs = [config('ConfigMap', 'a'), config('ConfigMap', 'b')];
  expect(messagesOf(RULE, [web(mounts('a')), other(mounts('a')), ...configs], [web(two()), other(two())])).toEqual([
    "ConfigMap a is removed in the same change in which Deployment shop/api stops using it: the old pods continue without it, but one that restarts meanwhile can't start",
    "ConfigMap a is removed in the same change in which Deployment shop/web stops using it: the old pods continue without it, but one that restarts meanwhile can't start",
  ]);
  expect(messagesOf(RULE, [web(two('a', 'b')), ...configs], [web(two('a', 'b'))])).toEqual([
    'ConfigMap a and ConfigMap b are removed, but Deployment shop/web still needs them: none of the new pods can start',
  ]);
});

it('is silenced for the Deployment that allows it alone', () => {
  const api = web(mounts('a'), 3, 'api') as { metadata: object };
  const annotations = { 'cdk8s-rollouts/allow': RULE };
  const allowing = { ...api, metadata: { ...api.metadata, annotations } };
  expect(messagesOf(RULE, [api, web(mounts('a')), config('ConfigMap', 'a')], [allowing, web(mounts('a'))])).toEqual([
    'ConfigMap a is removed, but Deployment shop/web still needs it: none of the new pods can start',
  ]);
});

describe('a reference', () => {
  const volume = (source: object): object => ({ containers: [], volumes: [{ name: 'v', ...source }] });
  const main = (container: object): object => ({ containers: [{ name: 'main', ...container }] });

  it.each<[string, string, object]>([
    ['a volume of a Secret', 'Secret', volume({ secret: { secretName: 'a' } })],
    ['a projected ConfigMap', 'ConfigMap', volume({ projected: { sources: [{ configMap: { name: 'a' } }] } })],
    ['a projected Secret', 'Secret', volume({ projected: { sources: [{ secret: { name: 'a' } }] } })],
    ['variables of a ConfigMap', 'ConfigMap', main({ envFrom: [{ configMapRef: { name: 'a' } }] })],
    ['variables of a Secret', 'Secret', main({ envFrom: [{ secretRef: { name: 'a' } }] })],
    [
      'a key of a ConfigMap',
      'ConfigMap',
      main({ env: [{ name: 'X', valueFrom: { configMapKeyRef: { name: 'a' } } }] }),
    ],
    ['a key of a Secret', 'Secret', main({ env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 'a' } } }] })],
    [
      'an init container',
      'Secret',
      { containers: [], initContainers: [{ name: 'init', envFrom: [{ secretRef: { name: 'a' } }] }] },
    ],
  ])('may be %s', (_, kind, pod) => {
    expect(messagesOf(RULE, [web(pod), config(kind, 'a')], [web(pod)])).toEqual([
      `${kind} a is removed, but Deployment shop/web still needs it: none of the new pods can start`,
    ]);
  });

  it('that is optional is none', () => {
    const optional = [
      volume({ configMap: { name: 'a', optional: true } }),
      main({ envFrom: [{ configMapRef: { name: 'a', optional: true } }] }),
    ];
    for (const pod of optional) expect(findingsOf(RULE, [web(pod), config('ConfigMap', 'a')], [web(pod)])).toEqual([]);
  });
});

it('is silent if no pod needs it any longer, if it comes from elsewhere, and if it is another object', () => {
  const a = config('ConfigMap', 'a');
  expect(findingsOf(RULE, [web(mounts('a')), a], [])).toEqual([]);
  expect(findingsOf(RULE, [web(mounts('a')), a], [web(mounts('a'), 0)])).toEqual([]);
  expect(findingsOf(RULE, [web(mounts('a'))], [web(mounts('a'))])).toEqual([]);
  expect(findingsOf(RULE, [web(mounts('a')), config('Secret', 'a')], [web(mounts('a'))])).toEqual([]);
  expect(findingsOf(RULE, [web(mounts('a'), 0), a], [web(mounts('b'))])).toEqual([]);
});

it('counts a Deployment that may have a pod', () => {
  const open = web(mounts('a')) as { spec: object };
  const unstated = { ...open, spec: { ...open.spec, replicas: undefined } };
  // If replicas is left out for the first time, the count rises to 1 unless someone keeps it.
  expect(findingsOf(RULE, [web(mounts('a'), 0), config('ConfigMap', 'a')], [unstated])).toHaveLength(1);
});

describe('a Secret that a custom resource makes from now on', () => {
  const maker = (kind: string, name: string, spec: object = {}, namespace = 'shop'): object => ({
    apiVersion: 'example.com/v1',
    kind,
    metadata: { name, namespace },
    spec,
  });
  const needs = web({ containers: [], volumes: [{ name: 'v', secret: { secretName: 'a' } }] });
  const destination = { name: 'a', create: true };

  it.each<[string, string, object?]>([
    ['ExternalSecret', 'a'],
    ['ExternalSecret', 'b', { target: { name: 'a' } }],
    ['SealedSecret', 'a'],
    ['VaultSecret', 'a'],
    ['VaultStaticSecret', 'b', { destination }],
    ['VaultDynamicSecret', 'b', { destination }],
    ['OnePasswordItem', 'a'],
    ['InfisicalSecret', 'b', { managedSecretReference: { secretName: 'a', secretNamespace: 'shop' } }],
    ['VaultPKISecret', 'b', { destination }],
    ['InfisicalDynamicSecret', 'b', { managedSecretReference: { secretName: 'a' } }],
    ['Certificate', 'b', { secretName: 'a' }],
    ['InfisicalSecret', 'b', { managedKubeSecretReferences: [{ secretName: 'c' }, { secretName: 'a' }] }],
  ])('such as %s %s, is information', (kind, name, spec) => {
    expect(findingsOf(RULE, [needs, config('Secret', 'a')], [needs, maker(kind, name, spec)])).toMatchObject([
      {
        severity: 'info',
        resource: 'Deployment shop/web',
        message: `Secret a is removed, but ${kind} ${name} makes it from now on: pods of Deployment shop/web that start before it is made wait for it`,
        fix: `let ${kind} ${name} make it before Secret a is removed from the cluster`,
      },
    ]);
  });

  it('is found in YAML as well, of which the checker reads only the names of most custom resources', () => {
    const before = yaml(needs, config('Secret', 'a'));
    const severityAfter = (other: object): unknown =>
      checkRollout(before, yaml(needs, other)).findings.find(({ rule }) => rule === RULE)?.severity;
    expect(severityAfter(maker('ExternalSecret', 'b', { target: { name: 'a' } }))).toBe('info');
    expect(severityAfter(maker('ExternalSecret', 'a', { target: { name: 'b' } }))).toBe('error');
    expect(severityAfter(maker('SealedSecret', 'a'))).toBe('info');
    const certificate = { secretName: 'a', duration: '2160h', dnsNames: ['*.example.com'] };
    expect(severityAfter(maker('Certificate', 'b', certificate))).toBe('info');
    // Only the full parser can read a negative number.
    expect(severityAfter(maker('ExternalSecret', 'a', { data: [{ remoteRef: { weight: -1 } }] }))).toBe('info');
  });

  it('is information as well if the pods stop using it', () => {
    const after = [web({ containers: [] }), maker('ExternalSecret', 'a')];
    expect(findingsOf(RULE, [needs, config('Secret', 'a')], after)).toMatchObject([{ severity: 'info' }]);
  });

  it.each([
    ['a custom resource of another purpose', maker('ServiceMonitor', 'a')],
    ['one of another name', maker('ExternalSecret', 'b')],
    ['one of another namespace', maker('ExternalSecret', 'a', {}, 'other')],
    ['one that makes a Secret of another name', maker('ExternalSecret', 'a', { target: { name: 'b' } })],
    ['one that only adds to a Secret', maker('ExternalSecret', 'a', { target: { creationPolicy: 'Merge' } })],
    ['one that makes none', maker('ExternalSecret', 'a', { target: { creationPolicy: 'None' } })],
    ['one that expects the Secret to exist', maker('VaultStaticSecret', 'a', { destination: { name: 'a' } })],
    [
      'one that makes it in another namespace',
      maker('InfisicalSecret', 'a', { managedSecretReference: { secretName: 'a', secretNamespace: 'other' } }),
    ],
    ['one that states no Secret', maker('InfisicalSecret', 'a')],
    ['a certificate that states no Secret', maker('Certificate', 'a')],
  ])('is no %s', (_, other) => {
    expect(findingsOf(RULE, [needs, config('Secret', 'a')], [needs, other])).toMatchObject([{ severity: 'error' }]);
  });

  it('is no ConfigMap', () => {
    const before = [web(mounts('a')), config('ConfigMap', 'a')];
    expect(findingsOf(RULE, before, [web(mounts('a')), maker('ExternalSecret', 'a')])).toMatchObject([
      { severity: 'error' },
    ]);
  });
});

it('is information if the manifests were not rendered before either: a generator may add it', () => {
  const text = (...objects: object[]): ManifestSet => readManifests(yaml(...objects), 'base/web.yaml');
  const kustomization = readManifests('resources: [web.yaml]\n', 'base/kustomization.yaml');
  const join = (set: ManifestSet): ManifestSet => ({ ...set, problems: [...set.problems, ...kustomization.problems] });
  const [before, after] = [text(web(mounts('a')), config('ConfigMap', 'a')), text(web(mounts('a')))];
  const severities = (old: ManifestSet, fresh: ManifestSet): string[] =>
    checkRollout(old, fresh).findings.flatMap(({ rule, severity }) => (rule === RULE ? severity : []));
  expect(severities(before, after)).toEqual(['error']);
  expect(severities(join(before), join(after))).toEqual(['info']);
  // A change that adds a kustomization must not make its own finding milder.
  expect(severities(before, join(after))).toEqual(['error']);
  expect(severities(join(before), after)).toEqual(['error']);
});
