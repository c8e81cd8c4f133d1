import { describe, expect, it } from 'vitest';
import type { ManifestSet } from '../../src/manifests/manifest';
import { describeManifestProblem } from '../../src/manifests/manifest-problem';
import { readManifests, readObjects } from '../../src/manifests/yaml/read-manifests';

function places(set: ManifestSet): string[] {
  return set.manifests.map(({ kind, source }) => `${kind} ${source?.file}:${source?.line}:${source?.column}`);
}

function problems(set: ManifestSet): string[] {
  return set.problems.map(describeManifestProblem);
}

describe('readManifests', () => {
  it('reads several documents, skips empty ones and says where each object starts', () => {
    const text =
      '---\n# no value here\n---\napiVersion: v1\nkind: Service\n---\n---\napiVersion: apps/v1\nkind: Deployment\n';
    const set = readManifests(text, 'web.yaml');
    expect(places(set)).toEqual(['Service web.yaml:4:1', 'Deployment web.yaml:8:1']);
    expect(set.problems).toEqual([]);
  });

  it.each(['', '\n', '---\n---\n', '# a comment\n', 'null\n', '---\n...\n'])(
    'takes %j for no objects at all',
    (text) => {
      expect(readManifests(text, 'empty.yaml')).toEqual({ manifests: [], problems: [] });
    },
  );

  it('takes lists apart, even lists in lists', () => {
    const text = [
      'apiVersion: v1',
      'kind: List',
      'items:',
      '- apiVersion: v1',
      '  kind: Service',
      '- apiVersion: apps/v1',
      '  kind: DeploymentList',
      '  items:',
      '  - metadata: {name: a}',
      '  - metadata: {name: b}',
    ].join('\n');
    const set = readManifests(text, 'list.yaml');
    expect(places(set)).toEqual(['Service list.yaml:4:3', 'Deployment list.yaml:9:5', 'Deployment list.yaml:10:5']);
    expect(set.manifests.map(({ apiVersion }) => apiVersion)).toEqual(['v1', 'apps/v1', 'apps/v1']);
  });

  it('reads a kind that merely ends in List as it is', () => {
    expect(places(readManifests('apiVersion: example.com/v1\nkind: AllowList\nspec: {}\n', 'a.yaml'))).toEqual([
      'AllowList a.yaml:1:1',
    ]);
  });

  it('finds fields, even those of list items', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  spec:\n    ports:\n    - port: 80\n';
    const source = readManifests(`# comment\n---\n${text}`, 'list.yaml').manifests[0]?.source;
    expect(source?.locate(['spec', 'ports', 0, 'port'])).toEqual({ line: 10, column: 7 });
    expect(source?.locate(['spec', 'selector', 'app'])).toEqual({ line: 8, column: 3 });
  });

  it.each([
    [
      'a: [',
      'bad.yaml:1:5: flow sequence in block collection must be sufficiently indented and end with a ]; fix the YAML',
    ],
    ['apiVersion: v1\nkind: A\nkind: B\n', 'bad.yaml:3:1: map keys must be unique; fix the YAML'],
    ['hello', 'bad.yaml:1:1: expected one Kubernetes object per document, got a string; give apiVersion and kind'],
    ['# c\n- 1\n', 'bad.yaml:2:1: expected one Kubernetes object per document, got a list; give apiVersion and kind'],
    [
      'apiVersion: v1\nkind: 3\n',
      'bad.yaml:2:1: kind: expected the kind of a Kubernetes object, got 3; add it, or leave the document out',
    ],
    ['apiVersion: v1\nkind: List\nitems: [3]\n', 'bad.yaml:3:9: items[0]: expected an object, got 3; remove it'],
  ])('names the problem of %j, and its place', (text, problem) => {
    expect(problems(readManifests(text, 'bad.yaml'))).toContain(problem);
  });

  it('uses the last value of a duplicate key, as kubectl does, and says so', () => {
    const set = readManifests('apiVersion: v1\nkind: A\nkind: B\n', 'twice.yaml');
    expect(set.manifests.map(({ kind }) => kind)).toEqual(['B']);
    expect(set.problems).toMatchObject([{ line: 3, tolerated: true }]);
  });

  it('accepts a quoted value whose lines are not indented, as kubectl does', () => {
    const head = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  annotations:\n';
    const annotations = (text: string): unknown =>
      readManifests(`${head}${text}`, 'a.yaml').manifests.map(
        ({ object }) => (object.metadata as { annotations: object }).annotations,
      );
    // The value is the same as with indentation.
    const value = { a: '[ {"b": "it\'s"} ]', c: 'd' };
    expect(annotations(`    a: '[\n      {"b": "it''s"}\n    ]'\n    c: d\n`)).toEqual([value]);
    expect(annotations(`    a: '[\n      {"b": "it''s"}\n     ]'\n    c: d\n`)).toEqual([value]);
    expect(annotations(`    a: "[\n  \\"b\\"\n\n]"\n    c: |\n      x: 'y\n`)).toEqual([
      { a: '[ "b"\n]', c: "x: 'y\n" },
    ]);
    const open = readManifests(`${head}    a: 'b\n    c: d\n`, 'a.yaml').problems;
    expect(open).toMatchObject([{ message: "missing closing 'quote; fix the YAML" }]);
  });

  it('names the type of a document that is no object', () => {
    const what = (text: string, file: string): unknown[] =>
      readManifests(text, file).problems.map(({ notAnObject, render }) => [notAnObject, render]);
    expect(what('resources: [web.yaml]\n', 'prod/kustomization.yaml')).toEqual([
      ['kustomization file', 'kustomize build prod'],
    ]);
    expect(what('apiVersion: v2\nname: web\n', 'main:charts/web/Chart.yaml')).toEqual([
      ['Helm chart', 'helm template charts/web'],
    ]);
    expect(what('replicas: 3\n', 'values-prod.yaml')).toEqual([['values file', undefined]]);
    expect(what('a: 1\nsops: {mac: x}\n', 'a.yaml')).toEqual([['encrypted file', undefined]]);
    expect(what('- op: add\n', 'patch.yaml')).toEqual([['other list', undefined]]);
    expect(what('a: 1\n', 'ci.yaml')).toEqual([['kindless document', undefined]]);
    // This is YAML with a map as a key, which Kubernetes doesn't accept.
    const placeholder = 'apiVersion: apps/v1\nkind: Deployment\nspec: { replicas: {{ .Values.replicas }} }\n';
    expect(what(placeholder, 'web/templates/a.yaml')).toEqual([['template', 'helm template web']]);
    expect(readManifests('apiVersion: v1\nkind: Service\nspec: { ? [a] : b }\n', 'a.yaml').problems).toEqual([
      expect.objectContaining({ line: 3, message: 'keys must be strings, got a map or a list; fix the YAML' }),
    ]);
    expect(what('kind: Service\nx: {{ .Values.x }}\n  y\n', 'web/templates/a.yaml')).toEqual([
      ['template', 'helm template web'],
    ]);
    expect(what('kind: Service\n', 'a.yaml')).toEqual([[undefined, undefined]]);
  });

  it('names the object whose YAML is broken', () => {
    const text = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec: [\n';
    expect(readManifests(text, 'a.yaml').problems).toMatchObject([{ subject: { kind: 'Service', key: 'shop/web' } }]);
  });

  it('counts objects that no rule looks at and does not build them', () => {
    const passive = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata:\n  name: a\nrules: []\n';
    const custom = 'apiVersion: example.com/v1\nkind: Thing\nmetadata:\n  name: a\n';
    const set = readManifests(`${passive}---\n${custom}---\napiVersion: v1\nkind: Service\n`, 'a.yaml');
    expect([set.passive, set.manifests.map(({ kind }) => kind)]).toEqual([2, ['Service']]);
    expect(set.manifests[0]?.source).toMatchObject({ line: 12, column: 1 });
    expect([...(set.custom?.get('default')?.get('Thing') ?? [])]).toEqual(['a']);
  });

  it.each([
    ['v1', 'Endpoints', 1, 0],
    ['v1', 'Event', 1, 0],
    ['v1', 'LimitRange', 1, 0],
    ['v1', 'PersistentVolume', 1, 0],
    ['v1', 'ServiceAccount', 1, 0],
    ['discovery.k8s.io/v1', 'EndpointSlice', 1, 0],
    ['v1', 'PersistentVolumeClaim', undefined, 1],
    ['apps/v1', 'ServiceAccount', undefined, 1],
  ])('of the built-in kinds, skips those that no rule looks at: %s %s', (apiVersion, kind, passive, built) => {
    const set = readManifests(`apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n`, 'a.yaml');
    expect([set.passive, set.manifests.length, set.custom?.size ?? 0]).toEqual([passive, built, 0]);
  });

  it('reads the Secrets that custom resources make, and keeps only their names', () => {
    const object = (kind: string, name: string, spec: string): string =>
      `apiVersion: external-secrets.io/v1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n${spec}`;
    const interval = '  refreshInterval: 1h30m\n';
    const texts = [
      object('ExternalSecret', 'a', interval),
      object('ExternalSecret', 'b', `${interval}  target:\n    name: c\n`),
      object('ExternalSecret', 'd', `${interval}  target:\n    creationPolicy: Merge\n`),
    ];
    const set = readManifests(texts.join('---\n'), 'a.yaml');
    expect([set.passive, set.manifests]).toEqual([3, []]);
    expect([...(set.secrets ?? [])]).toEqual([
      ['default/a', 'ExternalSecret a'],
      ['default/c', 'ExternalSecret b'],
    ]);
    // In a form that only the full parser can read, the object is built.
    const flow = readManifests(object('ExternalSecret', 'a', '  target: { name: b }\n'), 'a.yaml');
    expect([flow.passive, flow.manifests.length]).toEqual([undefined, 1]);
  });

  it.each([
    ['a pod template', 'apiVersion: example.com/v1\nkind: Thing\nspec: {template: {}}\n', 'Thing'],
    ['another kind in quotes', 'apiVersion: example.com/v1\n"kind": Service\nx: "\n  kind: Thing"\n', 'Service'],
    [
      'a level above its keys',
      ' apiVersion: v1\n kind: Service\n x: "a\n   kind: Thing\n   apiVersion: a.b/v1"\n',
      'Service',
    ],
    ['a merge', 'x: &x {kind: Service}\napiVersion: example.com/v1\n<<: *x\n', 'Service'],
  ])('builds a document with %s', (_, text, kind) => {
    expect(readManifests(text, 'a.yaml').manifests.map((manifest) => manifest.kind)).toEqual([kind]);
  });

  it('reads on after a bad document', () => {
    const set = readManifests('a: [\n---\napiVersion: v1\nkind: Service\n', 'mixed.yaml');
    expect(places(set)).toEqual(['Service mixed.yaml:3:1']);
    expect(set.problems).toHaveLength(1);
  });

  it('shares one value between all aliases of an anchor', () => {
    const lines = ['apiVersion: v1', 'kind: ConfigMap', 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++)
      lines.push(
        `a${i}: &a${i} [${Array(10)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const { manifests, problems: none } = readManifests(lines.join('\n'), 'laughs.yaml');
    expect(none).toEqual([]);
    const [a8, ...others] = manifests[0]!.object.a8 as unknown[];
    expect(others.every((other) => other === a8)).toBe(true);
  });

  it.each([
    ['yes', true],
    ['off', false],
    ['y', true],
    ['010', 8],
    ['0o7', 7],
    ['-0X1F', -31],
    ['0B11', 3],
    ['1_000', 1000],
    ['1e3', 1000],
    ['0x1F', 31],
    ['1:30', '1:30'],
    ['2026-01-01', '2026-01-01'],
    ['"yes"', 'yes'],
    ['1.2.3', '1.2.3'],
    ['~', null],
  ])('reads %s as kubectl does', (yaml, value) => {
    expect(readManifests(`apiVersion: v1\nkind: A\nvalue: ${yaml}\n`, 'a.yaml').manifests[0]?.object.value).toBe(value);
  });

  it('resolves merge keys', () => {
    const text = 'apiVersion: v1\nkind: A\nbase: &base {a: 1, b: 2}\nvalue:\n  <<: *base\n  b: 3\n';
    expect(readManifests(text, 'a.yaml').manifests[0]?.object.value).toEqual({ a: 1, b: 3 });
  });
});

describe('readObjects', () => {
  it('takes lists apart and skips undefined entries', () => {
    const service = { apiVersion: 'v1', kind: 'Service' };
    const set = readObjects([undefined, { apiVersion: 'v1', kind: 'List', items: [service] }, null], 'before');
    expect(set).toEqual({ manifests: [{ apiVersion: 'v1', kind: 'Service', object: service }], problems: [] });
  });

  it('says which entry is no object', () => {
    expect(problems(readObjects([3, { kind: 'A' }], 'after'))).toEqual([
      'after[0]: expected a Kubernetes object, got a number; give apiVersion and kind',
      'after[1]: apiVersion: expected the apiVersion of a Kubernetes object, got undefined; add it, or leave the document out',
    ]);
  });
});
