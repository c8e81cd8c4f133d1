import { expect, it } from 'vitest';
import { deployment, service } from '../manifests';
import { findingsOf, rulesOf } from '../messages';

const RULE = 'target-port-missing';

const web = deployment('web', { ports: [{ containerPort: 8080, name: 'http' }] });

function sending(port: object): object {
  return service('web', { app: 'web' }, { ports: [port] });
}

it('reports a name that no container has', () => {
  const [finding] = findingsOf(RULE, [], [web, sending({ name: 'main', port: 80, targetPort: 'htpp' })]);
  expect(finding).toMatchObject({
    severity: 'error',
    resource: 'Service shop/web',
    message: 'port main of Service shop/web goes to port htpp, which no container of Deployment web has',
    fix: 'send to an existing port (http 8080), or add the port to the container',
  });
});

it('reports a number that no container states, as information', () => {
  const [finding] = findingsOf(RULE, [], [web, sending({ port: 80 })]);
  expect(finding).toMatchObject({
    severity: 'info',
    fix: 'add containerPort: 80 to the container, or send to an existing port (http 8080)',
    message: 'port 80 of Service shop/web goes to port 80, which no container of Deployment web states',
  });
});

it('reports a number if no container states any port, as information', () => {
  const [finding] = findingsOf(RULE, [], [deployment('web', { ports: [] }), sending({ port: 80 })]);
  expect(finding).toMatchObject({
    severity: 'info',
    fix: 'add containerPort: 80 to the container if it listens there',
  });
});

it('is silent if the port is there, and for a headless Service', () => {
  expect(findingsOf(RULE, [], [web, sending({ port: 80, targetPort: 'http' })])).toEqual([]);
  expect(findingsOf(RULE, [], [web, sending({ port: 80, targetPort: 8080 })])).toEqual([]);
  expect(findingsOf(RULE, [], [web, sending({ port: 8080 })])).toEqual([]);
  const headless = service('web', { app: 'web' }, { ports: [{ port: 80 }], spec: { clusterIP: 'None' } });
  expect(findingsOf(RULE, [], [web, headless])).toEqual([]);
  const filledIn = [0, ''].map((targetPort) => sending({ port: 8080, targetPort }));
  for (const one of filledIn) expect(findingsOf(RULE, [], [web, one])).toEqual([]);
});

it('is reported beside another port that moves with the pods', () => {
  const state = (number: number, ...more: object[]): object[] => [
    deployment('web', { replicas: 3, ports: [{ containerPort: number, name: `p${number}` }] }),
    service('web', { app: 'web' }, { ports: [{ name: 'http', port: 80, targetPort: number }, ...more] }),
  ];
  const [before, after] = [state(8080), state(9090, { name: 'adm', port: 81, targetPort: 'admin' })];
  expect(rulesOf(before, after)).toEqual(['ports-move-with-pods', RULE]);
  expect(findingsOf(RULE, before, after)).toMatchObject([
    { message: 'port adm of Service shop/web goes to port admin, which no container of Deployment web has' },
  ]);
  // The port that moves to a number that no container states is one finding.
  expect(
    rulesOf(state(8080), [deployment('web', { replicas: 3, ports: [{ containerPort: 1 }] }), state(8080)[1]!]),
  ).toEqual(['ports-move-with-pods']);
});

it('warns if containers that stated no ports now state others', () => {
  const to = sending({ port: 80, targetPort: 8080 });
  const state = (...ports: object[]): object[] => [deployment('web', { replicas: 3, ports }), to];
  const after = state({ containerPort: 9090 });
  expect(findingsOf(RULE, state(), after)).toMatchObject([
    {
      severity: 'warning',
      message:
        'port 80 of Service shop/web goes to port 8080, which no container of Deployment web states; web now states 9090',
      fix: 'add containerPort: 8080 to the container, or send to an existing port (9090)',
    },
  ]);
  // Ports that were not stated before either are not new.
  expect(findingsOf(RULE, after, after)).toEqual([]);
  expect(findingsOf(RULE, state(), state())).toEqual([]);
});
