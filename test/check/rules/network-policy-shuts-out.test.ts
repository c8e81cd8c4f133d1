import { expect, it } from 'vitest';
import { BLUE, blue, GREEN, green, object, service } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'network-policy-shuts-out';

const CLIENTS = { from: [{ podSelector: { matchLabels: { role: 'client' } } }] };

function policy(name: string, matchLabels: object, ingress: object[]): object {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, { podSelector: { matchLabels }, ingress });
}

const BOTH = [blue(3), green(3)];
const closed = policy('closed', {}, []);

it('reports a switch to pods that the policies leave out', () => {
  const policies = [closed, policy('web', BLUE, [CLIENTS])];
  const before = [...BOTH, ...policies, service('web', BLUE)];
  expect(findingsOf(RULE, before, [...BOTH, ...policies, service('web', GREEN)])).toMatchObject([
    {
      severity: 'error',
      resource: 'NetworkPolicy shop/closed',
      message:
        'NetworkPolicy shop/closed isolates the 3 pods of web-green that Service shop/web will send to, and no policy lets anyone in',
      fix: 'let the clients of Service shop/web in to the pods of web-green first: select them by the labels that all versions share',
    },
  ]);
});

it('reports a new policy that lets nobody in', () => {
  const state = [...BOTH, service('web', BLUE)];
  expect(messagesOf(RULE, state, [...state, closed])).toEqual([
    'NetworkPolicy shop/closed isolates the 3 pods of web-blue that Service shop/web will send to, and no policy lets anyone in',
  ]);
});

it('reports clients that are let in no longer', () => {
  const policies = [policy('blue', BLUE, [CLIENTS]), policy('green', GREEN, [{ from: [{ podSelector: {} }] }])];
  const state = [...BOTH, ...policies];
  expect(messagesOf(RULE, [...state, service('web', BLUE)], [...state, service('web', GREEN)])).toEqual([
    'NetworkPolicy shop/green isolates the 3 pods of web-green that Service shop/web will send to, and not all clients of its old pods are let in',
  ]);
});

it('is silent if all versions are open alike, and about policies that let some in', () => {
  const shared = [closed, policy('web', { app: 'web' }, [CLIENTS])];
  const before = [...BOTH, ...shared, service('web', BLUE)];
  expect(messagesOf(RULE, before, [...BOTH, ...shared, service('web', GREEN)])).toEqual([]);
  const state = [...BOTH, service('web', BLUE)];
  expect(messagesOf(RULE, state, [...state, policy('web', BLUE, [CLIENTS])])).toEqual([]);
  expect(messagesOf(RULE, state, [...state, policy('web', BLUE, [{}])])).toEqual([]);
  const egress = object('networking.k8s.io/v1', 'NetworkPolicy', 'out', { podSelector: {}, policyTypes: ['Egress'] });
  expect(messagesOf(RULE, state, [...state, egress])).toEqual([]);
});
