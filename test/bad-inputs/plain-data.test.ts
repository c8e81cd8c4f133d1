import { App, Chart, Duration, Lazy } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  Color,
  ReleaseApp,
  type ReleaseAppProps,
  ReleaseStrategy,
} from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';

const app = { name: 'shop', port: 80 };
const blueGreen: BlueGreenAppProps = { ...app, replicas: 3, active: Color.BLUE, blue: { image: 'shop:1' } };
const canary: CanaryAppProps = { ...app, replicas: 3, stable: { version: 'v1', image: 'shop:1' } };
const release: ReleaseAppProps = {
  ...app,
  release: { strategy: ReleaseStrategy.CANARY, replicas: 3, steps: [50], current: { version: 'v1', image: 'shop:1' } },
};

/** Merges props without reading getters. */
const merged = <T extends object>(base: T, props: object): T =>
  Object.defineProperties({ ...base }, Object.getOwnPropertyDescriptors(props));
const inChart = (make: (chart: Chart) => unknown): unknown => make(new Chart(new App(), 'prod'));
const CONSTRUCTS: [string, (props: object) => unknown][] = [
  ['BlueGreenApp', (props) => inChart((chart) => new BlueGreenApp(chart, 'Shop', merged(blueGreen, props)))],
  ['CanaryApp', (props) => inChart((chart) => new CanaryApp(chart, 'Shop', merged(canary, props)))],
  ['ReleaseApp', (props) => inChart((chart) => new ReleaseApp(chart, 'Shop', merged(release, props)))],
];

const DATA = 'expected text, a number, a boolean, a list, an object literal, or an object of cdk8s-plus';
const LITERAL = 'write an object literal';
const LAZY = 'pass the value itself, because names, labels and counts are checked before cdk8s resolves it';
const LEAVE = 'leave it out';
const MAP = 'write Object.fromEntries(map)';
const ABSOLUTE = { maxUnavailable: 1e308 };

class Settings {
  public constructor(readonly user: number) {}

  public get group(): number {
    return this.user;
  }
}
const lazy = Lazy.any({ produce: () => 'x' }) as unknown;
const throwing = (key: string): object =>
  Object.defineProperty({}, key, {
    enumerable: true,
    get: () => {
      throw new Error('not\nready');
    },
  });
const unread = (prop: string): string =>
  `${prop}: expected a value that can be read, got "an error: not\\nready"; correct its getter`;
const utilization = kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60));
const autoscaling = { maxReplicas: 9, metrics: [utilization] };

describe.each(CONSTRUCTS)('%s refuses', (construct, make) => {
  it.each<[string, object, string]>([
    ['a Lazy value', { replicas: lazy }, `replicas: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`],
    ['a Lazy label', { podLabels: { team: lazy } }, `podLabels.team: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`],
    [
      'a Lazy key of a map',
      { podAnnotations: { 'example.com/team': lazy } },
      `podAnnotations["example.com/team"]: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`,
    ],
    ['a Lazy container', { container: lazy }, `container: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`],
    [
      'a Lazy option of the container that is not known',
      { container: { tty: lazy } },
      `container.tty: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`,
    ],
    [
      'a Lazy entry of a list',
      { container: { args: ['a', lazy] } },
      `container.args[1]: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`,
    ],
    ['a Map as the container', { container: new Map([['args', ['a']]]) }, `container: ${DATA}, got a Map; ${MAP}`],
    ['a Map of labels', { podLabels: new Map([['a', 'b']]) }, `podLabels: ${DATA}, got a Map; ${MAP}`],
    ['a Map of settings', { configMap: { data: new Map([['A', 'b']]) } }, `configMap.data: ${DATA}, got a Map; ${MAP}`],
    ['a Map of DNS options', { dns: new Map([['hostname', 'web']]) }, `dns: ${DATA}, got a Map; ${MAP}`],
    [
      'a Map of variables',
      { container: { envVariables: new Map([['A', kplus.EnvValue.fromValue('b')]]) } },
      `container.envVariables: ${DATA}, got a Map; ${MAP}`,
    ],
    [
      'a Promise of a context',
      { securityContext: Promise.resolve({ user: 1000 }) },
      `securityContext: ${DATA}, got a Promise; await it before you create the construct`,
    ],
    [
      'a Promise of how to scale down',
      { autoscaling: { ...autoscaling, scaleDown: Promise.resolve({}) } },
      `autoscaling.scaleDown: ${DATA}, got a Promise; await it before you create the construct`,
    ],
    [
      'a Set of sidecars',
      { sidecars: new Set([{ image: 'agent:1' }]) },
      `sidecars: ${DATA}, got a Set; write [...set]`,
    ],
    [
      'a Date',
      { securityContext: new Date(0) },
      `securityContext: ${DATA}, got a Date "1970-01-01T00:00:00.000Z"; ${LITERAL}`,
    ],
    [
      'an instance of a class',
      { securityContext: new Settings(1000) },
      `securityContext: ${DATA}, got a Settings {"user":1000}; ${LITERAL}`,
    ],
    ['an Error', { dns: new Error('x') }, `dns: ${DATA}, got an Error; ${LITERAL}`],
    ['a function', { dns: () => ({}) }, `dns: ${DATA}, got a function; ${LEAVE}`],
    ['a function in a list', { hostAliases: [() => 1] }, `hostAliases[0]: ${DATA}, got a function; ${LEAVE}`],
    ['a symbol', { securityContext: { user: Symbol('x') } }, `securityContext.user: ${DATA}, got Symbol(x); ${LEAVE}`],
    [
      'a bigint',
      { container: { securityContext: { user: 1n } } },
      `container.securityContext.user: ${DATA}, got 1; ${LEAVE}`,
    ],
    ['a getter that throws', throwing('dns'), unread('dns')],
    ['such a getter further down', { container: { resources: throwing('cpu') } }, unread('container.resources.cpu')],
    [
      'two of them together',
      { dns: new Map(), container: lazy },
      `2 problems\n  - dns: ${DATA}, got a Map; ${MAP}\n  - container: ${DATA}, got a Lazy {"producer":{}}; ${LAZY}`,
    ],
    [
      'a budget that no number of Kubernetes can be',
      { disruptionBudget: ABSOLUTE },
      'disruptionBudget.maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got 1e+308; write 1 or 25%',
    ],
  ])('%s', (_, props, message) => {
    expect(() => make(props)).toThrow(new Error(`${construct} prod/Shop: ${message}`));
  });

  it.each<[string, object]>([
    ['an object without a prototype', { podLabels: Object.assign(Object.create(null) as object, { team: 'shop' }) }],
    [
      'objects of cdk8s and cdk8s-plus',
      { minReady: Duration.seconds(5), strategy: kplus.DeploymentStrategy.recreate() },
    ],
    ['one object in two places', ((labels) => ({ podLabels: labels, deploymentLabels: labels }))({ team: 'shop' })],
  ])('but not %s', (_, props) => {
    make(props);
  });
});

it('props that are no object are refused as such', () => {
  const make = (props: unknown) => (): unknown => inChart((chart) => new CanaryApp(chart, 'Shop', props as never));
  const subject = 'CanaryApp prod/Shop: props';
  expect(make(new Map())).toThrow(new Error(`${subject}: ${DATA}, got a Map; ${MAP}`));
  expect(make([])).toThrow(new Error(`${subject}: expected an object, got []; pass the props`));
  expect(make(undefined)).toThrow(new Error(`${subject}: expected an object, got undefined; pass the props`));
});
