import { expect, it } from 'vitest';
import { deployment, object, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'autoscalers-disagree';

function scaler(target: string, averageUtilization: number, more: object = {}): object {
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', target, {
    scaleTargetRef: { kind: 'Deployment', name: target },
    minReplicas: 2,
    maxReplicas: 8,
    metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }],
    ...more,
  });
}

const PODS = ['v1', 'v2'].map((version) => deployment(`web-${version}`, { labels: { app: 'web', version } }));

it('reports targets and tolerances that differ', () => {
  expect(findingsOf(RULE, [], [...PODS, WEB, scaler('web-v1', 60), scaler('web-v2', 80)])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Service shop/web',
      message:
        'Service shop/web selects pods of 2 autoscalers (web-v1 and web-v2) that differ in target or tolerance: under load, the shares of the versions drift apart',
    },
  ]);
  const tolerant = { behavior: { scaleUp: { tolerance: '0.2' } } };
  expect(messagesOf(RULE, [], [...PODS, WEB, scaler('web-v1', 60), scaler('web-v2', 60, tolerant)])).toHaveLength(1);
});

it('is silent if they agree, also in an older version, and if only one scales', () => {
  expect(messagesOf(RULE, [], [...PODS, WEB, scaler('web-v1', 60), scaler('web-v2', 60)])).toEqual([]);
  const old = scaler('web-v2', 0, { metrics: undefined, targetCPUUtilizationPercentage: 60 });
  expect(messagesOf(RULE, [], [...PODS, WEB, scaler('web-v1', 60), old])).toEqual([]);
  const fixed = { minReplicas: 1, maxReplicas: 1 };
  expect(messagesOf(RULE, [], [...PODS, WEB, scaler('web-v1', 60), scaler('web-v2', 80, fixed)])).toEqual([]);
});
