import { expect, it } from 'vitest';
import {
  autoscaler,
  BLUE,
  blue,
  deployment,
  GREEN,
  green,
  httpRoute,
  ingress,
  service,
  statefulSet,
  v1,
  v2,
  WEB,
} from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'share-jump';

it('reports a canary that leaps', () => {
  const [finding] = findingsOf(RULE, [v1(9), v2(1), WEB], [v1(3), v2(7), WEB]);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Service shop/web',
    message: 'Service shop/web sends 70% to web-v2 after 10%: 60% of the traffic in one change, at most 50% is allowed',
    fix: 'insert a stage with web-v2 at 60% or less, and check it before the next one',
  });
});

it('keeps to maxShareStep', () => {
  const [before, after] = [
    [v1(10), WEB],
    [v1(7), v2(3), WEB],
  ];
  expect(messagesOf(RULE, before, after)).toEqual([]);
  expect(messagesOf(RULE, before, after, { maxShareStep: 30 })).toEqual([]);
  expect(messagesOf(RULE, before, after, { maxShareStep: 29 })).toHaveLength(1);
});

it('reports a canary whose share overshoots on the way', () => {
  expect(messagesOf(RULE, [v1(5), v2(5), WEB], [v1(10), v2(10), WEB])).toEqual([
    'Service shop/web can send 66.7% to web-v2 on the way, although its share is 50% before and after',
  ]);
  expect(messagesOf(RULE, [v1(6), v2(4), WEB], [v1(10), v2(10), WEB])).toEqual([
    'Service shop/web can send 62.5% to web-v2 on the way from 40% to 50%',
  ]);
  expect(messagesOf(RULE, [v1(5), v2(5), WEB], [v1(10), v2(10), WEB], { tolerance: 17 })).toEqual([]);
});

it('is silent when a canary is taken back, however far', () => {
  expect(messagesOf(RULE, [v1(1), v2(9), WEB], [v1(10), v2(0), WEB])).toEqual([]);
  expect(messagesOf(RULE, [v1(1), v2(9), WEB], [v1(10), WEB])).toEqual([]);
});

it('is silent about a version that loses share, though it overshoots on the way', () => {
  expect(messagesOf(RULE, [v1(2), v2(2), WEB], [v1(6), v2(5), WEB])).toEqual([]);
});

it('reads a weight of a canary Ingress as ingress-nginx does: from 0 to 100', () => {
  const canary = (weight: string): object[] => {
    const annotations = {
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': weight,
    };
    const services = [service('web-v1', { version: 'v1' }), service('web-v2', { version: 'v2' })];
    const routes = [ingress('edge', 'web-v1'), ingress('canary', 'web-v2', 80, { annotations })];
    return [v1(5), v2(5), ...services, ...routes];
  };
  // This moves all requests, which is a switch.
  expect(messagesOf(RULE, canary('0'), canary('150'))).toEqual([]);
  expect(messagesOf(RULE, canary('-10'), canary('60'))).toEqual([
    'Ingress shop/canary sends 60% of shop.example.com/ to Service shop/web-v2 after 0%: 60% of the traffic in one change, at most 50% is allowed',
  ]);
});

it('is silent about a route that gives the rest to the version that has half', () => {
  const services = [v1(5), service('web-v1', { version: 'v1' }), v2(5), service('web-v2', { version: 'v2' })];
  const weights = (stable: number): object[] => [
    ...services,
    httpRoute('edge', { 'web-v1': stable, 'web-v2': 100 - stable }),
  ];
  expect(messagesOf(RULE, weights(50), weights(90), { maxShareStep: 30 })).toEqual([]);
  expect(messagesOf(RULE, weights(49), weights(90), { maxShareStep: 30 })).toHaveLength(1);
});

it('is silent about a switch, and about an update in place', () => {
  const pods = [blue(3), green(3)];
  expect(messagesOf(RULE, [...pods, service('web', BLUE)], [...pods, service('web', GREEN)])).toEqual([]);
  const web = (image: string): object => deployment('web', { replicas: 3, image });
  expect(messagesOf(RULE, [web('web:1'), WEB], [web('web:2'), WEB])).toEqual([]);
  // Not even if the other version temporarily has a larger share, because the counts stay the same.
  const other = (image: string): object => v1(1, { maxUnavailable: 1, image });
  expect(messagesOf(RULE, [other('web:1'), v2(1), WEB], [other('web:2'), v2(1), WEB])).toEqual([]);
});

it('is silent about a Deployment that becomes a StatefulSet', () => {
  expect(messagesOf(RULE, [v1(3), WEB], [statefulSet('web-v1', { replicas: 3, labels: { app: 'web' } }), WEB])).toEqual(
    [],
  );
});

it('is silent about the bounds of autoscalers, which scale tracks alike', () => {
  const state = (image: string): object[] => [
    deployment('web-v1', { labels: { app: 'web', version: 'v1' } }),
    deployment('web-v2', { labels: { app: 'web', version: 'v2' }, image }),
    autoscaler('web-v1', 'web-v1', 4, 8),
    autoscaler('web-v2', 'web-v2', 4, 8),
    WEB,
  ];
  expect(messagesOf(RULE, state('web:2'), state('web:2'))).toEqual([]);
});

it('reports the weight of a route that leaps, unless all requests move', () => {
  const state = (stable: number, canary: number): object[] => [
    v1(9),
    v2(9),
    service('web-v1', { version: 'v1' }),
    service('web-v2', { version: 'v2' }),
    httpRoute('edge', { 'web-v1': stable, 'web-v2': canary }),
  ];
  expect(findingsOf(RULE, state(90, 10), state(20, 80))).toMatchObject([
    {
      resource: 'HTTPRoute shop/edge',
      message:
        'HTTPRoute shop/edge sends 80% of */ to Service shop/web-v2 after 10%: 70% of the traffic in one change, at most 50% is allowed',
      fix: 'insert a stage with web-v2 at 60% or less, and check it before the next one',
    },
  ]);
  expect(findingsOf(RULE, state(90, 10), state(50, 50))).toEqual([]);
  expect(findingsOf(RULE, state(100, 0), state(0, 100))).toEqual([]);
});

it('is one finding for all versions of a Service, and leaves one without endpoints to another rule', () => {
  const named = (version: string, replicas: number): object =>
    deployment(`web-${version}`, { replicas, labels: { app: 'web', version } });
  const before = [named('red', 1), named('grey', 1), named('tan', 1), WEB];
  const after = [named('red', 1), named('grey', 6), named('tan', 6), WEB];
  expect(messagesOf(RULE, before, after, { maxShareStep: 10 })).toEqual([
    'Service shop/web sends 46.2% to web-grey after 33.3%: 12.8% of the traffic in one change, at most 10% is allowed; web-tan leaps as well',
  ]);
  expect(rulesOf([v1(3), WEB], [v2(3), WEB])).toEqual(['no-ready-endpoints']);
});
