import { expect, it } from 'vitest';
import { deployment, service } from '../manifests';
import { findingsOf, messagesOf, rulesOf } from '../messages';

const RULE = 'ports-move-with-pods';

function state(containerPort: object, targetPort: number | string): object[] {
  const ports = 'containerPort' in containerPort ? [containerPort] : [];
  return [
    deployment('web', { replicas: 3, ports }),
    service('web', { app: 'web' }, { ports: [{ port: 80, targetPort }] }),
  ];
}

it('reports a target port that moves together with the container port', () => {
  expect(findingsOf(RULE, state({ containerPort: 8080 }, 8080), state({ containerPort: 9090 }, 9090))).toMatchObject([
    {
      severity: 'error',
      resource: 'Service shop/web',
      message:
        'port 80 of Service shop/web sends to 9090 instead of 8080, and 0 of 3 ready endpoints listen there on the way to 3',
      fix: 'insert a stage in which the pods have port 9090 as well as 8080, and Service shop/web sends to 8080 as before; once they have rolled out, send to 9090',
    },
  ]);
});

it('reports a name that moves, and a container port that moves alone', () => {
  const named = (name: string): object[] => state({ containerPort: 8080, name }, name);
  expect(messagesOf(RULE, named('http'), named('web'))).toEqual([
    'port 80 of Service shop/web sends to web instead of http, and 0 of 3 ready endpoints listen there on the way to 3',
  ]);
  expect(messagesOf(RULE, state({ containerPort: 8080 }, 8080), state({ containerPort: 9090 }, 8080))).toEqual([
    'port 80 of Service shop/web sends to 8080 as before, which no container of Deployment shop/web has: 0 of 3 ready endpoints listen there, and that does not change',
  ]);
});

it('is the only finding about a port that no container has', () => {
  const named = (name: string): object[] => state({ containerPort: 8080, name }, 'http');
  expect(rulesOf(named('http'), named('web'))).toEqual([RULE]);
  expect(findingsOf(RULE, named('http'), named('web'))[0]?.fix).toBe(
    'keep port http in Deployment shop/web, beside a new one; remove it once Service shop/web sends elsewhere',
  );
});

it('is silent about a name that each pod resolves, a port added first, and containers that declare nothing', () => {
  const named = (containerPort: number): object[] => state({ containerPort, name: 'http' }, 'http');
  expect(messagesOf(RULE, named(8080), named(9090))).toEqual([]);
  expect(messagesOf(RULE, state({}, 8080), state({}, 9090))).toEqual([]);
  const both = deployment('web', { replicas: 3, ports: [{ containerPort: 8080 }, { containerPort: 9090 }] });
  const to = (targetPort: number): object => service('web', { app: 'web' }, { ports: [{ port: 80, targetPort }] });
  expect(messagesOf(RULE, [both, to(8080)], [both, to(9090)])).toEqual([]);
});

it('is silent about a number that no state declares if containers did not declare their ports', () => {
  const before = state({}, 8443);
  expect(messagesOf(RULE, before, state({ containerPort: 7572, name: 'metrics' }, 8443))).toEqual([]);
  // A container that declares ports before and after is assumed to listen on exactly these.
  const declared = state({ containerPort: 5000 }, 5000);
  expect(messagesOf(RULE, declared, state({ containerPort: 5000 }, 8080))).toHaveLength(1);
});
