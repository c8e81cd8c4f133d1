import { describe, expect, it } from 'vitest';
import { drawServices } from '../../src/picture/draw-services';
import type { ServicePicture } from '../../src/picture/service-picture';
import { readSvg, rowsOf, textsOf } from './read-svg';

const web: ServicePicture = {
  namespace: 'shop',
  name: 'web',
  servesUsers: true,
  endpoints: 10,
  versions: [
    { version: 'v1', kind: 'Deployment', deployment: 'web-v1', endpoints: 7, percent: 70 },
    { version: 'v2', kind: 'Deployment', deployment: 'web-v2', endpoints: 3, percent: 30 },
    { version: 'v3', kind: 'Deployment', deployment: 'web-v3', endpoints: 0, percent: 0 },
  ],
};
const idle: ServicePicture = {
  name: 'idle',
  servesUsers: false,
  endpoints: 0,
  versions: [{ version: 'green', kind: 'Deployment', deployment: 'idle-green', endpoints: 0 }],
};

const pathsOf = (services: ServicePicture[]) =>
  Array.from(readSvg(drawServices(services)).getElementsByTagName('path'));

describe('the picture of Services', () => {
  it('has a group for each Service, with each version, its share, Deployment and pods', () => {
    const root = readSvg(drawServices([web, idle]));
    expect(root.getAttribute('role')).toBe('img');
    expect(rowsOf(root)).toEqual([
      [
        ...['Service', 'shop/web', '10 ready endpoints'],
        ...['70%', 'v1', '7 pods', 'Deployment web-v1'],
        ...['30%', 'v2', '3 pods', 'Deployment web-v2'],
        ...['0%', 'v3', '0 pods', 'Deployment web-v3'],
      ],
      ['Test Service', 'idle', '0 ready endpoints', '–', 'green', '0 pods', 'Deployment idle-green'],
    ]);
  });

  it('says in words all that it shows', () => {
    expect(textsOf(readSvg(drawServices([web, idle])), 'desc')).toEqual([
      [
        'Service shop/web, 10 ready endpoints: 70% to v1 (Deployment web-v1, 7 pods), 30% to v2 (Deployment web-v2, 3 pods) and 0% to v3 (Deployment web-v3, 0 pods).',
        'Test Service idle, 0 ready endpoints: nothing to green (Deployment idle-green, 0 pods).',
      ].join(' '),
    ]);
  });

  it('has a dashed line if no traffic flows, and one cell for each pod', () => {
    const dashed = pathsOf([web, idle]).filter((path) => path.hasAttribute('stroke-dasharray'));
    // To v3, and for the idle Service, both its own line and the line to its version.
    expect(dashed).toHaveLength(3);
    const cells = pathsOf([web]).filter((path) => ['stable', 'canary'].includes(path.getAttribute('class') ?? ''));
    expect(cells.map((path) => path.getAttribute('d')?.match(/M/g)?.length)).toEqual([7, 3]);
  });

  it('draws the first of very many Services, and counts the others', () => {
    const many = Array.from({ length: 100 }, (_, index) => ({ ...web, name: `web-${index}` }));
    const root = readSvg(drawServices(many));
    expect(rowsOf(root)).toHaveLength(20);
    expect(textsOf(root).at(-1)).toBe('… and 80 more Services that do not fit');
    expect(textsOf(root, 'desc')[0]).toMatch(/\. … and 80 more Services that do not fit\.$/);
  });

  it('says so if there is nothing to draw', () => {
    const root = readSvg(drawServices([]));
    expect(textsOf(root)).toEqual(['No Service selects pods of a Deployment, StatefulSet or DaemonSet.']);
    expect(textsOf(root, 'desc')).toEqual(['No Service selects pods of a Deployment, StatefulSet or DaemonSet.']);
  });

  it('escapes names that XML or a reader would misread', () => {
    const name = '</text><script>&"\u0007\u202e';
    const shown = '</text><script>&"\\u0007\\u202e';
    const versions = [{ version: name, kind: 'Deployment', deployment: name, endpoints: 1, percent: 100 }];
    const root = readSvg(drawServices([{ namespace: 'n', name: '<&', servesUsers: true, endpoints: 1, versions }]));
    expect(rowsOf(root)).toEqual([
      ['Service', 'n/<&', '1 ready endpoint', '100%', shown, '1 pod', `Deployment ${shown}`],
    ]);
    expect(root.getElementsByTagName('script')).toHaveLength(0);
  });

  it('has the same bytes each time', () => {
    expect(drawServices(structuredClone([web, idle]))).toBe(drawServices([web, idle]));
  });
});
