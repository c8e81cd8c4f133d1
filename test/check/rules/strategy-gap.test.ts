import { expect, it } from 'vitest';
import { deployment, object, service, statefulSet, WEB } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'strategy-gap';

function web(image: string, options: object = {}): object {
  return deployment('web', { replicas: 2, image, recreate: true, ...options });
}

it('reports Recreate that was Recreate before as a warning, once for all Services', () => {
  const other = service('api', { app: 'web' });
  expect(findingsOf(RULE, [web('web:1'), WEB, other], [web('web:2'), WEB, other])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Deployment shop/web',
      message:
        'Deployment shop/web is updated with Recreate: Service shop/web and Service shop/api fall from 2 to 0 ready endpoints, as in every update',
      fix: 'give web a rolling update with maxSurge 1 and maxUnavailable 0',
    },
  ]);
  expect(rulesOf([web('web:1'), WEB], [web('web:2'), WEB])).toContain(RULE);
  expect(rulesOf([web('web:1'), WEB], [web('web:2'), WEB])).not.toContain('no-ready-endpoints');
});

it('reports the only pod that may be missing', () => {
  const one = (image: string): object => deployment('web', { replicas: 1, image, maxUnavailable: 1, maxSurge: 0 });
  expect(messagesOf(RULE, [one('web:1'), WEB], [one('web:2'), WEB])).toEqual([
    'Deployment shop/web is updated with maxUnavailable 1: Service shop/web falls from 1 to 0 ready endpoints, as in every update',
  ]);
});

it("is information, and gives no advice that can't work, if pods can't run side by side", () => {
  const claim = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
  const data = object('v1', 'PersistentVolumeClaim', 'data', { accessModes: ['ReadWriteOnce'] });
  const state = (image: string, pod: object): object[] => [data, web(image, { pod }), WEB];
  expect(findingsOf(RULE, state('web:1', claim), state('web:2', claim))).toMatchObject([
    {
      severity: 'info',
      fix: 'expect the gap: the ReadWriteOnce claim data keeps old and new pods of web from running side by side',
    },
  ]);
  const ports = [{ containerPort: 80, hostPort: 80 }];
  expect(findingsOf(RULE, [web('web:1', { ports }), WEB], [web('web:2', { ports }), WEB])[0]?.fix).toBe(
    'expect the gap: port 80 of the node keeps old and new pods of web from running side by side',
  );
});

it('stays a warning if the change itself introduces the rule that keeps the pods apart', () => {
  const ports = [{ containerPort: 80, hostPort: 80 }];
  expect(findingsOf(RULE, [web('web:1'), WEB], [web('web:2', { ports }), WEB])).toMatchObject([
    {
      severity: 'warning',
      fix: 'leave out port 80 of the node, which this change adds, and give web a rolling update with maxSurge 1 and maxUnavailable 0',
    },
  ]);
  const pod = { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] };
  const data = (mode: string): object => object('v1', 'PersistentVolumeClaim', 'data', { accessModes: [mode] });
  const state = (image: string, mode: string): object[] => [data(mode), web(image, { pod }), WEB];
  expect(findingsOf(RULE, state('web:1', 'ReadWriteMany'), state('web:2', 'ReadWriteOnce'))).toMatchObject([
    { severity: 'warning' },
  ]);
});

it('is information for a StatefulSet', () => {
  const set = (image: string): object => statefulSet('web', { replicas: 1, image });
  expect(findingsOf(RULE, [set('web:1'), WEB], [set('web:2'), WEB])).toMatchObject([
    {
      severity: 'info',
      message:
        'StatefulSet shop/web is updated with 1 pod, one at a time: Service shop/web falls from 1 to 0 ready endpoints, as in every update',
    },
  ]);
});

it('treats a StatefulSet that states the default as unchanged', () => {
  const set = (image: string, rollingUpdate?: object): object =>
    statefulSet('web', { replicas: 1, image, strategy: { type: 'RollingUpdate', rollingUpdate } });
  const stated = { maxUnavailable: 1 };
  expect(rulesOf([set('web:1'), WEB], [set('web:2', stated), WEB])).toEqual([RULE]);
  expect(rulesOf([set('web:1', stated), WEB], [set('web:2'), WEB])).toEqual([RULE]);
  expect(rulesOf([set('web:1'), WEB], [set('web:2', { maxUnavailable: '25%' }), WEB])).toEqual(['no-ready-endpoints']);
});

it('leaves to no-ready-endpoints a strategy that the same change alters', () => {
  const one = (image: string, maxSurge: number): object =>
    deployment('web', { replicas: 1, image, maxUnavailable: 1, maxSurge });
  expect(rulesOf([one('web:1', 1), WEB], [one('web:2', 2), WEB])).toEqual(['no-ready-endpoints']);
  const set = (image: string, type: string): object => statefulSet('web', { replicas: 1, image, strategy: { type } });
  expect(rulesOf([set('web:1', 'OnDelete'), WEB], [set('web:2', 'RollingUpdate'), WEB])).toEqual([
    'no-ready-endpoints',
  ]);
});

it('leaves to no-ready-endpoints a strategy that the change introduces', () => {
  const rolling = deployment('web', { replicas: 2, image: 'web:1' });
  expect(messagesOf(RULE, [rolling, WEB], [web('web:2'), WEB])).toEqual([]);
  expect(rulesOf([rolling, WEB], [web('web:2'), WEB])).toContain('no-ready-endpoints');
  expect(messagesOf(RULE, [web('web:1'), WEB], [web('web:2', { replicas: 0 }), WEB])).toEqual([]);
  expect(messagesOf(RULE, [rolling, WEB], [deployment('web', { replicas: 2, image: 'web:2' }), WEB])).toEqual([]);
});
