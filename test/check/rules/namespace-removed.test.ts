import { expect, it } from 'vitest';
import { service, v1, WEB } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'namespace-removed';

const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

it('reports a namespace that is removed with its Services, once', () => {
  expect(findingsOf(RULE, [shop, v1(3), WEB], [])).toMatchObject([
    {
      severity: 'error',
      resource: 'Namespace shop',
      message: 'Namespace shop is removed, and with it 1 Service with 3 ready endpoints',
      fix: 'keep Namespace shop, or take its Services out of use first and remove it in a later stage',
    },
  ]);
  expect(rulesOf([shop, v1(3), WEB], [])).toEqual([RULE]);
});

it('names the objects that the new state still has there', () => {
  expect(messagesOf(RULE, [shop, v1(3), WEB], [v1(3), WEB])).toEqual([
    'Namespace shop is removed, and with it 1 Service with 3 ready endpoints, although 2 objects of the new state belong there',
  ]);
  expect(messagesOf(RULE, [shop], [])).toEqual(['Namespace shop is removed, and with it everything in it']);
});

it('is silent about namespaces that the API server never deletes, and their Services are not', () => {
  const system = (name: string): object => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  for (const name of ['default', 'kube-system', 'kube-public'])
    expect(messagesOf(RULE, [system(name)], [])).toEqual([]);
  const pods = [v1(3, { namespace: 'default' }), service('web', { app: 'web' }, { namespace: 'default' })];
  expect(rulesOf([system('default'), ...pods], [])).toEqual(['service-removed']);
});

it('is silent about a namespace that stays, or that never had a manifest', () => {
  expect(messagesOf(RULE, [shop, v1(3), WEB], [shop, v1(3), WEB])).toEqual([]);
  expect(messagesOf(RULE, [v1(3), WEB], [v1(3), WEB])).toEqual([]);
});
