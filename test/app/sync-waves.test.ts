import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  checkRollout,
  Color,
  Severity,
  type SmokeTestOptions,
} from 'cdk8s-rollouts';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, canaryYaml, failure, type Manifest, manifests } from '../support/synthesize';

const smokeTest: SmokeTestOptions = { image: 'curl:8' };
const app = { name: 'my-app', replicas: 10, port: 80, syncWaves: true };
const blue = { image: 'my-app:v1.0.0' };
const green = { image: 'my-app:v2.0.0' };
const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };

/** Returns the wave of each object, if it has the annotation. */
function waves(objects: Manifest[]): Record<string, string | undefined> {
  return Object.fromEntries(
    objects.map(({ kind, metadata }) => [
      `${kind} ${metadata.name.replace(/-[0-9a-f]{10}$/, '')}`,
      metadata.annotations?.['argocd.argoproj.io/sync-wave'],
    ]),
  );
}

const ofCanary = (props: CanaryAppProps): ReturnType<typeof waves> =>
  waves(manifests((chart) => new CanaryApp(chart, 'Shop', props)));
const ofColors = (props: BlueGreenAppProps): ReturnType<typeof waves> =>
  waves(manifests((chart) => new BlueGreenApp(chart, 'Shop', props)));

describe('sync waves', () => {
  it('bring settings, the new version, its test, the Service and the old version, in this order', () => {
    const configMap = { data: { A: 'x' } };
    const metrics = [kplus.Metric.resourceMemory(kplus.MetricTarget.averageValue(100))];
    expect(
      ofCanary({
        ...app,
        autoscaling: { maxReplicas: 20, metrics },
        disruptionBudget: { maxUnavailable: 1 },
        trackServices: true,
        stable: { ...v1, configMap },
        canary: { ...v2, configMap, smokeTest },
        trafficPercent: 50,
      }),
    ).toEqual({
      'ConfigMap my-app-v1-config': undefined,
      'ConfigMap my-app-v2-config': undefined,
      'Deployment my-app-v2': '1',
      'HorizontalPodAutoscaler my-app-v2': '1',
      'PodDisruptionBudget my-app-v2': '1',
      'Service my-app-stable': '1',
      'Service my-app-canary': '1',
      'Job my-app-smoke-test': '2',
      'Service my-app-service': '3',
      'Deployment my-app-v1': '4',
      'HorizontalPodAutoscaler my-app-v1': '4',
      'PodDisruptionBudget my-app-v1': '4',
    });
  });

  it('bring up the color that serves, and the one that is tested, before the Service', () => {
    const colors = { ...app, active: Color.BLUE, blue, green };
    expect(ofColors(colors)).toMatchObject({ 'Deployment my-app-blue': '1', 'Deployment my-app-green': '4' });
    expect(ofColors({ ...colors, green: { ...green, smokeTest } })).toEqual({
      'Deployment my-app-blue': '1',
      'Deployment my-app-green': '1',
      'Service my-app-preview': '1',
      'Job my-app-smoke-test': '2',
      'Service my-app-service': '3',
    });
    expect(ofColors({ ...colors, green: { ...green, replicas: 0, smokeTest } })).toMatchObject({
      'Deployment my-app-green': '4',
    });
  });

  it('take a canary back only once the stable pods are there', () => {
    const release = { ...app, stable: v1, canary: v2, trafficPercent: 0 };
    expect(ofCanary(release)).toMatchObject({ 'Deployment my-app-v1': '1', 'Deployment my-app-v2': '4' });
  });

  it('are added only if asked for, and keep the annotations of the user', () => {
    const annotations = { 'argocd.argoproj.io/sync-wave': '7' };
    const pinned = { ...app, stable: v1, deploymentAnnotations: annotations, serviceAnnotations: annotations };
    expect(ofCanary(pinned)).toEqual({ 'Deployment my-app-v1': '7', 'Service my-app-service': '7' });
    expect(ofCanary({ ...app, syncWaves: false, stable: v1 })).toEqual({
      'Deployment my-app-v1': undefined,
      'Service my-app-service': undefined,
    });
  });

  it('change no pod template', () => {
    const templates = (syncWaves: boolean): unknown[] =>
      manifests(
        (chart) => new CanaryApp(chart, 'Shop', { ...app, syncWaves, stable: v1, canary: v2, trafficPercent: 10 }),
      )
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ spec }) => spec.template);
    expect(templates(true)).toEqual(templates(false));
  });

  it('are a boolean', () => {
    expect(failure((chart) => new CanaryApp(chart, 'Shop', { ...app, stable: v1, syncWaves: 'on' as never }))).toBe(
      'CanaryApp shop/Shop: syncWaves: expected true or false, got "on"; pass a boolean, or leave it out',
    );
  });
});

describe('one commit', () => {
  // On the way back to a version that ran before, a dip is only a warning, because broken pods do not count as
  // capacity. These tests count it anyway.
  const DIPS = ['no-ready-endpoints', 'capacity-below-floor'];
  const errors = (before: string, after: string): string[] =>
    checkRollout(before, after)
      .findings.filter(({ severity, rule }) => severity === Severity.ERROR || DIPS.includes(rule))
      .map(({ rule }) => rule);
  const both = (states: (syncWaves: boolean) => [string, string]): [string[], string[]] => [
    errors(...states(true)),
    errors(...states(false)),
  ];

  it('from blue to green, which was not there before, is safe with sync waves and an outage without', () => {
    const [withWaves, without] = both((syncWaves) => [
      blueGreenYaml({ ...app, syncWaves, active: Color.BLUE, blue }),
      blueGreenYaml({ ...app, syncWaves, active: Color.GREEN, blue: { ...blue, replicas: 0 }, green }),
    ]);
    expect(withWaves).toEqual([]);
    expect(without).toContain('no-ready-endpoints');
  });

  it('from blue to green with a smoke test in between is safe with sync waves', () => {
    const before = blueGreenYaml({ ...app, active: Color.BLUE, blue });
    const tested = { ...green, smokeTest };
    expect(errors(before, blueGreenYaml({ ...app, active: Color.GREEN, blue, green: tested }))).toEqual([]);
  });

  it('back from green to a blue that was drained is safe with sync waves', () => {
    const [withWaves, without] = both((syncWaves) => [
      blueGreenYaml({ ...app, syncWaves, active: Color.GREEN, blue: { ...blue, replicas: 0 }, green }),
      blueGreenYaml({ ...app, syncWaves, active: Color.BLUE, blue, green: { ...green, replicas: 0 } }),
    ]);
    expect(withWaves).toEqual([]);
    expect(without).toContain('no-ready-endpoints');
  });

  const canary = (syncWaves: boolean, trafficPercent: number): string =>
    canaryYaml({ ...app, syncWaves, stable: v1, canary: v2, trafficPercent });

  it.each([
    [50, 100],
    [10, 100],
    [100, 0],
    [50, 0],
  ])('from a canary at %i%% to %i%% keeps all pods with sync waves, and loses half or more without', (from, to) => {
    const [withWaves, without] = both((syncWaves) => [canary(syncWaves, from), canary(syncWaves, to)]);
    expect(withWaves).toEqual([]);
    expect(without.length).toBeGreaterThan(0);
    const { services } = checkRollout(canary(true, from), canary(true, to));
    expect(services[0]?.lowestReadyEndpoints).toBe(10);
  });

  it('that takes a canary only partly back is not safe, and the checker says so', () => {
    expect(errors(canary(true, 100), canary(true, 10))).toEqual(['capacity-below-floor']);
  });
});
