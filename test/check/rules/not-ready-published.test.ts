import { expect, it } from 'vitest';
import { ingress, service, statefulSet, v1 } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'not-ready-published';

const web = service('web', { app: 'web' }, { spec: { publishNotReadyAddresses: true } });
const members = service('db', { app: 'db' }, { spec: { publishNotReadyAddresses: true, clusterIP: 'None' } });

it('reports a Service that counts all pods as ready', () => {
  expect(findingsOf(RULE, [], [v1(3), web])).toMatchObject([
    {
      severity: 'warning',
      resource: 'Service shop/web',
      message:
        'Service shop/web counts all of its 3 pods as ready (publishNotReadyAddresses), including those that have not started yet',
    },
  ]);
  expect(messagesOf(RULE, [], [statefulSet('db', { replicas: 3 }), members, ingress('edge', 'db')])).toHaveLength(1);
});

it('is silent about the members of a StatefulSet, and Services without pods', () => {
  expect(messagesOf(RULE, [], [statefulSet('db', { replicas: 3 }), members])).toEqual([]);
  expect(messagesOf(RULE, [], [v1(0), web])).toEqual([]);
});
