import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, type CanaryAppProps, Color, Spreading } from 'cdk8s-rollouts';
import { Construct } from 'constructs';
import { describe, expect, it } from 'vitest';
import { documents, toYaml } from '../support/synthesize';

const blueGreen: BlueGreenAppProps = {
  name: 'shop',
  replicas: 3,
  port: 80,
  active: Color.BLUE,
  podLabels: { team: 'shop', tier: 'web' },
  container: { envVariables: { A: kplus.EnvValue.fromValue('a'), B: kplus.EnvValue.fromValue('b') } },
  sidecars: [{ name: 'agent', image: 'agent:1' }],
  configMap: { data: { B: 'b', A: 'a' }, mountPath: '/etc/shop', asVariables: true },
  secret: { data: { D: 'd', C: 'c' } },
  blue: { image: 'shop:1' },
  green: { image: 'shop:2', podAnnotations: { x: 'y' } },
};
const canary: CanaryAppProps = {
  name: 'api',
  replicas: 10,
  port: 80,
  serviceType: kplus.ServiceType.LOAD_BALANCER,
  extraPorts: [{ name: 'metrics', port: 9090 }],
  stable: { version: 'v1', image: 'api:1' },
  canary: { version: 'v2', image: 'api:2', smokeTest: { image: 'curl:8', args: ['$(TARGET_URL)'] } },
  trafficPercent: 25,
  maxSurge: 2,
  trackServices: true,
  syncWaves: true,
  recommendedLabels: true,
  disruptionBudget: { maxUnavailable: 1 },
  spread: { zones: Spreading.REQUIRED, awayFromOtherVersions: Spreading.PREFERRED },
  drainPeriod: Duration.seconds(10),
  autoscaling: { maxReplicas: 40, metrics: [kplus.Metric.resourceMemory(kplus.MetricTarget.averageValue(100))] },
};

const inOrder = (chart: Chart): void => {
  new BlueGreenApp(chart, 'Shop', blueGreen);
  new CanaryApp(chart, 'Api', canary);
};

const sorted = (yaml: string): string[] => documents(yaml).sort();

/** Returns the same object with its keys in reverse order, at any depth. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map((part: unknown) => reversed(part)) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value as Record<string, unknown>).map(([key, part]) => [key, reversed(part)]);
  return Object.fromEntries(entries.reverse()) as T;
}

describe('the same props give the same manifests', () => {
  const first = toYaml(inOrder);

  it('in a second run, byte for byte', () => {
    expect(toYaml(inOrder)).toBe(first);
    expect(documents(first)).toHaveLength(18);
  });

  it('when the constructs are created in another order', () => {
    const other = toYaml((chart) => {
      new CanaryApp(chart, 'Api', canary);
      new BlueGreenApp(chart, 'Shop', blueGreen);
    });
    expect(other).not.toBe(first);
    expect(sorted(other)).toEqual(sorted(first));
  });

  it('under other ids, byte for byte', () => {
    const other = toYaml((chart) => {
      new BlueGreenApp(chart, 'a/b c', blueGreen);
      new CanaryApp(chart, 'é', canary);
    });
    expect(other).toBe(first);
  });

  it('deeper in the tree, byte for byte', () => {
    const other = toYaml((chart) => {
      const team = new Construct(new Construct(chart, 'Division'), 'Team');
      new BlueGreenApp(team, 'Shop', blueGreen);
      new CanaryApp(team, 'Api', canary);
    });
    expect(other).toBe(first);
  });

  it('in a chart of another id, byte for byte', () => {
    const app = new App();
    inOrder(new Chart(app, 'production', { disableResourceNameHashes: true }));
    expect(app.synthYaml()).toBe(first);
  });

  it('beside other constructs', () => {
    const other = toYaml((chart) => {
      new kplus.ConfigMap(chart, 'Before', { metadata: { name: 'before' } });
      inOrder(chart);
      new kplus.ConfigMap(chart, 'After', { metadata: { name: 'after' } });
    });
    expect(
      documents(other)
        .filter((text) => !/name: (before|after)\n/.test(text))
        .join('---\n'),
    ).toBe(first);
  });

  it('whatever the order of the keys of the props, except for the list of variables', () => {
    const other = toYaml((chart) => {
      new BlueGreenApp(chart, 'Shop', { ...reversed(blueGreen), container: blueGreen.container });
      new CanaryApp(chart, 'Api', reversed(canary));
    });
    expect(other).toBe(first);
  });

  it('when the chart is rendered twice', () => {
    const chart = new Chart(new App(), 'shop');
    inOrder(chart);
    expect(chart.toJson()).toEqual(chart.toJson());
  });

  it('when one object is given to two apps', () => {
    const other = { ...blueGreen, name: 'other' };
    const both = toYaml((chart) => {
      new BlueGreenApp(chart, 'Other', other);
      inOrder(chart);
    });
    const alone = toYaml((chart) => new BlueGreenApp(chart, 'Other', other));
    expect(both).toBe(`${alone}---\n${first}`);
  });

  it('without the label that cdk8s-plus makes of the construct path', () => {
    expect(first).not.toContain('cdk8s.io/');
  });
});
