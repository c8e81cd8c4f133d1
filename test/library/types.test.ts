import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  type BlueGreenAppProps,
  BlueGreenApp,
  CanaryApp,
  type CanaryAppProps,
  CapacityPolicy,
  checkRollout,
  Color,
  explicitSplit,
  FastApp,
  planBlueGreen,
  planCanary,
  type Release,
  ReleaseApp,
  type ReleaseAppProps,
  type ReleaseStage,
  releaseStages,
  ReleaseStrategy,
  replicasForPercent,
  RolloutValidation,
  Severity,
  type Split,
  splitReplicas,
} from 'cdk8s-rollouts';
import { describe, expect, expectTypeOf, it } from 'vitest';

// `npm run check:types` fails for each line below `@ts-expect-error` that the compiler accepts. The tests check that
// the same mistakes are refused in plain JavaScript.

const chart = (): Chart => new Chart(new App(), 'shop');
const image = 'shop:1';
const stable = { version: 'v1', image };
const request = '1';
const app = { name: 'shop', replicas: 3, port: 80 };
const colors = { ...app, active: Color.BLUE };
const released = { name: 'shop', port: 80 };
const release: Release = { strategy: ReleaseStrategy.CANARY, replicas: 3, steps: [50], current: { image } };

describe('wrong uses of a class are refused by its types, and when it is made', () => {
  it.each<[string, () => unknown]>([
    // @ts-expect-error the name is missing
    ['BlueGreenApp', () => new BlueGreenApp(chart(), 'Shop', { replicas: 3, port: 80, active: Color.BLUE })],
    // @ts-expect-error no active color
    ['BlueGreenApp', () => new BlueGreenApp(chart(), 'Shop', { ...app, blue: { image } })],
    // @ts-expect-error text for a color
    ['BlueGreenApp', () => new BlueGreenApp(chart(), 'Shop', { ...app, active: 'red', blue: { image } })],
    // @ts-expect-error a color has no version
    ['BlueGreenApp', () => new BlueGreenApp(chart(), 'Shop', { ...colors, blue: { image, version: 'v1' } })],
    // @ts-expect-error a color without an image
    ['BlueGreenApp', () => new BlueGreenApp(chart(), 'Shop', { ...colors, blue: {} })],
    // @ts-expect-error a percentage for two colors
    ['BlueGreenApp', () => new BlueGreenApp(chart(), 'Shop', { ...colors, blue: { image }, trafficPercent: 5 })],
    // @ts-expect-error no stable version
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', app)],
    // @ts-expect-error a version without its name
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable: { image } })],
    // @ts-expect-error a percentage as text
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, trafficPercent: '10%' })],
    // @ts-expect-error a misspelled option
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, trafficPrecent: 10 })],
    // @ts-expect-error a policy as text
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, capacityPolicy: 'REPLACE' })],
    // @ts-expect-error a single count
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, replicaCounts: { stable: 3 } })],
    // @ts-expect-error seconds for a Duration
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, minReady: 5 })],
    // @ts-expect-error a misspelled option of the container
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, container: { env: {} } })],
    [
      'CanaryApp',
      // @ts-expect-error plain values for resources
      () => new CanaryApp(chart(), 'Shop', { ...app, stable, container: { resources: { cpu: { request } } } }),
    ],
    // @ts-expect-error a plain object for a probe
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, container: { readiness: { path: '/' } } })],
    // @ts-expect-error a misspelled option of a budget
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable, disruptionBudget: { max: 1 } })],
    // @ts-expect-error a smoke test without an image
    ['CanaryApp', () => new CanaryApp(chart(), 'Shop', { ...app, stable: { ...stable, smokeTest: {} } })],
    // @ts-expect-error the release states the replicas
    ['ReleaseApp', () => new ReleaseApp(chart(), 'Shop', { ...released, replicas: 3, release })],
    // @ts-expect-error the port is missing
    ['ReleaseApp', () => new ReleaseApp(chart(), 'Shop', { name: 'shop', release })],
    // @ts-expect-error the image of a version stands in the release
    ['ReleaseApp', () => new ReleaseApp(chart(), 'Shop', { ...released, release, versions: { v1: { image } } })],
    // @ts-expect-error a strategy that there is none of
    ['ReleaseApp', () => new ReleaseApp(chart(), 'Shop', { ...released, release: { ...release, strategy: 'none' } })],
    // @ts-expect-error nothing to compare with
    ['RolloutValidation', () => new RolloutValidation({ failOn: 'error' })],
    // @ts-expect-error a misspelled property
    ['RolloutValidation', () => new RolloutValidation({ against: 'main', failon: 'error' })],
    // @ts-expect-error a severity that there is none of
    ['RolloutValidation', () => new RolloutValidation({ against: 'main', severities: { 'share-jump': 'fatal' } })],
  ])('%s %#', (subject, make) => {
    expect(make).toThrow(new RegExp(`^${subject}[^\\n]*: `));
  });

  it('FastApp takes the props of an App', () => {
    // @ts-expect-error a folder is text
    expect(() => new FastApp({ outdir: 3 }).synth()).toThrow();
    expectTypeOf(FastApp).toBeConstructibleWith({ outdir: 'dist' });
    expectTypeOf<FastApp>().toExtend<App>();
  });
});

