import { describe, expect, it } from 'vitest';
import { describeManifestProblem } from '../../src/manifests/manifest-problem';
import { readManifests } from '../../src/manifests/yaml/read-manifests';
import { toState } from '../../src/manifests/to-state';
import { problemLine } from '../support/problem-line';

/** A name, the text, and all expected problems. */
type BadText = [string, string, string[]];

const DNS_NAME =
  'a DNS name of at most 253 characters (lower-case letters, digits, "-" and ".", with a letter or digit at both ends of each part); rename it';
const DNS_LABEL =
  'a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends); rename it';
const COUNT = 'a whole number, 0 to 2147483647; write a number without quotes';
const PORT = 'a whole number, 1 to 65535; write a port number without quotes';
const OBJECT = 'an object; write a map, or leave it out';
const ENTRY = 'an object; write a map, or remove it';
const LIST = 'a list; write each entry after a dash, or leave it out';
const TEXT = 'a string; put it in quotes';
const VALUE = 'a string; put the value in quotes';
const DOCUMENT = 'one Kubernetes object per document; give apiVersion and kind';
const TOO_DEEP = 'expected at most 200 levels, got lists or maps that are nested too deeply; flatten them';
const KIND = 'the kind of a Kubernetes object; add it, or leave the document out';
const API_VERSION = 'the apiVersion of a Kubernetes object; add it, or leave the document out';
const NAME = 'the name of the object; give it a name';

const SERVICE_HEAD = 'apiVersion: v1\nkind: Service\n';

