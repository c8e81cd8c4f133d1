import { expect, it } from 'vitest';
import { deployment, service, v1, v2, WEB } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'service-selects-foreign-pods';

it('reports a selector that several apps meet', () => {
  const after = [
    deployment('web', { labels: { app: 'web', tier: 'front' } }),
    deployment('shop', { labels: { app: 'shop', tier: 'front' } }),
    service('web', { tier: 'front' }),
  ];
  const [finding] = findingsOf(RULE, [], after);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Service shop/web',
    message: 'Service shop/web selects tier=front, which pods of 2 apps have: app=web and app=shop',
    fix: 'add the label app of the intended app to the selector',
  });
});

it('treats versions of one app as one app', () => {
  expect(findingsOf(RULE, [], [v1(1), v2(1), WEB])).toEqual([]);
  const named = ['web-v1', 'web-canary', 'web'].map((app) => deployment(app, { labels: { app, tier: 'front' } }));
  expect(findingsOf(RULE, [], [...named, service('web', { tier: 'front' })])).toEqual([]);
});
