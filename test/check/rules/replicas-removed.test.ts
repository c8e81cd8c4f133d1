import { expect, it } from 'vitest';
import { autoscaler, deployment } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'replicas-removed';

it('reports replicas that go from a Deployment that runs', () => {
  const after = [deployment('web'), autoscaler('web', 'web', 5, 9)];
  const [finding] = findingsOf(RULE, [deployment('web', { replicas: 5 })], after);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Deployment shop/web',
    message: 'Deployment shop/web no longer states its 5 replicas: when this is applied it can fall from 5 to 1',
    fix: 'before this is applied, run "kubectl apply edit-last-applied deployment/web" and remove replicas there; then it stays at 5',
  });
});

it('is silent where replicas was left out before, is new, or was 1', () => {
  expect(findingsOf(RULE, [deployment('web')], [deployment('web')])).toEqual([]);
  expect(findingsOf(RULE, [deployment('web')], [deployment('web', { replicas: 3 })])).toEqual([]);
  expect(findingsOf(RULE, [deployment('web', { replicas: 1 })], [deployment('web')])).toEqual([]);
});
