import { expect, it } from 'vitest';
import { deployment } from '../manifests';
import { findingsOf, messagesOf } from '../messages';

const RULE = 'probe-port-missing';

function web(port: number | string, containerPort = 8080, probe = 'readinessProbe'): object {
  const ports = [{ name: 'http', containerPort }];
  return deployment('web', { replicas: 2, ports, container: { [probe]: { httpGet: { port } } } });
}

it('reports a name that no container has', () => {
  expect(findingsOf(RULE, [], [web('htpp')])).toMatchObject([
    {
      severity: 'error',
      resource: 'Deployment shop/web',
      message:
        'the readiness probe of container main in Deployment shop/web calls port htpp, which no container has: 2 new pods never become ready',
      fix: 'call an existing port (http 8080)',
    },
  ]);
  expect(findingsOf(RULE, [], [web('htpp', 8080, 'livenessProbe')])).toMatchObject([{ severity: 'warning' }]);
});

it('reports a number that is no longer declared', () => {
  expect(messagesOf(RULE, [web(8080)], [web(8080, 9090)])).toEqual([
    'the readiness probe of container main in Deployment shop/web calls port 8080, which no container declares any more: 2 new pods never become ready',
  ]);
});

it('is silent about ports that are there, and numbers that never were declared', () => {
  expect(messagesOf(RULE, [], [web('http')])).toEqual([]);
  expect(messagesOf(RULE, [web(9000)], [web(9000)])).toEqual([]);
  expect(messagesOf(RULE, [web(8080)], [web(9090, 9090)])).toEqual([]);
});

it('is silent about a number at another address, as no container has to declare it', () => {
  const calling = (host: string): object =>
    deployment('web', {
      replicas: 2,
      ports: [{ containerPort: 9090 }],
      container: { readinessProbe: { httpGet: { host, port: 8080 } } },
    });
  expect(messagesOf(RULE, [web(8080)], [calling('127.0.0.1')])).toEqual([]);
  // An empty host is the pod's own address.
  expect(messagesOf(RULE, [web(8080)], [calling('')])).toHaveLength(1);
});

it('treats a number in quotes as a number', () => {
  expect(findingsOf(RULE, [], [web('8080')])).toEqual([]);
});
