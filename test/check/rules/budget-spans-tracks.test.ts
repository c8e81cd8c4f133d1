import { expect, it } from 'vitest';
import { BLUE, blue, budget, GREEN, green, previewService, service, v1, v2, WEB } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'budget-spans-tracks';

const web = service('web', BLUE);

it('reports a budget over both colors', () => {
  const [finding] = findingsOf(
    RULE,
    [],
    [blue(3), green(3), web, budget('web', { app: 'web' }, { maxUnavailable: 1 })],
  );
  expect(finding).toMatchObject({
    severity: 'warning',
    resource: 'PodDisruptionBudget shop/web',
    message:
      'PodDisruptionBudget shop/web covers web-blue, which Service shop/web selects, and web-green, which it does not',
    fix: 'give each Deployment its own budget: add the label version to the selector',
  });
});

it('is silent about a budget for each color, and about one over a canary release, whose pods all serve', () => {
  const each = [budget('blue', BLUE, { maxUnavailable: 1 }), budget('green', GREEN, { maxUnavailable: 1 })];
  expect(findingsOf(RULE, [], [blue(3), green(3), web, ...each])).toEqual([]);
  const preview = previewService('preview', GREEN);
  expect(
    findingsOf(RULE, [], [blue(3), green(3), preview, budget('web', { app: 'web' }, { maxUnavailable: 1 })]),
  ).toEqual([]);
  expect(findingsOf(RULE, [], [v1(9), v2(1), WEB, budget('web', { app: 'web' }, { maxUnavailable: 1 })])).toEqual([]);
});
