import { expect, it } from 'vitest';
import { httpRoute, ingress, service, v1, v2 } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'route-share-unlike-pods';

const V1 = service('web-v1', { version: 'v1' });
const V2 = service('web-v2', { version: 'v2' });

function weighted(stable: number, canary: number, pods: [number, number] = [9, 1]): object[] {
  return [v1(pods[0]), V1, v2(pods[1]), V2, httpRoute('edge', { 'web-v1': stable, 'web-v2': canary })];
}

it('reports a weight that is more than the pods have carried', () => {
  expect(findingsOf(RULE, weighted(100, 0), weighted(50, 50))).toMatchObject([
    {
      severity: 'warning',
      resource: 'HTTPRoute shop/edge',
      message:
        'HTTPRoute shop/edge sends 50% of */ to Service shop/web-v2, which has 1 ready pod: 4.5 times the load that a pod has had so far',
      fix: 'bring Service shop/web-v2 to 4 pods first, or send it 14% at most',
    },
  ]);
});

it('reports the weight of a canary Ingress', () => {
  const canary = (weight: string): object[] => {
    const annotations = {
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': weight,
    };
    return [v1(9), V1, v2(1), V2, ingress('edge', 'web-v1'), ingress('canary', 'web-v2', 80, { annotations })];
  };
  expect(messagesOf(RULE, canary('0'), canary('50'))).toEqual([
    'Ingress shop/canary sends 50% of shop.example.com/ to Service shop/web-v2, which has 1 ready pod: 4.5 times the load that a pod has had so far',
  ]);
  expect(messagesOf(RULE, canary('0'), canary('10'))).toEqual([]);
});

it('tolerates a third more, as when a quarter of the pods is missing', () => {
  // Per pod, 30% and 10% of the requests before, and 40% after.
  expect(messagesOf(RULE, weighted(90, 10, [3, 1]), weighted(60, 40, [3, 1]))).toEqual([]);
  expect(messagesOf(RULE, weighted(90, 10, [3, 1]), weighted(59, 41, [3, 1]))).toHaveLength(1);
});

it('is silent if the pods carry as much as before', () => {
  expect(messagesOf(RULE, weighted(100, 0), weighted(90, 10))).toEqual([]);
  expect(messagesOf(RULE, weighted(90, 10, [9, 9]), weighted(10, 90, [9, 9]))).toEqual([]);
  expect(messagesOf(RULE, weighted(1, 0), weighted(1, 0))).toEqual([]);
});
