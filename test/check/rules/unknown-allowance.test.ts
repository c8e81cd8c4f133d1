import { expect, it } from 'vitest';
import { service, v1, WEB } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'unknown-allowance';

function allowing(ids: string): object {
  return service('web', { app: 'web' }, { annotations: { 'cdk8s-rollouts/allow': ids } });
}

it('reports an id that is no rule', () => {
  const [finding, ...others] = findingsOf(RULE, [], [v1(1), allowing('share-jump, no-ready-endpoint')]);
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'Service shop/web',
    message: 'Service shop/web allows the rule no-ready-endpoint, which does not exist',
  });
  expect(finding?.fix).toContain('no-ready-endpoints');
});

it('is silent about rules that exist, and about none', () => {
  expect(findingsOf(RULE, [], [v1(1), allowing('share-jump,no-ready-endpoints,')])).toEqual([]);
  expect(findingsOf(RULE, [], [v1(1), WEB])).toEqual([]);
});
