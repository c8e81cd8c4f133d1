import { expect, it } from 'vitest';
import { autoscaler, deployment, service, WEB } from '../manifests';
import { CAUSE_ALONE, findingsOf, rulesOf } from '../messages';

const RULE = 'replicas-removed';

it('reports replicas that are removed from a running Deployment', () => {
  const after = [deployment('web'), autoscaler('web', 'web', 5, 9)];
  const [finding] = findingsOf(RULE, [deployment('web', { replicas: 5 })], after);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Deployment shop/web',
    message: 'Deployment shop/web no longer states its 5 replicas: when this is applied, it can fall from 5 to 1 pod',
    fix: 'run "kubectl apply edit-last-applied deployment/web" and remove replicas there before this is applied; then the autoscaler starts from 5 pods',
  });
});

it('leaves it to the finding about the endpoints of a Service', () => {
  const [before, after] = [deployment('web', { replicas: 5 }), deployment('web')];
  const web = service('web', { app: 'web' });
  expect(rulesOf([before, web], [after, web])).toEqual(['capacity-below-floor']);
  expect(findingsOf(RULE, [before, web], [after, web], CAUSE_ALONE)).toHaveLength(1);
});

it('reports a Deployment at 0 that gets a pod', () => {
  const [finding] = findingsOf(RULE, [deployment('web', { replicas: 0 })], [deployment('web')]);
  expect(finding?.message).toBe(
    'Deployment shop/web no longer states its 0 replicas: when this is applied, it rises from 0 to 1 pod',
  );
});

it('is silent if replicas was left out before, is new, or was 1', () => {
  expect(findingsOf(RULE, [deployment('web')], [deployment('web')])).toEqual([]);
  expect(findingsOf(RULE, [deployment('web')], [deployment('web', { replicas: 3 })])).toEqual([]);
  expect(findingsOf(RULE, [deployment('web', { replicas: 1 })], [deployment('web')])).toEqual([]);
});

it('does not advise to keep replicas that an autoscaler decides on', () => {
  const scaler = autoscaler('web', 'web', 3, 10);
  const [before, after] = [deployment('web', { replicas: 5 }), deployment('web')];
  expect(findingsOf(RULE, [before], [after])[0]?.fix).toBe(
    'keep replicas: 5, or run "kubectl apply edit-last-applied deployment/web" and remove the field there before this is applied; then it stays at 5',
  );
  expect(findingsOf('capacity-below-floor', [before, WEB], [after, WEB, scaler])[0]?.fix).toBe(
    'before this is applied, remove replicas from the last applied configuration of web: kubectl apply edit-last-applied deployment/web; then the autoscaler starts from the pods that run',
  );
});

it('is silent about a count of 0 that an autoscaler takes over, as the app was switched off on purpose', () => {
  const after = [deployment('web'), autoscaler('web', 'web', 2, 4)];
  expect(findingsOf(RULE, [deployment('web', { replicas: 0 })], after)).toEqual([]);
  expect(findingsOf(RULE, [deployment('web', { replicas: 0 })], [deployment('web')])).toHaveLength(1);
});
