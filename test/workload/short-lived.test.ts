import { App, Chart } from 'cdk8s';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { CanaryApp } from '../../src/canary/canary-app';

/** The number of apps, each of which has a cdk8s App of its own. */
const APPS = 200;

/** The number of apps that are made before the young objects are collected: the last one is always alive. */
const AT_ONCE = 10;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options?: { readonly type: 'minor' }) => void;

function bytesOfOldObjects(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')!.space_used_size;
}

function makeApp(index: number): void {
  new CanaryApp(new Chart(new App(), 'chart'), 'Shop', {
    name: `shop-${index}`,
    replicas: 10,
    port: 80,
    stable: { version: 'v1', image: 'shop:1' },
    canary: { version: 'v2', image: 'shop:2' },
    trafficPercent: 10,
  });
}

it('an app that nobody refers to is gone with the young objects', () => {
  const makeApps = (count: number): void => {
    for (let index = 1; index <= count; index++) {
      makeApp(index);
      if (index % AT_ONCE === 0) collect({ type: 'minor' });
    }
  };
  // What V8 keeps of the code that runs for the first time is not counted.
  makeApps(APPS);
  collect();
  const before = bytesOfOldObjects();
  makeApps(APPS);
  // An app takes 19 kB. One of ten is still alive when V8 collects.
  expect((bytesOfOldObjects() - before) / APPS).toBeLessThan(6_000);
});
