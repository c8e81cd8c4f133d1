import { expect, it } from 'vitest';
import { httpRoute, ingress, v1, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'route-removed';

it('reports an Ingress that is removed while its Service stays', () => {
  expect(findingsOf(RULE, [v1(3), WEB, ingress('edge', 'web')], [v1(3), WEB])).toMatchObject([
    {
      severity: 'error',
      resource: 'Ingress shop/edge',
      message:
        'requests for shop.example.com/ no longer reach Service shop/web (3 ready endpoints): Ingress shop/edge is removed',
      fix: 'keep the rule until no client calls shop.example.com/, or route it elsewhere in the same change',
    },
  ]);
  expect(messagesOf(RULE, [v1(3), WEB, httpRoute('edge', { web: 1 })], [v1(3), WEB])).toHaveLength(1);
});

it('reports a host that changes, and a path of a host that stays as a warning', () => {
  const at = (host: string, path: string): object[] => [v1(3), WEB, ingress('edge', 'web', 80, { host, path })];
  expect(findingsOf(RULE, at('a.example.com', '/'), at('b.example.com', '/'))).toMatchObject([
    {
      severity: 'error',
      message:
        'requests for a.example.com/ no longer reach Service shop/web (3 ready endpoints): Ingress shop/edge no longer has a rule for them',
    },
  ]);
  expect(findingsOf(RULE, at('a.example.com', '/x'), at('a.example.com', '/'))).toMatchObject([
    { severity: 'warning' },
  ]);
});

it('is silent if another route takes over, the app is removed, or nobody was served', () => {
  expect(messagesOf(RULE, [v1(3), WEB, ingress('edge', 'web')], [v1(3), WEB, ingress('new', 'web')])).toEqual([]);
  expect(messagesOf(RULE, [v1(3), WEB, ingress('edge', 'web')], [])).toEqual([]);
  expect(messagesOf(RULE, [v1(0), WEB, ingress('edge', 'web')], [v1(0), WEB])).toEqual([]);
  const canary = ingress('edge', 'web', 80, { annotations: { 'nginx.ingress.kubernetes.io/canary': 'true' } });
  expect(messagesOf(RULE, [v1(3), WEB, canary], [v1(3), WEB])).toEqual([]);
});

it('names no number for pods whose number is unknown', () => {
  const metadata = { name: 'web', namespace: 'shop' };
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata,
    spec: { template: { metadata: { labels: { app: 'web' } } } },
  };
  expect(messagesOf(RULE, [rollout, WEB, ingress('edge', 'web')], [rollout, WEB])).toEqual([
    'requests for shop.example.com/ no longer reach Service shop/web: Ingress shop/edge is removed',
  ]);
});
