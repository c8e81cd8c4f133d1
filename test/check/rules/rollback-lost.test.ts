import { expect, it } from 'vitest';
import { BLUE, blue, deployment, GREEN, green, service, v1, v2, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'rollback-lost';

const before = [blue(3), green(3), service('web', BLUE)];
const switched = service('web', GREEN);

it('reports an old version that is emptied, removed or overwritten with the switch', () => {
  expect(messagesOf(RULE, before, [blue(0), green(3), switched])).toEqual([
    'Service shop/web is switched away from Deployment web-blue, which goes from 3 pods to 0 in the same change',
  ]);
  expect(messagesOf(RULE, before, [green(3), switched])).toEqual([
    'Service shop/web is switched away from Deployment web-blue, which is removed with its 3 pods in the same change',
  ]);
  expect(messagesOf(RULE, before, [blue(3, { image: 'web:3' }), green(3), switched])).toEqual([
    'Service shop/web is switched away from Deployment web-blue, which gets another template (web:1 → web:3) in the same change',
  ]);
});

it('names the remedy', () => {
  expect(findingsOf(RULE, before, [green(3), switched])[0]).toMatchObject({
    severity: 'warning',
    resource: 'Service shop/web',
    fix: 'keep web-blue as it was, at 3 pods, until the new version has proven itself; change it in a later stage',
  });
});

it('is silent about a switch alone, a clean-up alone, and the last step of a canary', () => {
  expect(messagesOf(RULE, before, [blue(3), green(3), switched])).toEqual([]);
  expect(messagesOf(RULE, [blue(3), green(3), switched], [green(3), switched])).toEqual([]);
  expect(messagesOf(RULE, [v1(1), v2(9), WEB], [v1(0), v2(10), WEB])).toEqual([]);
});

it('is silent about an abort, and about a Deployment that had no pods', () => {
  const on = (version: string): object => service('web', { app: 'web', version });
  expect(messagesOf(RULE, [v1(3), v2(3), on('v2')], [v1(3), on('v1')])).toEqual([]);
  expect(messagesOf(RULE, [v1(3), v2(3), on('v1')], [v2(3), on('v2')])).toHaveLength(1);
  const side = (name: string, set: string, replicas: number): object =>
    deployment(name, { labels: { app: name, set }, replicas });
  const kept = [side('b', 'old', 3), side('c', 'new', 3)];
  const empty = side('a', 'old', 0);
  expect(
    messagesOf(RULE, [empty, ...kept, service('web', { set: 'old' })], [...kept, service('web', { set: 'new' })]),
  ).toEqual([]);
});
