import { describe, expect, it } from 'vitest';
import { daemonSet, httpRoute, live, object, readyStatus, service, v1, v2, WEB } from '../check/manifests';
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

  it('says in text what is ready, next to what is asked for', async () => {
    expect(await show('text', ...running)).toBe(`Service shop/web: 7 of 10 endpoints ready
  v1  ██████████████████░░    90%  85.7% now  6 of 9 pods  web-v1
  v2  ██░░░░░░░░░░░░░░░░░░    10%  14.3% now  1 of 1 pod   web-v2
`);
  });

  it('says so in Markdown, and only there where something runs', async () => {
    expect(await show('markdown', ...running))
      .toBe(`| Service | Version | Deployment | Pods | Share | Ready now | Share now |
| --- | --- | --- | ---: | --- | ---: | ---: |
| Service shop/web | v1 | web-v1 | 9 | ██████████████████░░ 90% | 6 | 85.7% |
| Service shop/web | v2 | web-v2 | 1 | ██░░░░░░░░░░░░░░░░░░ 10% | 1 | 14.3% |
`);
  });

  it('says so in JSON', async () => {
    const versions = [
      { version: 'v1', deployment: 'web-v1', endpoints: 9, percent: 90, ready: 6, readyPercent: 600 / 7 },
      { version: 'v2', deployment: 'web-v2', endpoints: 1, percent: 10, ready: 1, readyPercent: 100 / 7 },
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

  it('has no share where no pod is ready', async () => {
    const down = [live(v1(2), readyStatus(2, 0)), live(WEB)];
    expect(await show('text', ...down)).toBe(
      'Service shop/web: 0 of 2 endpoints ready\n  v1  ████████████████████   100%  – now  0 of 2 pods  web-v1\n',
    );
  });

  it('counts the nodes of a DaemonSet, and says what it takes for granted where it can not', async () => {
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
  v1  ████████████████████   100%  9 pods  web-v1

Service shop/web-v2: 1 ready endpoint
  v2  ████████████████████   100%  1 pod  web-v2
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
    expect(rowsOf(root)[0]).toEqual([
      ...['HTTPRoute', 'shop/edge', '*/'],
      ...['90%', 'Service shop/web-v1', '9 ready endpoints', '10%', 'Service shop/web-v2', '1 ready endpoint'],
    ]);
    expect(rowsOf(root)).toHaveLength(3);
    expect(textsOf(root, 'desc')[0]).toMatch(
      /^HTTPRoute shop\/edge for \*\/: 90% to Service shop\/web-v1 and 10% to Service shop\/web-v2\. Service shop\/web-v1,/,
    );
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