const named = (name: string): string => `${SERVICE_HEAD}metadata: {name: ${name}}\n`;
const service = (spec: string): string => `${named('web')}spec:\n  ${spec}\n`;
const deployment = (spec: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec:\n  ${spec}\n`;

function problemsOf(text: string): string[] {
  return toState(readManifests(text, 'web.yaml')).problems.map(describeManifestProblem);
}

function readState(text: string) {
  const { state, problems } = toState(readManifests(text, 'web.yaml'));
  expect(problems).toEqual([]);
  return state;
}

describe('the text itself', () => {
  it.each<BadText>([
    [
      'an indentation of tabs',
      `${SERVICE_HEAD}metadata:\n\tname: web\n`,
      ['web.yaml:4:1: tabs are not allowed as indentation; fix the YAML'],
    ],
    ['text in quotes without an end', 'a: "abc', ['web.yaml:1:8: missing closing "quote; fix the YAML']],
    ['an unknown escape', 'a: "\\q"', ['web.yaml:1:5: invalid escape sequence \\q; fix the YAML']],
    [
      'an escape of an invalid character',
      'a: "\\U11111111"',
      ['web.yaml:1:5: invalid escape sequence \\U11111111; fix the YAML'],
    ],
    [
      'an alias without an anchor',
      `${SERVICE_HEAD}metadata: *none\n`,
      ['web.yaml:1:1: there is no anchor &none before the alias *none; write the value out'],
    ],
    [
      'an alias as the key of a map that it is in',
      `&a\n? *a\n: 1\n`,
      ['web.yaml:2:1: the anchor &a contains itself; write the value out'],
    ],
    [
      'a merge key of a number',
      `${SERVICE_HEAD}metadata:\n  <<: 5\n  name: web\n`,
      ['web.yaml:1:1: merge sources must be maps or map aliases; fix the YAML'],
    ],
    [
      'a merge key of a list of numbers',
      `${SERVICE_HEAD}metadata:\n  <<: [5]\n  name: web\n`,
      ['web.yaml:1:1: merge sources must be maps or map aliases; fix the YAML'],
    ],
    [
      'a map that is merged into itself',
      `${SERVICE_HEAD}metadata: &m\n  name: web\n  <<: *m\n`,
      ['web.yaml:1:1: the anchor &m contains itself; write the value out'],
    ],
    [
      'a conflict of git',
      `${SERVICE_HEAD}<<<<<<< HEAD\nmetadata: {name: web}\n=======\n>>>>>>> main\n`,
      ['web.yaml:3:1: expected YAML, got a merge conflict of git (<<<<<<< HEAD); resolve the conflict'],
    ],
    [
      'a conflict of git with a long name, of which the start is enough',
      `${SERVICE_HEAD}<<<<<<< ${'h'.repeat(100_000)}\n`,
      [`web.yaml:3:1: expected YAML, got a merge conflict of git (<<<<<<< ${'h'.repeat(100)}); resolve the conflict`],
    ],
    [
      'a template that was not rendered',
      `${SERVICE_HEAD}metadata:\n  name: {{ .Release.Name }}\n`,
      ['web.yaml:4:10: keys must be strings, got a map or a list; fix the YAML'],
    ],
    [
      'a brace too many',
      `${SERVICE_HEAD}metadata: {name: web}}\n`,
      ['web.yaml:3:22: unexpected flow-map-end token in YAML stream: "}"; fix the YAML'],
    ],
    [
      'JSON lines',
      '{"apiVersion": "v1"}\n{"apiVersion": "v1"}\n',
      ['web.yaml:2:1: unexpected flow-map-start at node end; fix the YAML'],
    ],
    [
      'a key of more than 1024 characters',
      `${SERVICE_HEAD}${'k'.repeat(2000)}: 1\n`,
      [
        'web.yaml:3:1: the : indicator must be at most 1024 chars after the start of an implicit block mapping key; fix the YAML',
      ],
    ],
    ['brackets without end', '['.repeat(100_000), [`web.yaml:1:201: ${TOO_DEEP}`]],
    ['braces without end', '{a: '.repeat(5000), [`web.yaml:1:798: ${TOO_DEEP}`]],
    [
      'nesting that is well-formed',
      `${SERVICE_HEAD}metadata: {name: web}\nx: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
      [`web.yaml:4:203: ${TOO_DEEP}`],
    ],
    ['lists in lists in one line', `${'- '.repeat(20_000)}a`, [`web.yaml:1:400: ${TOO_DEEP}`]],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('values that are no Kubernetes objects', () => {
  it.each<BadText>([
    ['a bare number', '42\n', [problemLine('web.yaml:1:1', 'a number', DOCUMENT)]],
    ['a bare date', '2026-01-01\n', [problemLine('web.yaml:1:1', 'a string', DOCUMENT)]],
    ['not a number', '.nan\n', [problemLine('web.yaml:1:1', 'a number', DOCUMENT)]],
    [
      'a kind that is a list',
      'apiVersion: v1\nkind: [Service]\n',
      [problemLine('web.yaml:2:1: kind', '["Service"]', KIND)],
    ],
    ['a kind that is empty', 'apiVersion: v1\nkind: ""\n', [problemLine('web.yaml:2:1: kind', '""', KIND)]],
    [
      'an apiVersion that is a number',
      'apiVersion: 1\nkind: Service\n',
      [problemLine('web.yaml:1:1: apiVersion', '1', API_VERSION)],
    ],
    ['no apiVersion', 'kind: Service\n', [problemLine('web.yaml:1:1: apiVersion', 'undefined', API_VERSION)]],
    [
      'the keys of __proto__ alone',
      '__proto__: {apiVersion: v1, kind: Service}\n',
      [problemLine('web.yaml:1:1: kind', 'undefined', KIND)],
    ],
    [
      'a List of text',
      'apiVersion: v1\nkind: List\nitems: none\n',
      ['web.yaml:3:1: items: expected a list of objects, got "none"; write each object after a dash'],
    ],
    [
      'a List of null',
      'apiVersion: v1\nkind: List\nitems: [null]\n',
      ['web.yaml:3:9: items[0]: expected an object, got null; remove it'],
    ],
    [
      'a List of an object without a kind',
      'apiVersion: v1\nkind: List\nitems: [{metadata: {name: web}}]\n',
      [problemLine('web.yaml:3:9: kind', 'undefined', KIND)],
    ],
    [
      'a List that contains itself',
      'apiVersion: v1\nkind: List\nitems: &i\n- {apiVersion: v1, kind: List, items: *i}\n',
      ['web.yaml:1:1: the anchor &i contains itself; write the value out'],
    ],
    [
      'twelve Lists in each other',
      `${'{apiVersion: v1, kind: List, items: ['.repeat(12)}{apiVersion: v1, kind: Service}${']}'.repeat(12)}`,
      ['web.yaml:1:371: List: expected at most 10 nested lists; flatten them'],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('names', () => {
  it.each<BadText>([
    ['no name', SERVICE_HEAD, [problemLine('web.yaml:1:1: Service: metadata.name', 'undefined', NAME)]],
    [
      'metadata that is text',
      `${SERVICE_HEAD}metadata: web\n`,
      [
        problemLine('web.yaml:3:1: Service: metadata', '"web"', OBJECT),
        problemLine('web.yaml:3:1: Service: metadata.name', 'undefined', NAME),
      ],
    ],
    ['a name that is null', named('null'), [problemLine('web.yaml:3:12: Service: metadata.name', 'undefined', NAME)]],
    ['a name that is empty', named('""'), [problemLine('web.yaml:3:12: Service: metadata.name', '""', NAME)]],
    ['a name that is a number', named('8080'), [problemLine('web.yaml:3:12: Service: metadata.name', '8080', TEXT)]],
    [
      'a name that YAML takes for true',
      named('y'),
      [problemLine('web.yaml:3:12: Service: metadata.name', 'true', TEXT)],
    ],
    [
      'a name that is binary',
      named('!!binary aGVsbG8='),
      [
        problemLine(
          'web.yaml:3:12: Service: metadata.name',
          'a Buffer {"type":"Buffer","data":[104,101,108,108,111]}',
          TEXT,
        ),
      ],
    ],
    [
      'a name in upper case',
      named('Web'),
      [problemLine('web.yaml:3:12: Service Web: metadata.name', '"Web"', DNS_NAME)],
    ],
    [
      'a name with a space',
      named('"my web"'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"my web"', DNS_NAME)],
    ],
    [
      'a name of 254 characters',
      named('a'.repeat(254)),
      [
        problemLine(
          'web.yaml:3:12: Service: metadata.name',
          '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…',
          DNS_NAME,
        ),
      ],
    ],
    [
      'a name that leads out of a folder',
      named('../../etc/passwd'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"../../etc/passwd"', DNS_NAME)],
    ],
    [
      'a name that is the folder above',
      named('..'),
      [problemLine('web.yaml:3:12: Service ..: metadata.name', '".."', DNS_NAME)],
    ],
    [
      'a name that is an absolute path',
      named('/etc/passwd'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"/etc/passwd"', DNS_NAME)],
    ],
    [
      'a name with a backslash',
      named('..\\web'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"..\\\\web"', DNS_NAME)],
    ],
    [
      'a name that clears the terminal',
      named('"\\e[2Jweb"'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"\\u001b[2Jweb"', DNS_NAME)],
    ],
    [
      'a name with a line end',
      named('"web\\nadmin"'),
      [problemLine('web.yaml:3:12: Service: metadata.name', String.raw`"web\nadmin"`, DNS_NAME)],
    ],
    [
      'a name with a NUL',
      named('"web\\0"'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"web\\u0000"', DNS_NAME)],
    ],
    [
      'a name that is written from right to left',
      named('"web\\u202efdp"'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"web\\u202efdp"', DNS_NAME)],
    ],
    [
      'a name of half a character',
      named('"\\ud800"'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"\\ud800"', DNS_NAME)],
    ],
    [
      'a name of a command',
      named('$(touch pwned)'),
      [problemLine('web.yaml:3:12: Service: metadata.name', '"$(touch pwned)"', DNS_NAME)],
    ],
    [
      'a namespace of a list',
      `${SERVICE_HEAD}metadata: {name: web, namespace: [shop]}\n`,
      [problemLine('web.yaml:3:23: Service web: metadata.namespace', '["shop"]', TEXT)],
    ],
    [
      'a namespace with a dot',
      `${SERVICE_HEAD}metadata: {name: web, namespace: shop.web}\n`,
      [problemLine('web.yaml:3:23: Service web: metadata.namespace', '"shop.web"', DNS_LABEL)],
    ],
    [
      'a namespace that leads elsewhere',
      `${SERVICE_HEAD}metadata: {name: web, namespace: ../kube-system}\n`,
      [problemLine('web.yaml:3:23: Service web: metadata.namespace', '"../kube-system"', DNS_LABEL)],
    ],
    [
      'a name and a namespace that are bad',
      `${SERVICE_HEAD}metadata: {name: A, namespace: B}\n`,
      [
        problemLine('web.yaml:3:12: Service A: metadata.name', '"A"', DNS_NAME),
        problemLine('web.yaml:3:21: Service A: metadata.namespace', '"B"', DNS_LABEL),
      ],
    ],
    [
      'annotations of a list',
      `${SERVICE_HEAD}metadata: {name: web, annotations: [a]}\n`,
      [problemLine('web.yaml:3:23: Service web: metadata.annotations', '["a"]', OBJECT)],
    ],
    [
      'an annotation of a number',
      `${SERVICE_HEAD}metadata: {name: web, annotations: {argocd.argoproj.io/sync-wave: 5}}\n`,
      [problemLine('web.yaml:3:37: Service web: metadata.annotations["argocd.argoproj.io/sync-wave"]', '5', VALUE)],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('Deployments', () => {
  it.each<BadText>([
    [
      'replicas of -1',
      deployment('replicas: -1'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '-1', COUNT)],
    ],
    [
      'replicas of 1.5',
      deployment('replicas: 1.5'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '1.5', COUNT)],
    ],
    [
      'replicas of a billion billions',
      deployment('replicas: 1000000000000000000'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '1000000000000000000', COUNT)],
    ],
    [
      'replicas that are no number',
      deployment('replicas: .nan'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', 'NaN', COUNT)],
    ],
    [
      'replicas without end',
      deployment('replicas: .inf'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', 'Infinity', COUNT)],
    ],
    [
      'replicas of true',
      deployment('replicas: yes'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', 'true', COUNT)],
    ],
    [
      'replicas of a date',
      deployment('replicas: 2026-01-01'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '"2026-01-01"', COUNT)],
    ],
    [
      'replicas of minutes and seconds',
      deployment('replicas: 1:30'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '"1:30"', COUNT)],
    ],
    [
      'replicas of a list',
      deployment('replicas: [3]'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '[3]', COUNT)],
    ],
    [
      'replicas of a map',
      deployment('replicas: {count: 3}'),
      [problemLine('web.yaml:5:3: Deployment web: spec.replicas', '{"count":3}', COUNT)],
    ],
    [
      'a strategy of text',
      deployment('strategy: Recreate'),
      [problemLine('web.yaml:5:3: Deployment web: spec.strategy', '"Recreate"', OBJECT)],
    ],
    [
      'a surge below 0',
      deployment('strategy: {rollingUpdate: {maxSurge: -1}}'),
      [
        'web.yaml:5:30: Deployment web: spec.strategy.rollingUpdate.maxSurge: expected a whole number, 0 or more, or a percentage, got -1; write 1 or "25%"',
      ],
    ],
    [
      'a surge that is no percentage',
      deployment('strategy: {rollingUpdate: {maxSurge: "25"}}'),
      [
        'web.yaml:5:30: Deployment web: spec.strategy.rollingUpdate.maxSurge: expected a whole number, 0 or more, or a percentage, got "25"; write 1 or "25%"',
      ],
    ],
    [
      'a selector of text',
      deployment('selector: app=web'),
      [problemLine('web.yaml:5:3: Deployment web: spec.selector', '"app=web"', OBJECT)],
    ],
    [
      'a selector with an unknown operator',
      deployment('selector: {matchExpressions: [{key: app, operator: Equals, values: [web]}]}'),
      [
        'web.yaml:5:44: Deployment web: spec.selector.matchExpressions[0].operator: expected In, NotIn, Exists, DoesNotExist, got "Equals"; use one of them',
      ],
    ],
    [
      'a selector of expressions of text',
      deployment('selector: {matchExpressions: [app]}'),
      [problemLine('web.yaml:5:33: Deployment web: spec.selector.matchExpressions[0]', '"app"', ENTRY)],
    ],
    [
      'a template of a list',
      deployment('template: []'),
      [problemLine('web.yaml:5:3: Deployment web: spec.template', '[]', OBJECT)],
    ],
    [
      'a template that contains itself',
      deployment('template: &t {spec: {again: *t}}'),
      ['web.yaml:1:1: the anchor &t contains itself; write the value out'],
    ],
    [
      'labels of a number',
      deployment('template: {metadata: {labels: {version: 1.10}}}'),
      [problemLine('web.yaml:5:34: Deployment web: spec.template.metadata.labels.version', '1.1', VALUE)],
    ],
    [
      'containers of text',
      deployment('template: {spec: {containers: [web]}}'),
      [problemLine('web.yaml:5:34: Deployment web: spec.template.spec.containers[0]', '"web"', ENTRY)],
    ],
    [
      'an image of a number',
      deployment('template: {spec: {containers: [{name: main, image: 1.27}]}}'),
      [problemLine('web.yaml:5:47: Deployment web: spec.template.spec.containers[0].image', '1.27', TEXT)],
    ],
    [
      'a container port of text',
      deployment('template: {spec: {containers: [{name: main, image: web, ports: [{containerPort: http}]}]}}'),
      [
        problemLine(
          'web.yaml:5:68: Deployment web: spec.template.spec.containers[0].ports[0].containerPort',
          '"http"',
          PORT,
        ),
      ],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('other kinds', () => {
  it.each<BadText>([
    [
      'a Service of a selector with a number',
      service('selector: {version: 010}'),
      [problemLine('web.yaml:5:14: Service web: spec.selector.version', '8', VALUE)],
    ],
    [
      'a Service of a selector with true',
      service('selector: {enabled: on}'),
      [problemLine('web.yaml:5:14: Service web: spec.selector.enabled', 'true', VALUE)],
    ],
    [
      'a Service port of text',
      service('ports: [{port: "80"}]'),
      [problemLine('web.yaml:5:12: Service web: spec.ports[0].port', '"80"', PORT)],
    ],
    [
      'a Service port of 0',
      service('ports: [{port: 0}]'),
      [problemLine('web.yaml:5:12: Service web: spec.ports[0].port', '0', PORT)],
    ],
    [
      'a Service port of 70000',
      service('ports: [{port: 70000}]'),
      [problemLine('web.yaml:5:12: Service web: spec.ports[0].port', '70000', PORT)],
    ],
    [
      'a target port of 1.5',
      service('ports: [{port: 80, targetPort: 1.5}]'),
      [
        'web.yaml:5:22: Service web: spec.ports[0].targetPort: expected a port number or the name of a container port, got 1.5; write 8080 or http',
      ],
    ],
    [
      'a target port of true',
      service('ports: [{port: 80, targetPort: true}]'),
      [
        'web.yaml:5:22: Service web: spec.ports[0].targetPort: expected a port number or the name of a container port, got true; write 8080 or http',
      ],
    ],
    [
      'an autoscaler of text',
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: web}\nspec: {scaleTargetRef: web, minReplicas: "1"}\n`,
      [
        problemLine('web.yaml:4:8: HorizontalPodAutoscaler web: spec.scaleTargetRef', '"web"', OBJECT),
        problemLine('web.yaml:4:29: HorizontalPodAutoscaler web: spec.minReplicas', '"1"', COUNT),
      ],
    ],
    [
      'a disruption budget of -1',
      `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: web}\nspec: {minAvailable: -1, selector: []}\n`,
      [
        problemLine('web.yaml:4:26: PodDisruptionBudget web: spec.selector', '[]', OBJECT),
        'web.yaml:4:8: PodDisruptionBudget web: spec.minAvailable: expected a whole number, 0 or more, or a percentage, got -1; write 1 or "25%"',
      ],
    ],
    [
      'an Ingress whose rules are no list',
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {rules: {http: 5}}\n`,
      [problemLine('web.yaml:4:8: Ingress web: spec.rules', '{"http":5}', LIST)],
    ],
    [
      'an Ingress whose backend is a number',
      `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {rules: [{http: {paths: [{backend: 5}]}}]}\n`,
      [problemLine('web.yaml:4:33: Ingress web: spec.rules[0].http.paths[0].backend', '5', OBJECT)],
    ],
    [
      'a route to a number',
      `apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: web}\nspec: {rules: [{backendRefs: [{name: 5}]}]}\n`,
      [problemLine('web.yaml:4:32: HTTPRoute web: spec.rules[0].backendRefs[0].name', '5', TEXT)],
    ],
    [
      'the same Service twice, once in the default namespace',
      `${named('web')}---\n${SERVICE_HEAD}metadata: {name: web, namespace: default}\n`,
      [
        'web.yaml:5:1: Service web: expected each object once, got it twice (first in web.yaml:1); remove one, or read the stages of a plan one at a time',
      ],
    ],
  ])('%s', (_, text, problems) => {
    expect(problemsOf(text)).toEqual(problems);
  });
});

describe('input that looks bad and is not', () => {
  it('keys of an object that mean something to JavaScript', () => {
    const keys =
      'replicas: 2\n  selector: {}\n  __proto__: {replicas: 5}\n  constructor: {prototype: {replicas: 5}}\n  toString: 5';
    const web = readState(deployment(keys)).deployments.get('default/web');
    expect(web?.replicas).toBe(2);
    expect({}).not.toHaveProperty('replicas');
  });

  it('a label whose key is __proto__', () => {
    const template = 'selector: {}\n  template: {metadata: {labels: {__proto__: x}}}';
    const labels = readState(deployment(template)).deployments.get('default/web')?.labels;
    expect(Object.entries(labels ?? {})).toEqual([['__proto__', 'x']]);
  });

  it('a byte order mark before each of several files that were put together', () => {
    const text = `\ufeff${named('a')}---\n\ufeff${named('b')}\ufeff---\n${named('c')}`;
    expect([...readState(text).services.keys()]).toEqual(['default/a', 'default/b', 'default/c']);
  });

  it('2000 aliases', () => {
    const text = `${SERVICE_HEAD}metadata: {name: web}\nx: &x 1\ny:\n${'- *x\n'.repeat(2000)}`;
    expect([...readState(text).services.keys()]).toEqual(['default/web']);
  });

  it('a List that aliases repeat a hundred thousand times', () => {
    const list = (items: string): string => `{apiVersion: v1, kind: List, items: [${items}]}`;
    const levels = ['a', 'b', 'c', 'd', 'e'].map(
      (name, index, names) =>
        `- &${name} ${list(
          index === 0
            ? '*o'
            : Array(10)
                .fill(`*${names[index - 1]}`)
                .join(', '),
        )}`,
    );
    const object = '- &o {apiVersion: v1, kind: Service, metadata: {name: web}}';
    const text = ['apiVersion: v1', 'kind: List', 'items:', object, ...levels].join('\n');
    expect([...readState(text).services.keys()]).toEqual(['default/web']);
  });

  it('unknown tags and directives, as kubectl ignores them', () => {
    const text = `%FOO bar\n---\n${SERVICE_HEAD}metadata: !vault {name: !secret web}\n`;
    expect([...readState(text).services.keys()]).toEqual(['default/web']);
  });

  it('a hundred thousand empty documents', () => {
    expect(readState('---\n'.repeat(100_000)).services.size).toBe(0);
  });

  it('a long number in a field that no rule reads', () => {
    expect([...readState(`${named('web')}x: ${'9'.repeat(100_000)}\n`).services.keys()]).toEqual(['default/web']);
  });
});
