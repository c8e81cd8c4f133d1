import { expect, it } from 'vitest';
import { autoscaler, deployment, service } from '../manifests';
import { CAUSE_ALONE, findingsOf, rulesOf } from '../messages';

const RULE = 'replicas-removed';

it('reports replicas that go from a Deployment that runs', () => {
  const after = [deployment('web'), autoscaler('web', 'web', 5, 9)];
  const [finding] = findingsOf(RULE, [deployment('web', { replicas: 5 })], after);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Deployment shop/web',
    message: 'Deployment shop/web no longer states its 5 replicas: when this is applied, it can fall from 5 to 1 pod',
    fix: 'keep replicas: 5, or run "kubectl apply edit-last-applied deployment/web" and remove the field there before this is applied; then it stays at 5',
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

it('is silent where replicas was left out before, is new, or was 1', () => {
  expect(findingsOf(RULE, [deployment('web')], [deployment('web')])).toEqual([]);
  expect(findingsOf(RULE, [deployment('web')], [deployment('web', { replicas: 3 })])).toEqual([]);
  expect(findingsOf(RULE, [deployment('web', { replicas: 1 })], [deployment('web')])).toEqual([]);
});
