import { expect, it } from 'vitest';
import { service, v1 } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'service-port-removed';

function web(ports: object[], spec: object = {}): object {
  return service('web', { app: 'web' }, { ports, spec });
}

it('reports a port that changes', () => {
  const before = [v1(1), web([{ name: 'http', port: 80 }])];
  expect(findingsOf(RULE, before, [v1(1), web([{ name: 'http', port: 8080 }])])).toMatchObject([
    {
      severity: 'error',
      resource: 'Service shop/web',
      message: 'Service shop/web no longer has port 80 (http): clients that call it are refused; it has 8080 (http)',
      fix: 'keep port 80 (http) beside the new ports until no client calls it, and remove it in a later stage',
    },
  ]);
});

it('reports a port that is removed, and another protocol', () => {
  const both = [
    v1(1),
    web([
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ]),
  ];
  expect(messagesOf(RULE, both, [v1(1), web([{ name: 'a', port: 80 }])])).toHaveLength(1);
  expect(messagesOf(RULE, [v1(1), web([{ port: 53 }])], [v1(1), web([{ port: 53, protocol: 'UDP' }])])).toEqual([
    'Service shop/web no longer has port 53: clients that call it are refused; it has 53/UDP',
  ]);
});

it('is silent about a port that is added or only renamed, and if no client is served', () => {
  expect(
    messagesOf(RULE, [v1(1), web([{ port: 80 }])], [v1(1), web([{ name: 'http', port: 80, protocol: 'TCP' }])]),
  ).toEqual([]);
  expect(messagesOf(RULE, [v1(0), web([{ port: 80 }])], [v1(0), web([{ port: 81 }])])).toEqual([]);
  const headless = { clusterIP: 'None' };
  expect(messagesOf(RULE, [v1(1), web([{ port: 80 }], headless)], [v1(1), web([{ port: 81 }], headless)])).toEqual([]);
});
