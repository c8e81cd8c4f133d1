import { expect, it } from 'vitest';
import { BLUE, blue, deployment, GREEN, green, service } from '../manifests';
import { messagesOf } from '../messages';

const RULE = 'switch-to-smaller';

function change(from: number, to: number): [object[], object[]] {
  const pods = [blue(from), green(to)];
  return [
    [...pods, service('web', BLUE)],
    [...pods, service('web', GREEN)],
  ];
}

it('reports a switch to far fewer pods', () => {
  expect(messagesOf(RULE, ...change(10, 1))).toEqual([
    'Service shop/web is switched from 10 to 1 ready endpoint for good',
  ]);
});

it('counts all that served before, in however many Deployments', () => {
  const side = (name: string, set: string, replicas: number): object =>
    deployment(name, { labels: { app: name, set }, replicas });
  const pods = [side('a', 'old', 3), side('b', 'old', 3), side('c', 'new', 4)];
  expect(
    messagesOf(RULE, [...pods, service('web', { set: 'old' })], [...pods, service('web', { set: 'new' })]),
  ).toEqual(['Service shop/web is switched from 6 to 4 ready endpoints for good']);
});

it('allows a quarter less, or the stated share', () => {
  expect(messagesOf(RULE, ...change(10, 8))).toEqual([]);
  expect(messagesOf(RULE, ...change(10, 7))).toHaveLength(1);
  expect(messagesOf(RULE, ...change(10, 7), { maxUnavailable: 3 })).toEqual([]);
  expect(messagesOf(RULE, ...change(3, 10))).toEqual([]);
});
