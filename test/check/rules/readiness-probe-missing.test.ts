import { expect, it } from 'vitest';
import { checkRollout } from '../../../src/check/check-rollout';
import { deployment, v1, v2, WEB } from '../manifests';
import { findingsOf } from '../messages';

const RULE = 'readiness-probe-missing';

const PROBE = { readinessProbe: { httpGet: { port: 80 } } };

function state(image: string, container: object = {}, pod: object = {}): object[] {
  return [deployment('web', { replicas: 3, image, container: { readinessProbe: undefined, ...container }, pod }), WEB];
}

it('reports a probe that is removed', () => {
  expect(findingsOf(RULE, state('web:1', PROBE), state('web:1'))).toMatchObject([
    {
      severity: 'warning',
      resource: 'Deployment shop/web',
      message: 'Deployment shop/web loses its readiness probe: 3 pods get requests as soon as the containers run',
      fix: 'keep the readiness probe',
    },
  ]);
});

it('is information if there never was one, and nothing new if the old pods had none', () => {
  const other = deployment('side', {
    replicas: 1,
    labels: { app: 'web', side: 'yes' },
    container: { readinessProbe: undefined },
  });
  expect(findingsOf(RULE, state('web:1', PROBE), [...state('web:1', PROBE), other])).toMatchObject([
    {
      severity: 'info',
      message: 'Deployment shop/side has no readiness probe: 1 pod counts as ready as soon as the containers run',
      fix: 'add a readiness probe that succeeds once the app can serve',
    },
  ]);
  expect(findingsOf(RULE, state('web:1'), state('web:2'))).toEqual([]);
  expect(checkRollout(state('web:1'), state('web:2')).existing.map(({ rule }) => rule)).toContain(RULE);
});

it('is silent if the pods stay, have a probe or a gate, or serve nobody', () => {
  expect(findingsOf(RULE, state('web:1'), state('web:1'))).toEqual([]);
  expect(findingsOf(RULE, state('web:1', PROBE), state('web:2', PROBE))).toEqual([]);
  const gate = { readinessGates: [{ conditionType: 'ready' }] };
  expect(findingsOf(RULE, state('web:1', {}, gate), state('web:2', {}, gate))).toEqual([]);
  const [before, after] = [state('web:1'), state('web:2')].map(([web]) => [web!]);
  expect(findingsOf(RULE, before!, after!)).toEqual([]);
});

it('is silent about a version without pods', () => {
  const without = { container: { readinessProbe: undefined } };
  expect(findingsOf(RULE, [v1(3), WEB], [v1(3), v2(0, without), WEB])).toEqual([]);
});