describe('wrong uses of a function', () => {
  it.each<[string, () => unknown]>([
    // @ts-expect-error no percentage
    ['splitReplicas', () => splitReplicas({ replicas: 10 })],
    // @ts-expect-error a misspelled option
    ['splitReplicas', () => splitReplicas({ replicas: 10, trafficPercent: 10, maxsurge: 2 })],
    // @ts-expect-error a number of pods as text
    ['explicitSplit', () => explicitSplit({ stable: '5', canary: 1 })],
    // @ts-expect-error an option of another function
    ['replicasForPercent', () => replicasForPercent({ trafficPercent: 10, replicas: 3 })],
    // @ts-expect-error the steps are missing
    ['planCanary', () => planCanary({ replicas: 10 })],
    // @ts-expect-error one step for a list
    ['planCanary', () => planCanary({ replicas: 10, steps: 50 })],
    // @ts-expect-error a color as text
    ['planBlueGreen', () => planBlueGreen({ replicas: 3, active: 'red' })],
    // @ts-expect-error no current version
    ['releaseStages', () => releaseStages({ strategy: ReleaseStrategy.CANARY, replicas: 3 })],
    // @ts-expect-error a misspelled option
    ['checkRollout', () => checkRollout('', '', { tolerence: 3 })],
    // @ts-expect-error a severity that there is none of
    ['checkRollout', () => checkRollout('', '', { severities: { 'share-jump': 'fatal' } })],
  ])('%s %#', (name, call) => {
    expect(call).toThrow(new RegExp(`^${name}[^\\n]*: `));
  });
});

describe('the types', () => {
  it('of constructs are those of cdk8s-plus, and say which ones may be missing', () => {
    expectTypeOf<CanaryApp['stableDeployment']>().toEqualTypeOf<kplus.Deployment>();
    expectTypeOf<CanaryApp['canaryDeployment']>().toEqualTypeOf<kplus.Deployment | undefined>();
    expectTypeOf<CanaryApp['split']>().toEqualTypeOf<Split>();
    expectTypeOf<BlueGreenApp['activeDeployment']>().toEqualTypeOf<kplus.Deployment>();
    expectTypeOf<BlueGreenApp['idleDeployment']>().toEqualTypeOf<kplus.Deployment | undefined>();
    expectTypeOf<ReleaseApp['stage']>().toEqualTypeOf<ReleaseStage | undefined>();
    expectTypeOf<RolloutValidation['validate']>().returns.toEqualTypeOf<Promise<void>>();
  });

  it('of props are those of their values, and constructs are read-only', () => {
    expectTypeOf<CanaryAppProps['minReady']>().toEqualTypeOf<Duration | undefined>();
    expectTypeOf<CanaryAppProps['capacityPolicy']>().toEqualTypeOf<CapacityPolicy | undefined>();
    expectTypeOf<BlueGreenAppProps['active']>().toEqualTypeOf<Color>();
    expectTypeOf<ReleaseAppProps>().not.toHaveProperty('replicas');
    expectTypeOf<Parameters<typeof checkRollout>[2]>().exclude<undefined>().toHaveProperty('severities');
    expectTypeOf<Severity.OFF>().toExtend<Severity>();
    const made = new CanaryApp(chart(), 'Shop', { ...app, stable });
    // @ts-expect-error it can't be replaced
    const replace = (): void => void (made.service = made.stableDeployment.exposeViaService());
    expectTypeOf(replace).returns.toBeVoid();
  });
});
