import { expect, it } from 'vitest';
import { deployment, httpRoute, ingress, service, WEB } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

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

it('is silent if the port is there, or nothing is known of the Service', () => {
  expect(messagesOf(RULE, [], [web, ingress('edge', 'web', 80), ingress('other', 'web', 'http')])).toEqual([]);
  expect(messagesOf(RULE, [], [ingress('edge', 'elsewhere', 80)])).toEqual([]);
  expect(messagesOf(RULE, [], [WEB, ingress('edge', 'web', 80)])).toEqual([]);
});

it('leaves a port that is removed in this change to service-port-removed, which names the routes', () => {
  const both = service(
    'web',
    { app: 'web' },
    {
      ports: [
        { name: 'http', port: 80 },
        { name: 'admin', port: 81 },
      ],
    },
  );
  const pods = deployment('web', { replicas: 3 });
  const routes = [ingress('edge', 'web', 81), httpRoute('mesh', { web: 1 }, 81), ingress('other', 'web', 80)];
  const [before, after] = [
    [pods, both, ...routes],
    [pods, web, ...routes],
  ];
  expect(rulesOf(before, after)).toEqual(['service-port-removed']);
  expect(messagesOf('service-port-removed', before, after)).toEqual([
    'Service shop/web no longer has port 81 (admin), and Ingress shop/edge and HTTPRoute shop/mesh still send to it: clients that call it are refused; it has 80 (http)',
  ]);
  // A Service without endpoints refuses clients anyway, so only the route is left to report.
  expect(rulesOf([both, ...routes], [web, ...routes])).toEqual([RULE]);
});

it('is silent about the name with which an ALB points to an annotation', () => {
  expect(messagesOf(RULE, [], [web, ingress('edge', 'web', 'use-annotation')])).toEqual([]);
});

it('is reported beside the removal of another port', () => {
  const state = (...ports: object[]): object[] => [
    deployment('web', { replicas: 3 }),
    service('web', { app: 'web' }, { ports }),
    ingress('edge', 'web', 'http'),
  ];
  const before = state({ name: 'http', port: 80 }, { name: 'old', port: 81 });
  const after = state({ name: 'web', port: 80 });
  expect(rulesOf(before, after)).toEqual([RULE, 'service-port-removed']);
  expect(messagesOf(RULE, before, after)).toEqual([
    'Ingress shop/edge sends to port http of Service shop/web, which has 80 (web)',
  ]);
});
