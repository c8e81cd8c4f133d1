import { expect, it } from 'vitest';
import { httpRoute, ingress, service, WEB } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'route-port-missing';

const web = service('web', { app: 'web' }, { ports: [{ name: 'http', port: 80 }] });

it('reports a port that a Service does not have, by number and by name', () => {
  expect(findingsOf(RULE, [], [web, ingress('edge', 'web', 8080)])).toMatchObject([
    {
      severity: 'error',
      resource: 'Ingress shop/edge',
      message: 'Ingress shop/edge sends to port 8080 of Service shop/web, which has 80 (http)',
      fix: 'send to 80 (http), or keep port 8080 in Service shop/web until no route names it',
    },
  ]);
  expect(messagesOf(RULE, [], [web, ingress('edge', 'web', 'web')])).toHaveLength(1);
  expect(messagesOf(RULE, [], [web, httpRoute('edge', { web: 1 }, 81)])).toHaveLength(1);
});

it('is silent where the port is there, or nothing is known of the Service', () => {
  expect(messagesOf(RULE, [], [web, ingress('edge', 'web', 80), ingress('other', 'web', 'http')])).toEqual([]);
  expect(messagesOf(RULE, [], [ingress('edge', 'elsewhere', 80)])).toEqual([]);
  expect(messagesOf(RULE, [], [WEB, ingress('edge', 'web', 80)])).toEqual([]);
});
