import { expect, it } from 'vitest';
import { service, statefulSet } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'immutable-field';

function web(spec: object): object {
  return service('web', { app: 'web' }, { spec });
}

it('reports a Service that turns headless or gets another address', () => {
  expect(findingsOf(RULE, [web({})], [web({ clusterIP: 'None' })])).toMatchObject([
    {
      severity: 'error',
      resource: 'Service shop/web',
      message: 'clusterIP of Service shop/web changes from its own address to None, which Kubernetes refuses',
      fix: 'keep clusterIP, or create a Service with another name beside web and move the clients',
    },
  ]);
  expect(messagesOf(RULE, [web({ clusterIP: '10.0.0.1' })], [web({ clusterIP: '10.0.0.2' })])).toEqual([
    'clusterIP of Service shop/web changes from 10.0.0.1 to 10.0.0.2, which Kubernetes refuses',
  ]);
  expect(findingsOf(RULE, [web({ clusterIP: 'None' })], [web({})])).toMatchObject([
    {
      severity: 'warning',
      message:
        'Service shop/web no longer states clusterIP: None, but it stays headless: Kubernetes keeps the address of an existing Service',
    },
  ]);
});

it('reports the class of a load balancer', () => {
  const balancer = (loadBalancerClass: string): object => web({ type: 'LoadBalancer', loadBalancerClass });
  expect(messagesOf(RULE, [balancer('a')], [balancer('b')])).toEqual([
    'loadBalancerClass of Service shop/web changes from a to b, which Kubernetes refuses',
  ]);
});

it('reports the immutable fields of a StatefulSet', () => {
  const db = (spec: object): object => statefulSet('db', { spec });
  expect(messagesOf(RULE, [db({ serviceName: 'a' })], [db({ serviceName: 'b' })])).toEqual([
    'serviceName of StatefulSet shop/db changes, which Kubernetes refuses',
  ]);
  const claim = (storage: string): object => ({
    volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: { resources: { requests: { storage } } } }],
  });
  expect(messagesOf(RULE, [db(claim('1Gi'))], [db(claim('2Gi'))])).toHaveLength(1);
  const labeled = (metadata: object): object =>
    db({ volumeClaimTemplates: [{ metadata: { name: 'data', ...metadata } }] });
  expect(messagesOf(RULE, [labeled({ labels: { chart: 'db-1' } })], [labeled({ labels: { chart: 'db-2' } })])).toEqual([
    'volumeClaimTemplates of StatefulSet shop/db changes, which Kubernetes refuses',
  ]);
  expect(messagesOf(RULE, [labeled({ annotations: { a: 'b' } })], [labeled({})])).toHaveLength(1);
});

it('is silent about defaults of the API server, and about fields that may change', () => {
  expect(messagesOf(RULE, [web({ clusterIP: '10.0.0.1' })], [web({})])).toEqual([]);
  expect(messagesOf(RULE, [web({})], [web({ clusterIP: '10.0.0.1' })])).toEqual([]);
  expect(messagesOf(RULE, [web({ type: 'ExternalName' })], [web({ clusterIP: 'None' })])).toEqual([]);
  expect(messagesOf(RULE, [web({ loadBalancerClass: 'a', type: 'LoadBalancer' })], [web({})])).toEqual([]);
  const db = (spec: object): object => statefulSet('db', { spec });
  expect(messagesOf(RULE, [db({})], [db({ podManagementPolicy: 'OrderedReady', replicas: 3 })])).toEqual([]);
});

it('reports another first family of addresses, and no second one', () => {
  expect(messagesOf(RULE, [web({ ipFamilies: ['IPv4'] })], [web({ ipFamilies: ['IPv6'] })])).toEqual([
    'ipFamilies of Service shop/web changes from IPv4 to IPv6, which Kubernetes refuses',
  ]);
  const both = web({ ipFamilies: ['IPv4', 'IPv6'] });
  expect(messagesOf(RULE, [both], [web({ ipFamilies: ['IPv6', 'IPv4'] })])).toEqual([
    'ipFamilies of Service shop/web changes from IPv4, IPv6 to IPv6, IPv4, which Kubernetes refuses',
  ]);
  expect(messagesOf(RULE, [web({ ipFamilies: ['IPv4'] })], [both])).toEqual([]);
  expect(messagesOf(RULE, [both], [web({ ipFamilies: ['IPv4'] })])).toEqual([]);
  expect(messagesOf(RULE, [web({ ipFamilies: ['IPv4'] })], [web({})])).toEqual([]);
  const headless = (...ipFamilies: string[]): object => web({ clusterIP: 'None', ipFamilies });
  expect(messagesOf(RULE, [headless('IPv4')], [headless('IPv6')])).toEqual([]);
});

it('reports another port for health checks, while there is one', () => {
  const local = (healthCheckNodePort?: number, externalTrafficPolicy = 'Local'): object =>
    web({ type: 'LoadBalancer', externalTrafficPolicy, healthCheckNodePort });
  expect(messagesOf(RULE, [local(30_001)], [local(30_002)])).toEqual([
    'healthCheckNodePort of Service shop/web changes from 30001 to 30002, which Kubernetes refuses',
  ]);
  expect(messagesOf(RULE, [local(30_001)], [local()])).toEqual([]);
  expect(messagesOf(RULE, [local()], [local(30_002)])).toEqual([]);
  expect(messagesOf(RULE, [local(undefined, 'Cluster')], [local(30_002)])).toEqual([]);
});
