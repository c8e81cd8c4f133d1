import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { previewService, service, v1, v2, WEB } from './manifests';

const allowing = (rules: string): object =>
  service('web', { app: 'web' }, { annotations: { 'cdk8s-rollouts/allow': rules } });

const allowances = (before: object[], after: object[]) =>
  checkRollout(before, after).allowances.map(({ resource, annotation, added, silenced }) => ({
    resource,
    annotation,
    added,
    silenced: silenced.map(({ rule }) => rule),
  }));

describe('the report lists every allowance', () => {
  it('with the findings that it silences, and whether the change adds it', () => {
    const after = [v1(0), v2(3), allowing('no-ready-endpoints, share-jump')];
    const listed = { resource: 'Service shop/web', annotation: 'cdk8s-rollouts/allow: no-ready-endpoints, share-jump' };
    const silenced = ['no-ready-endpoints', 'share-jump'];
    expect(allowances([v1(3), WEB], after)).toEqual([{ ...listed, added: true, silenced }]);
    expect(allowances([v1(3), allowing('no-ready-endpoints, share-jump')], after)).toEqual([
      { ...listed, added: false, silenced },
    ]);
    expect(checkRollout([v1(3), WEB], after).findings.map(({ rule }) => rule)).not.toContain('no-ready-endpoints');
  });

  it('if it silences nothing', () => {
    expect(allowances([v1(3), WEB], [v1(3), allowing('share-jump')])).toEqual([
      { resource: 'Service shop/web', annotation: 'cdk8s-rollouts/allow: share-jump', added: true, silenced: [] },
    ]);
  });

  it('of a role, with the findings that a Service for users would have', () => {
    expect(allowances([v1(3), WEB], [v1(0), v2(3), previewService('web', { app: 'web' })])).toEqual([
      {
        resource: 'Service shop/web',
        annotation: 'cdk8s-rollouts/role: preview',
        added: true,
        silenced: ['no-ready-endpoints', 'share-jump'],
      },
    ]);
  });
});
