import { expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import { blue, daemonSet, deployment, green, statefulSet } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'selectors-overlap';

const app = { app: 'web' };
const canary = { app: 'web', track: 'canary' };

it('reports a selector that matches the pods of another Deployment', () => {
  const after = [deployment('web', { labels: app }), deployment('web-canary', { labels: canary })];
  const findings = findingsOf(RULE, [], after);
  expect(findings.map(({ resource, message }) => [resource, message])).toEqual([
    ['Deployment shop/web', 'the selector app=web of Deployment shop/web also matches the pods of web-canary'],
  ]);
  expect(findings[0]?.severity).toBe('error');
});

it('reports two that match each other once', () => {
  expect(messagesOf(RULE, [], [deployment('a', { labels: app }), deployment('b', { labels: app })])).toEqual([
    'the selector app=web of Deployment shop/a also matches the pods of b',
  ]);
});

it('does not list all of them', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(
    messagesOf(
      RULE,
      [],
      names.map((name) => deployment(name, { labels: app })),
    )[0],
  ).toBe('the selector app=web of Deployment shop/a also matches the pods of b, c, d and 2 more');
});

it('is silent if each has a label of its own, and across namespaces', () => {
  expect(messagesOf(RULE, [], [blue(1), green(1)])).toEqual([]);
  const elsewhere = deployment('web', { labels: app, namespace: 'other' });
  expect(messagesOf(RULE, [], [deployment('web', { labels: app }), elsewhere])).toEqual([]);
});

it('names each pair once', () => {
  const names = ['a', 'b', 'c'];
  const state = names.map((name) => deployment(name, { labels: app, matchLabels: app }));
  const arm = deployment('arm', { labels: canary, matchLabels: canary });
  expect(messagesOf(RULE, [], [...state, arm])).toEqual([
    'the selector app=web of Deployment shop/a also matches the pods of b, c and arm',
    'the selector app=web of Deployment shop/b also matches the pods of c and arm',
    'the selector app=web of Deployment shop/c also matches the pods of arm',
  ]);
});

it('reports a Deployment that joins others as new, wherever it stands', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => deployment(name, { labels: app })) as [object, object, object];
  for (const after of [
    [a, b, c],
    [a, c, b],
    [c, a, b],
  ]) {
    const { findings, existing } = checkRollout([a, b], after);
    const isOurs = ({ rule }: { readonly rule: string }): boolean => rule === RULE;
    expect(findings.filter(isOurs).length).toBeGreaterThan(0);
    for (const { message } of findings.filter(isOurs)) expect(message).toMatch(/\bc\b/);
    expect(existing.filter(isOurs).map(({ message }) => message)).toEqual([
      'the selector app=web of Deployment shop/a also matches the pods of b',
    ]);
  }
});

it('reports a Deployment whose pods a selector begins to match, whatever it matched before', () => {
  const web = deployment('web', { labels: app, matchLabels: app });
  const arm = (name: string): object => deployment(name, { labels: canary, matchLabels: { track: name } });
  const message = 'the selector app=web of Deployment shop/web also matches the pods of y';
  expect(messagesOf(RULE, [web, arm('x')], [web, arm('x'), arm('y')])).toEqual([message]);
  expect(messagesOf(RULE, [web, arm('x')], [web, arm('y')])).toEqual([message]);
});

it('silences no other Deployments by the allowance of one', () => {
  const a = deployment('a', { labels: app, annotations: { 'cdk8s-rollouts/allow': RULE } });
  const others = ['b', 'c'].map((name) => deployment(name, { labels: app }));
  expect(messagesOf(RULE, [a], [a, ...others])).toEqual([
    'the selector app=web of Deployment shop/b also matches the pods of c',
  ]);
});

it('is information on the way from a Deployment to a StatefulSet', () => {
  const state = [deployment('web', { labels: app }), statefulSet('web', { labels: app })];
  expect(findingsOf(RULE, [], state)).toMatchObject([{ severity: 'info' }]);
  expect(findingsOf(RULE, [], [deployment('web', { labels: app }), statefulSet('db', { labels: app })])).toMatchObject([
    { severity: 'error' },
  ]);
});

it('is silent about DaemonSets of different nodes', () => {
  const on = (arch: string): object =>
    daemonSet(`web-${arch}`, { labels: app, pod: { nodeSelector: { 'kubernetes.io/arch': arch } } });
  expect(messagesOf(RULE, [], [on('amd64'), on('arm64')])).toEqual([]);
  expect(messagesOf(RULE, [], [daemonSet('a', { labels: app }), daemonSet('b', { labels: app })])).toHaveLength(1);
  const twice = (arch: string): object[] => [
    on(arch),
    { ...on(arch), metadata: { name: `${arch}-2`, namespace: 'shop' } },
  ];
  expect(messagesOf(RULE, twice('amd64'), [...twice('amd64'), ...twice('arm64')])).toEqual([
    'the selector app=web of DaemonSet shop/web-arm64 also matches the pods of arm64-2',
  ]);
});

it('is silent about an empty selector, which is refused', () => {
  const state = [deployment('all', { spec: { selector: {} } }), deployment('web', { labels: app })];
  expect(messagesOf(RULE, [], state)).toEqual([]);
});
