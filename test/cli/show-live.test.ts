import { describe, expect, it } from 'vitest';
import { daemonSet, httpRoute, live, object, readyStatus, service, statefulSet, v1, v2, WEB } from '../check/manifests';
import { readSvg, rowsOf, textsOf } from '../picture/read-svg';
import { runInProcess } from '../support/run-in-process';
import { yaml } from '../support/workspace';

async function show(format: string, ...objects: object[]): Promise<string> {
  const { stdout, exitCode } = await runInProcess(['show', '-', '--format', format], { input: yaml(...objects) });
  expect(exitCode).toBe(0);
  return stdout;
}

describe('show on live objects', () => {
  const running = [live(v1(9), readyStatus(9, 6)), live(v2(1), readyStatus(1)), live(WEB)];

  it('says in text how many pods are ready, next to the requested count', async () => {
    expect(await show('text', ...running)).toBe(`Service shop/web: 7 of 10 endpoints ready
  v1  ██████████████████░░    90%  85.7% now  6 of 9 pods  Deployment web-v1
  v2  ██░░░░░░░░░░░░░░░░░░    10%  14.3% now  1 of 1 pod   Deployment web-v2
`);
  });

  it('says so in Markdown, and only if something runs', async () => {
    expect(await show('markdown', ...running))
      .toBe(`| Service | Version | Pods of | Pods | Share | Ready now | Share now |
| --- | --- | --- | ---: | --- | ---: | ---: |
| Service shop/web | v1 | Deployment web-v1 | 9 | ██████████████████░░ 90% | 6 | 85.7% |
| Service shop/web | v2 | Deployment web-v2 | 1 | ██░░░░░░░░░░░░░░░░░░ 10% | 1 | 14.3% |
`);
  });

  it('says so in JSON', async () => {
    const versions = [
      {
        version: 'v1',
        kind: 'Deployment',
        deployment: 'web-v1',
        endpoints: 9,
        percent: 90,
        ready: 6,
        readyPercent: 600 / 7,
      },
      {
        version: 'v2',
        kind: 'Deployment',
        deployment: 'web-v2',
        endpoints: 1,
        percent: 10,
        ready: 1,
        readyPercent: 100 / 7,
      },
    ];
    expect(JSON.parse(await show('json', ...running))).toEqual({
      services: [{ namespace: 'shop', name: 'web', servesUsers: true, endpoints: 10, ready: 7, versions }],
      routes: [],
    });
  });

  it('draws pods that are not ready as outlines', async () => {
    const root = readSvg(await show('svg', ...running));
    expect(rowsOf(root)).toEqual([
      [
        ...['Service', 'shop/web', '7 of 10 endpoints ready'],
        ...['90%', 'v1', '6 of 9 pods', 'Deployment web-v1'],
        ...['10%', 'v2', '1 of 1 pod', 'Deployment web-v2'],
      ],
    ]);
    const bars = Array.from(root.getElementsByTagName('path')).map((path) => [
      path.getAttribute('class'),
      path.getAttribute('d')?.match(/M/g)?.length,
    ]);
    expect(bars).toEqual(
      expect.arrayContaining([
        ['stable', 6],
        ['idle stable', 3],
        ['canary', 1],
      ]),
    );
  });

  it('has no share if no pod is ready', async () => {
    const down = [live(v1(2), readyStatus(2, 0)), live(WEB)];
    expect(await show('text', ...down)).toBe(
      'Service shop/web: 0 of 2 endpoints ready\n  v1  ████████████████████   100%  – now  0 of 2 pods  Deployment web-v1\n',
    );
  });

  it("counts the nodes of a DaemonSet, or states its assumption if it can't", async () => {
    const status = { desiredNumberScheduled: 4, currentNumberScheduled: 4, updatedNumberScheduled: 4, numberReady: 3 };
    expect(await show('text', live(daemonSet('web'), status), live(WEB))).toContain('3 of 4 endpoints ready');
    const { stdout, stderr } = await runInProcess(['show', '-'], { input: yaml(daemonSet('web'), WEB) });
    expect(stdout).toContain('Service shop/web: 3 ready endpoints');
    expect(stderr).toBe('note: assumed: DaemonSet web runs on 3 nodes\n');
  });
});

