import { expect, it } from 'vitest';
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

it('does not list them all', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  expect(
    messagesOf(
      RULE,
      [],
      names.map((name) => deployment(name, { labels: app })),
    )[0],
  ).toBe('the selector app=web of Deployment shop/a also matches the pods of b, c, d and 2 more');
});

it('is silent where each has a label of its own, and across namespaces', () => {
  expect(messagesOf(RULE, [], [blue(1), green(1)])).toEqual([]);
  const elsewhere = deployment('web', { labels: app, namespace: 'other' });
  expect(messagesOf(RULE, [], [deployment('web', { labels: app }), elsewhere])).toEqual([]);
});

it('is one finding for all that have one selector', () => {
  const names = ['a', 'b', 'c'];
  const state = names.map((name) => deployment(name, { labels: app, matchLabels: app }));
  const variants = names.map((name) => deployment(`${name}-arm`, { labels: canary, matchLabels: canary }));
  expect(messagesOf(RULE, [], [...state, ...variants])).toEqual([
    'the selector app=web of Deployment shop/a also matches the pods of b, c, a-arm and 2 more',
    'the selector app=web,track=canary of Deployment shop/a-arm also matches the pods of b-arm and c-arm',
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
});

it('is silent about an empty selector, which is refused', () => {
  const state = [deployment('all', { spec: { selector: {} } }), deployment('web', { labels: app })];
  expect(messagesOf(RULE, [], state)).toEqual([]);
});
