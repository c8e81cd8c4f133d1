import { expect, it } from 'vitest';
import { autoscaler, budget, daemonSet, deployment } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'budget-blocks';

const app = { app: 'web' };

function messages(pods: number | undefined, bounds: object, ...more: object[]): string[] {
  return findingsOf(RULE, [], [deployment('web', { replicas: pods }), budget('web', app, bounds), ...more]).map(
    ({ message }) => message,
  );
}

it('reports a budget that allows nothing', () => {
  expect(messages(3, { maxUnavailable: 0 })).toEqual([
    "PodDisruptionBudget shop/web with maxUnavailable 0 allows 0 of 3 pods to be evicted: nodes that run them can't be drained",
  ]);
  expect(messages(2, { minAvailable: 2 })).toHaveLength(1);
  expect(messages(2, { minAvailable: '100%' })).toHaveLength(1);
  expect(messages(undefined, { minAvailable: 1 })).toHaveLength(1);
});

it('rounds as Kubernetes does: both bounds up', () => {
  expect(messages(2, { minAvailable: '51%' })).toHaveLength(1);
  expect(messages(2, { minAvailable: '50%' })).toEqual([]);
  expect(messages(3, { maxUnavailable: '1%' })).toEqual([]);
});

it('uses the fewest pods that an autoscaler keeps', () => {
  expect(messages(undefined, { minAvailable: 3 }, autoscaler('web', 'web', 3, 9))).toHaveLength(1);
  expect(messages(undefined, { minAvailable: 3 }, autoscaler('web', 'web', 4, 9))).toEqual([]);
});

it('names the remedy', () => {
  const fixOf = (pods: number): string | undefined =>
    findingsOf(RULE, [], [deployment('web', { replicas: pods }), budget('web', app, { minAvailable: pods })])[0]?.fix;
  expect(fixOf(1)).toBe('run two pods, or remove the budget');
  expect(fixOf(2)).toBe('set maxUnavailable: 1, and leave minAvailable out');
});

it('is silent if there are no pods, if it allows one, and if the number is unknown', () => {
  expect(messages(0, { minAvailable: 1 })).toEqual([]);
  expect(messages(3, { minAvailable: 2 })).toEqual([]);
  expect(messages(3, {})).toEqual([]);
  const all = [deployment('web', { replicas: 1 }), budget('all', {}, { maxUnavailable: 0 })];
  expect(findingsOf(RULE, [], all)).toEqual([]);
  // No drain evicts the pods of a DaemonSet.
  expect(findingsOf(RULE, [], [daemonSet('web'), budget('web', app, { maxUnavailable: 0 })])).toEqual([]);
});
