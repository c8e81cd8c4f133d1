import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, type CanaryAppProps, Color } from '../../src';
import { checkRollout } from '../../src/check/check-rollout';
import { rulesOf } from './messages';

const APP = { name: 'my-app', port: 80 };

function blueGreen(props: Omit<BlueGreenAppProps, 'name' | 'port' | 'replicas'> & { replicas?: number }): object[] {
  const chart = new Chart(new App(), 'test');
  new BlueGreenApp(chart, 'App', { ...APP, replicas: 3, ...props });
  return synth(chart);
}

function canary(props: Omit<CanaryAppProps, 'name' | 'port' | 'replicas'>): object[] {
  const chart = new Chart(new App(), 'test');
  new CanaryApp(chart, 'App', { ...APP, replicas: 10, ...props });
  return synth(chart);
}

function synth(chart: Chart): object[] {
  return Testing.synth(chart) as object[];
}

const V1 = { image: 'my-app:v1.0.0' };
const V2 = { image: 'my-app:v2.0.0' };
const V3 = { image: 'my-app:v3.0.0' };

describe('a blue/green release in its own steps', () => {
  const states: [string, object[]][] = [
    ['nothing', []],
    ['blue alone', blueGreen({ active: Color.BLUE, blue: V1 })],
    ['green beside it', blueGreen({ active: Color.BLUE, blue: V1, green: V2 })],
    ['switched', blueGreen({ active: Color.GREEN, blue: V1, green: V2 })],
    ['rolled back', blueGreen({ active: Color.BLUE, blue: V1, green: V2 })],
    ['switched again', blueGreen({ active: Color.GREEN, blue: V1, green: V2 })],
    ['blue at 0', blueGreen({ active: Color.GREEN, blue: { ...V1, replicas: 0 }, green: V2 })],
    ['next release into blue', blueGreen({ active: Color.GREEN, blue: V3, green: V2 })],
    ['switched to it', blueGreen({ active: Color.BLUE, blue: V3, green: V2 })],
    ['green gone', blueGreen({ active: Color.BLUE, blue: V3 })],
    ['green again', blueGreen({ active: Color.BLUE, blue: V3, green: V2 })],
  ];

  it.each(states.slice(1).map(([name, state], index) => [states[index]?.[0], name, states[index]?.[1] ?? [], state]))(
    'from %s to %s has no findings',
    (_from, _to, before, after) => {
      expect(checkRollout(before, after).findings).toEqual([]);
    },
  );

  it('all at once has', () => {
    const before = blueGreen({ active: Color.BLUE, blue: V1 });
    expect(rulesOf(before, blueGreen({ active: Color.GREEN, blue: V1, green: V2 }))).toEqual(['no-ready-endpoints']);
    expect(rulesOf(before, blueGreen({ active: Color.GREEN, green: V2 }))).toEqual([
      'no-ready-endpoints',
      'rollback-lost',
    ]);
    expect(rulesOf(before, blueGreen({ active: Color.BLUE, blue: V2 }))).toEqual(['release-bypassed']);
  });
});

describe('a canary release in its own steps', () => {
  const stable = { version: 'v1', ...V1 };
  const next = { version: 'v2', ...V2 };
  const step = (v1: number, v2: number): object[] =>
    canary({ stable, canary: next, replicaCounts: { stable: v1, canary: v2 } });
  const states: [string, object[]][] = [
    ['nothing', []],
    ['stable alone', canary({ stable })],
    ['a canary at 0%', canary({ stable, canary: next, trafficPercent: 0 })],
    ['10%', canary({ stable, canary: next, trafficPercent: 10 })],
    ['30%', canary({ stable, canary: next, trafficPercent: 30 })],
    ['50%', canary({ stable, canary: next, trafficPercent: 50 })],
    ['5 + 8', step(5, 8)],
    ['2 + 8', step(2, 8)],
    ['2 + 10', step(2, 10)],
    ['100%', canary({ stable, canary: next, trafficPercent: 100 })],
    ['promoted', canary({ stable: next })],
    ['the next canary', canary({ stable: next, canary: { version: 'v3', ...V3 }, trafficPercent: 10 })],
    ['aborted', canary({ stable: next })],
  ];

  it.each(states.slice(1).map(([name, state], index) => [states[index]?.[0], name, states[index]?.[1] ?? [], state]))(
    'from %s to %s has no findings',
    (_from, _to, before, after) => {
      expect(checkRollout(before, after).findings).toEqual([]);
    },
  );

  it('with a step that is too wide has', () => {
    const at = (trafficPercent: number): object[] => canary({ stable, canary: next, trafficPercent });
    expect(rulesOf(at(50), at(100))).toEqual(['capacity-below-floor']);
    expect(rulesOf(at(10), at(100))).toEqual(['capacity-below-floor', 'share-jump']);
    expect(rulesOf(canary({ stable }), canary({ stable: next }))).toEqual(['no-ready-endpoints']);
    const alone = (image: object): object[] =>
      canary({ stable: { version: 'v1', ...image } as never, recommendedLabels: true });
    expect(rulesOf(alone(V1), alone(V2))).toEqual(['release-bypassed']);
    expect(rulesOf(at(50), at(0))).toEqual(['capacity-below-floor']);
  });
});
