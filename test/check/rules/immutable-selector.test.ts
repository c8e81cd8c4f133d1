import { expect, it } from 'vitest';
import { Severity } from '../../../src/check/severity';
import { deployment, service, WEB } from '../manifests';
import { findingsOf, rulesOf } from '../messages';

const RULE = 'immutable-selector';

const labels = { app: 'web', tier: 'front' };

it('reports a selector that changes', () => {
  const before = deployment('web', { labels, matchLabels: { app: 'web' } });
  const [finding] = findingsOf(RULE, [before], [deployment('web', { labels })]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Deployment shop/web',
    message: 'the selector of Deployment shop/web changes from app=web to app=web,tier=front, which Kubernetes refuses',
    fix: 'keep the selector app=web: the pods may carry more labels; for other labels, start a Deployment with another name beside it, and switch the Services to it in the next stage',
  });
});

it('covers the endpoints that a forced replacement would cost', () => {
  const before = [deployment('web', { labels, matchLabels: { app: 'web' } }), WEB];
  const after = [deployment('web', { labels }), WEB];
  expect(rulesOf(before, after)).toEqual([RULE]);
  // A forced replacement is intended.
  expect(rulesOf(before, after, { severities: { [RULE]: Severity.OFF } })).toEqual(['no-ready-endpoints']);
});

it('is silent if only the order changes, or the name', () => {
  const swapped = { tier: 'front', app: 'web' };
  expect(findingsOf(RULE, [deployment('web', { labels })], [deployment('web', { labels: swapped })])).toEqual([]);
  expect(findingsOf(RULE, [deployment('a', { labels })], [deployment('b', { labels: { app: 'b' } })])).toEqual([]);
});

it('covers a Service that is switched to the new labels at the same time', () => {
  const tier = { tier: 'front' };
  const before = [deployment('web', { replicas: 3, labels: { app: 'web' } }), WEB];
  const after = [deployment('web', { replicas: 3, labels: { app: 'web', ...tier } }), service('web', tier)];
  expect(rulesOf(before, after)).toEqual([RULE]);
  expect(findingsOf(RULE, before, after)[0]?.message).toBe(
    'the selector of Deployment shop/web changes from app=web to app=web,tier=front, which Kubernetes refuses; Service shop/web has 0 ready endpoints under its new selector',
  );
});

it('is silent if the state before had no selector: the API server never took it', () => {
  const patch = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };
  const empty = { ...patch, spec: { selector: {}, template: { metadata: { labels } } } };
  expect(findingsOf(RULE, [empty], [deployment('web', { labels })])).toEqual([]);
});