describe('show draws the way from a route over its Services to the pods', () => {
  const services = [service('web-v1', { version: 'v1' }), service('web-v2', { version: 'v2' })];
  const route = httpRoute('edge', { 'web-v1': 90, 'web-v2': 10 });

  it('in text', async () => {
    expect(await show('text', v1(9), v2(1), ...services, route)).toBe(`HTTPRoute shop/edge: */
  Service shop/web-v1  ██████████████████░░    90%  9 ready endpoints
  Service shop/web-v2  ██░░░░░░░░░░░░░░░░░░    10%  1 ready endpoint

Service shop/web-v1: 9 ready endpoints
  v1  ████████████████████   100%  9 pods  Deployment web-v1

Service shop/web-v2: 1 ready endpoint
  v2  ████████████████████   100%  1 pod  Deployment web-v2
`);
  });

  it('in Markdown, and in JSON', async () => {
    expect(await show('markdown', v1(9), v2(1), ...services, route)).toMatch(
      /^\| Route \| Requests \| Service \| Share \|\n\| --- \| --- \| --- \| --- \|\n\| HTTPRoute shop\/edge \| \S+ \| Service shop\/web-v1 \| ██████████████████░░ 90% \|\n/,
    );
    const { routes } = JSON.parse(await show('json', v1(9), v2(1), ...services, route)) as { routes: unknown };
    expect(routes).toEqual([
      {
        kind: 'HTTPRoute',
        namespace: 'shop',
        name: 'edge',
        matches: ['*/'],
        backends: [
          { namespace: 'shop', service: 'web-v1', percent: 90, endpoints: 9 },
          { namespace: 'shop', service: 'web-v2', percent: 10, endpoints: 1 },
        ],
      },
    ]);
  });

  it('as a picture, with its description', async () => {
    const root = readSvg(await show('svg', v1(9), v2(1), ...services, route));
    expect(rowsOf(root)).toEqual([
      [
        ...['HTTPRoute', 'shop/edge', '*/'],
        ...['90%', 'Service', 'shop/web-v1', '9 ready endpoints', '100%', 'v1', '9 pods', 'Deployment web-v1'],
        ...['10%', 'Service', 'shop/web-v2', '1 ready endpoint', '100%', 'v2', '1 pod', 'Deployment web-v2'],
      ],
    ]);
    // Routes, Services and pods are columns.
    const boxes = Array.from(root.getElementsByTagName('rect')).slice(1);
    expect(boxes.map((box) => Number(box.getAttribute('x')))).toEqual([24, 374, 730, 374, 730]);
    expect(textsOf(root, 'desc')[0]).toMatch(
      /^HTTPRoute shop\/edge for \*\/: 90% to Service shop\/web-v1 and 10% to Service shop\/web-v2\. Service shop\/web-v1,/,
    );
  });

  it('with the Services that no route leads to in their column, and each Service drawn once', async () => {
    const other = [
      httpRoute('other', { 'web-v2': 1, elsewhere: 1 }),
      daemonSet('logs'),
      service('logs', { app: 'logs' }),
    ];
    const root = readSvg(await show('svg', v1(9), v2(1), ...services, route, ...other));
    expect(rowsOf(root).slice(1)).toEqual([
      [
        'HTTPRoute',
        'shop/other',
        '*/',
        '50%',
        'Service',
        'shop/web-v2',
        '1 ready endpoint',
        '50%',
        'Service',
        'elsewhere',
        '',
      ],
      ['Service', 'shop/logs', '3 ready endpoints', '100%', 'logs', '3 pods', 'DaemonSet logs'],
    ]);
  });

  it('names the kind of the object that makes the pods, as the text does', async () => {
    const db = [statefulSet('db', { replicas: 2 }), service('db', { app: 'db' })];
    expect(rowsOf(readSvg(await show('svg', ...db)))).toEqual([
      ['Service', 'shop/db', '2 ready endpoints', '100%', 'db', '2 pods', 'StatefulSet db'],
    ]);
    expect(await show('text', ...db)).toContain('2 pods  StatefulSet db');
    expect(await show('markdown', ...db)).toContain('| db | StatefulSet db | 2 |');
  });

  it('with a canary of ingress-nginx beside the Ingress that it takes its part from, and paths that are alike together', async () => {
    const paths = (backend: string, ...list: string[]): object => ({
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: list.map((path) => ({ path, backend: { service: { name: backend, port: { number: 80 } } } })),
          },
        },
      ],
    });
    const annotations = {
      'nginx.ingress.kubernetes.io/canary': 'true',
      'nginx.ingress.kubernetes.io/canary-weight': '20',
    };
    const group = 'networking.k8s.io/v1';
    const text = await show(
      'text',
      v1(9),
      ...services,
      object(group, 'Ingress', 'canary', paths('web-v2', '/', '/cart'), { annotations }),
      object(group, 'Ingress', 'shop', paths('web-v1', '/', '/cart', '/pay')),
    );
    expect(text.split('\n').slice(0, 6)).toEqual([
      'Ingress shop/shop: shop.example.com/ and shop.example.com/cart',
      '  Service shop/web-v2  ████░░░░░░░░░░░░░░░░    20%',
      '  Service shop/web-v1  ████████████████░░░░    80%  9 ready endpoints',
      '',
      'Ingress shop/shop: shop.example.com/pay',
      '  Service shop/web-v1  ████████████████████   100%  9 ready endpoints',
    ]);
  });
});
