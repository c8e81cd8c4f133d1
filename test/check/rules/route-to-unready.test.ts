import { expect, it } from 'vitest';
import { Severity } from '../../../src/check/severity';
import { httpRoute, ingress, previewService, service, v1, v2 } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'route-to-unready';

const V1 = service('web-v1', { version: 'v1' });
const V2 = service('web-v2', { version: 'v2' });

it('reports an Ingress that is pointed to a Deployment created in the same change', () => {
  const after = [v1(3), V1, v2(3), V2, ingress('edge', 'web-v2')];
  expect(findingsOf(RULE, [v1(3), V1, ingress('edge', 'web-v1')], after)).toMatchObject([
    {
      severity: 'error',
      resource: 'Ingress shop/edge',
      message:
        'Ingress shop/edge is pointed to Service shop/web-v2 for shop.example.com/ (100%), which has 0 ready endpoints until its 3 pods have started',
      fix: 'insert a stage with Service shop/web-v2 and its pods, and the route as it was; change the route in the next stage, once 3 pods are ready',
    },
  ]);
});

it('reports a weight for a Service without pods', () => {
  const state = (weights: Record<string, number>): object[] => [v1(9), V1, v2(0), V2, httpRoute('edge', weights)];
  expect(messagesOf(RULE, state({ 'web-v1': 100 }), state({ 'web-v1': 90, 'web-v2': 10 }))).toEqual([
    'HTTPRoute shop/edge is pointed to Service shop/web-v2 for */ (10%), which has 0 ready endpoints and stays at 0',
  ]);
});

it('is silent if the pods run already, come in an earlier wave, or the route is new', () => {
  const running = [v1(3), V1, v2(3), V2];
  expect(messagesOf(RULE, [...running, ingress('edge', 'web-v1')], [...running, ingress('edge', 'web-v2')])).toEqual(
    [],
  );
  expect(messagesOf(RULE, [v1(3), V1], [v1(3), V1, v2(3), V2, ingress('edge', 'web-v2')])).toEqual([]);
  const waves = [v1(3), V1, v2(3), V2, ingress('edge', 'web-v2', 80, { wave: 1 })];
  const before = [v1(3), V1, ingress('edge', 'web-v1')];
  expect(messagesOf(RULE, before, waves)).toEqual([]);
  expect(messagesOf(RULE, before, waves, { syncWaves: false })).toHaveLength(1);
  expect(messagesOf(RULE, before, [v1(3), V1, ingress('edge', 'elsewhere')])).toEqual([]);
});

it('names a Service that selects nothing, and is silent if the manifests never held pods of a Service', () => {
  const nothing = service('web-v3', { version: 'v3' });
  const before = [v1(3), V1, ingress('edge', 'web-v1')];
  expect(messagesOf(RULE, before, [v1(3), V1, nothing, ingress('edge', 'web-v3')])).toEqual([
    'Ingress shop/edge is pointed to Service shop/web-v3 for shop.example.com/ (100%), which selects no pods in these manifests: it has 0 ready endpoints and stays at 0',
  ]);
  expect(messagesOf(RULE, [V1, ingress('edge', 'web-v1')], [V1, nothing, ingress('edge', 'web-v3')])).toEqual([]);
});

it('is not silent if service-selects-nothing is: because of a role that the change states, or because the rule is off', () => {
  const before = [v1(3), V1, ingress('edge', 'elsewhere')];
  const preview = previewService('web-v3', { version: 'v3' });
  expect(messagesOf(RULE, before, [v1(3), V1, preview, ingress('edge', 'web-v3')])).toHaveLength(1);
  const after = [v1(3), V1, service('web-v3', { version: 'v3' }), ingress('edge', 'web-v3')];
  expect(messagesOf(RULE, before, after)).toEqual([]);
  const severities = { 'service-selects-nothing': Severity.OFF };
  expect(messagesOf(RULE, before, after, { severities })).toHaveLength(1);
});

it('waits for the pods as well as for the Service', () => {
  const before = [v1(3), V1, ingress('edge', 'web-v1')];
  const after = (wave: number): object[] => [
    v1(3),
    V1,
    v2(3, { wave: 1 }),
    V2,
    ingress('edge', 'web-v2', 80, { wave }),
  ];
  expect(messagesOf(RULE, before, after(1))).toHaveLength(1);
  expect(messagesOf(RULE, before, after(2))).toEqual([]);
});
