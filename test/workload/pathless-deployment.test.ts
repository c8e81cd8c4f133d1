import { App, Chart, Names } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, CanaryApp, Color } from 'cdk8s-rollouts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const ADDRESS = 'cdk8s.io/metadata.addr';

const toLabelValue = vi.spyOn(Names, 'toLabelValue');

beforeEach(() => {
  toLabelValue.mockClear();
});
afterEach(() => {
  expect(Names).toHaveProperty('toLabelValue', toLabelValue);
});

const app = { name: 'shop', replicas: 4, port: 80 };

function addCanary(chart: Chart, volumes: kplus.Volume[] = []): CanaryApp {
  return new CanaryApp(chart, 'Shop', {
    ...app,
    volumes,
    stable: { version: 'v1', image: 'shop:1' },
    canary: { version: 'v2', image: 'shop:2' },
    trafficPercent: 25,
  });
}

it('makes no label from the construct path', () => {
  const chart = new Chart(new App(), 'shop');
  addCanary(chart);
  new BlueGreenApp(chart, 'Web', {
    ...app,
    name: 'web',
    active: Color.BLUE,
    blue: { image: 'web:1' },
    green: { image: 'web:2' },
  });
  expect(JSON.stringify(chart.toJson())).not.toContain(ADDRESS);
  expect(toLabelValue).not.toHaveBeenCalled();
});

it('leaves the labels of other workloads to cdk8s-plus', () => {
  const chart = new Chart(new App(), 'shop');
  addCanary(chart);
  const other = new kplus.Deployment(chart, 'Other', { containers: [{ image: 'other:1' }] });
  expect(other.matchLabels).toEqual({ [ADDRESS]: 'shop-Other-c817c9dd' });
  expect(other.podMetadata.getLabel(ADDRESS)).toBe('shop-Other-c817c9dd');
});

it('leaves them to cdk8s-plus after an error, too', () => {
  const chart = new Chart(new App(), 'shop');
  const volumes = ['A', 'B'].map((id) => kplus.Volume.fromEmptyDir(chart, id, 'data'));
  expect(() => addCanary(chart, volumes)).toThrow(
    new Error('CanaryApp shop/Shop: Volume with name data already exists'),
  );
  const other = new kplus.Deployment(chart, 'Other', { containers: [{ image: 'other:1' }] });
  expect(other.podMetadata.getLabel(ADDRESS)).toBe('shop-Other-c817c9dd');
});
