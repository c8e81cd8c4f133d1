import { expect, it } from 'vitest';
import { deployment, service } from '../manifests';
import { findingsOf } from '../messages';

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

it('reports a number where no container states any port, as information', () => {
  const [finding] = findingsOf(RULE, [], [deployment('web'), sending({ port: 80 })]);
  expect(finding).toMatchObject({
    severity: 'info',
    fix: 'add containerPort: 80 to the container if it listens there',
  });
});

it('is silent where the port is there, and for a headless Service', () => {
  expect(findingsOf(RULE, [], [web, sending({ port: 80, targetPort: 'http' })])).toEqual([]);
  expect(findingsOf(RULE, [], [web, sending({ port: 80, targetPort: 8080 })])).toEqual([]);
  expect(findingsOf(RULE, [], [web, sending({ port: 8080 })])).toEqual([]);
  const headless = service('web', { app: 'web' }, { ports: [{ port: 80 }], spec: { clusterIP: 'None' } });
  expect(findingsOf(RULE, [], [web, headless])).toEqual([]);
  const filledIn = [0, ''].map((targetPort) => sending({ port: 8080, targetPort }));
  for (const one of filledIn) expect(findingsOf(RULE, [], [web, one])).toEqual([]);
});
