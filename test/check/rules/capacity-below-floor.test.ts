import { expect, it } from 'vitest';
import { autoscaler, BLUE, blue, daemonSet, deployment, GREEN, green, service, v1, v2, WEB } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'capacity-below-floor';

it('reports 5 + 5 to 0 + 10, and which stage to insert', () => {
  const [finding, ...others] = findingsOf(RULE, [v1(5), v2(5), WEB], [v1(0), v2(10), WEB]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Service shop/web',
    message: 'Service shop/web falls from 10 to 5 ready endpoints; the floor is 8',
    fix: 'insert a stage with web-v2 at 10 and web-v1 still at 5; once its pods are ready, take web-v1 to 0 (planCanary finds stages that need fewer extra pods)',
  });
});

it('tolerates the loss of a quarter of the fewer endpoints, rounded down', () => {
  expect(messagesOf(RULE, [v1(10), WEB], [v1(8), v2(2), WEB])).toEqual([]);
  expect(messagesOf(RULE, [v1(10), WEB], [v1(7), v2(3), WEB])).toEqual([
    'Service shop/web falls from 10 to 7 ready endpoints; the floor is 8',
  ]);
  expect(messagesOf(RULE, [v1(3), WEB], [v1(2), v2(1), WEB])).toEqual([
    'Service shop/web falls from 3 to 2 ready endpoints; the floor is 3',
  ]);
});

it('is silent about a plain change of size', () => {
  expect(messagesOf(RULE, [v1(10), WEB], [v1(4), WEB])).toEqual([]);
  expect(messagesOf(RULE, [v1(4), WEB], [v1(10), WEB])).toEqual([]);
});

it('keeps to maxUnavailable, as a number and as a percentage', () => {
  const [before, after] = [
    [v1(10), WEB],
    [v1(7), v2(3), WEB],
  ];
  expect(messagesOf(RULE, before, after, { maxUnavailable: 3 })).toEqual([]);
  expect(messagesOf(RULE, before, after, { maxUnavailable: '30%' })).toEqual([]);
  expect(messagesOf(RULE, before, after, { maxUnavailable: '29%' })).toEqual([
    'Service shop/web falls from 10 to 7 ready endpoints; the floor is 8',
  ]);
});

it('trusts the strategy of an update in place, unless the option is set', () => {
  const web = (image: string): object => deployment('web', { replicas: 4, image, maxUnavailable: '50%' });
  const [before, after] = [
    [web('web:1'), WEB],
    [web('web:2'), WEB],
  ];
  expect(messagesOf(RULE, before, after)).toEqual([]);
  expect(messagesOf(RULE, before, after, { maxUnavailable: 1 })).toEqual([
    'Service shop/web falls from 4 to 2 ready endpoints; the floor is 3',
  ]);
});

it('tolerates the loss of a quarter even if a strategy allows less', () => {
  const state = (image: string, old: number, fresh: number): object[] => [
    deployment('web', { replicas: 8, image, maxUnavailable: 1 }),
    deployment('old', { labels: { app: 'web', part: 'old' }, replicas: old }),
    deployment('new', { labels: { app: 'web', part: 'new' }, replicas: fresh }),
    WEB,
  ];
  expect(messagesOf(RULE, state('web:1', 1, 0), state('web:2', 0, 1))).toEqual([]);
  expect(messagesOf(RULE, state('web:1', 3, 0), state('web:2', 0, 3))).toEqual([
    'Service shop/web falls from 11 to 7 ready endpoints; the floor is 9',
  ]);
});

it('counts from the fewest pods of an autoscaler that takes over', () => {
  const before = [deployment('web', { replicas: 5 }), WEB];
  expect(messagesOf(RULE, before, [deployment('web'), autoscaler('web', 'web', 3, 10), WEB])).toEqual([
    'Service shop/web falls from 5 to 1 ready endpoint on the way to 3; the floor is 3',
  ]);
});

it('rounds the bound of a DaemonSet up, as its controller does', () => {
  const agent = (image: string): object =>
    daemonSet('web', { image, strategy: { rollingUpdate: { maxUnavailable: '40%' } } });
  expect(rulesOf([agent('web:1'), WEB], [agent('web:2'), WEB])).toEqual([]);
});

it('reports a switch to a color that is still growing', () => {
  const before = [blue(4), green(1), service('web', BLUE)];
  expect(messagesOf(RULE, before, [blue(4), green(4), service('web', GREEN)])).toEqual([
    'Service shop/web falls from 4 to 1 ready endpoint; the floor is 3',
  ]);
});
