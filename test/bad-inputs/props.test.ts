import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { App, Chart, Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  type AppOptions,
  BlueGreenApp,
  type BlueGreenPlanOptions,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  type CanaryPlanOptions,
  CapacityPolicy,
  Color,
  explicitSplit,
  type ExplicitSplitOptions,
  planBlueGreen,
  planCanary,
  PodSecurity,
  ReleaseApp,
  type ReleaseAppProps,
  ReleaseStrategy,
  replicasForPercent,
  type ReplicasForPercentOptions,
  type SmokeTestOptions,
  type SplitOptions,
  splitReplicas,
  Spreading,
  TrafficPolicy,
  type VersionOptions,
} from 'cdk8s-rollouts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { workspace } from '../support/workspace';

const smokeTest: SmokeTestOptions = {
  image: 'curl:8',
  args: ['$(TARGET_URL)'],
  envVariables: { MODE: kplus.EnvValue.fromValue('fast') },
  backoffLimit: 1,
  deadline: Duration.minutes(1),
};
const version: VersionOptions = {
  container: {
    command: ['serve'],
    args: ['--fast'],
    envVariables: { MODE: kplus.EnvValue.fromValue('fast') },
    readiness: kplus.Probe.fromHttpGet('/ready', { periodSeconds: Duration.seconds(5) }),
    resources: { cpu: { request: kplus.Cpu.millis(100) } },
    securityContext: { user: 1000 },
    ports: [{ number: 7070, name: 'admin' }],
  },
  sidecars: [{ name: 'agent', image: 'agent:1', resources: { cpu: { request: kplus.Cpu.millis(10) } } }],
  initContainers: [{ name: 'migrate', image: 'migrate:1', args: ['up'] }],
  podLabels: { team: 'shop' },
  podAnnotations: { note: 'hello' },
  deploymentLabels: { tier: 'web' },
  deploymentAnnotations: { owner: 'shop' },
  configMap: { data: { A: 'a' }, mountPath: '/etc/shop', asVariables: true },
  secret: { data: { B: 'b' }, asVariables: true },
  dns: { hostname: 'web', nameservers: ['10.0.0.1'], options: [{ name: 'ndots', value: '2' }] },
  hostAliases: [{ ip: '10.0.0.2', hostnames: ['db'] }],
  hostNetwork: false,
  securityContext: { fsGroup: 2000, sysctls: [{ name: 'kernel.shm_rmid_forced', value: '0' }] },
  terminationGracePeriod: Duration.seconds(60),
  drainPeriod: Duration.seconds(10),
  spread: { zones: Spreading.REQUIRED, awayFromOtherVersions: Spreading.PREFERRED },
  disruptionBudget: { maxUnavailable: 1 },
  podSecurity: PodSecurity.BASELINE,
  strategy: kplus.DeploymentStrategy.rollingUpdate(),
  minReady: Duration.seconds(5),
  priorityClassName: 'important',
  progressDeadline: Duration.seconds(60),
  revisionHistoryLimit: 3,
};
const app = {
  ...version,
  name: 'shop',
  namespace: 'shop',
  port: 80,
  containerPort: 8080,
  portName: 'http',
  nodePort: 30080,
  extraPorts: [{ name: 'metrics', port: 9090 }],
  serviceName: 'web',
  serviceLabels: { tier: 'web' },
  serviceAnnotations: { owner: 'shop' },
  serviceType: kplus.ServiceType.LOAD_BALANCER,
  sessionAffinity: Duration.minutes(1),
  internalTrafficPolicy: TrafficPolicy.CLUSTER,
  appLabel: 'app',
  versionLabel: 'version',
  recommendedLabels: true,
  syncWaves: true,
  autoscaling: {
    maxReplicas: 40,
    metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))],
    scaleDown: { stabilizationWindow: Duration.minutes(5) },
  },
} satisfies Partial<AppOptions>;

const blueGreen = {
  ...app,
  replicas: 4,
  active: Color.BLUE,
  previewServiceName: 'web-preview',
  blue: { image: 'shop:1' },
  green: { ...version, image: 'shop:2', smokeTest },
} satisfies BlueGreenAppProps;
const canary = {
  ...app,
  replicas: 10,
  maxSurge: 2,
  tolerance: 5,
  capacityPolicy: CapacityPolicy.REPLACE,
  trackServices: true,
  canaryServiceName: 'next',
  stable: { version: 'v1', image: 'shop:1', matchLabels: { app: 'shop', version: 'v1' } },
  canary: { ...version, version: 'v2', image: 'shop:2', deploymentName: 'shop-next', smokeTest },
  trafficPercent: 20,
} satisfies CanaryAppProps;
const releaseApp: ReleaseAppProps = {
  ...app,
  trackServices: true,
  canaryServiceName: 'next',
  release: {
    strategy: ReleaseStrategy.CANARY,
    replicas: 10,
    steps: [20, 50],
    maxUnavailable: '25%',
    tolerance: 5,
    capacityPolicy: CapacityPolicy.REPLACE,
    current: { version: 'v1', image: 'shop:1' },
    next: { image: 'shop:2' },
    stage: 2,
    held: 'errors',
  },
  versions: { v1: { matchLabels: { app: 'shop', version: 'v1' } }, 2: { ...version, smokeTest } },
};

const canaryPlan: CanaryPlanOptions = { name: 'shop', replicas: 10, steps: [10, 50], maxSurge: 1, canaryVersion: 'v2' };
const blueGreenPlan: BlueGreenPlanOptions = { name: 'shop', replicas: 10, active: Color.BLUE, previewReplicas: 2 };
const split: SplitOptions = { replicas: 10, trafficPercent: 20, maxSurge: 1, capacityPolicy: CapacityPolicy.REPLACE };
const explicit: ExplicitSplitOptions = { stable: 9, canary: 1, trafficPercent: 10 };
const forPercent: ReplicasForPercentOptions = { trafficPercent: 20, tolerance: 1, minReplicas: 3 };

const inChart =
  (make: (chart: Chart, props: never) => unknown) =>
  (props: unknown): void => {
    const root = new App();
    const chart = new Chart(root, 'shop');
    try {
      make(chart, props as never);
    } catch (error) {
      const left = root.node.findAll().slice(2);
      expect(left.map(({ node }) => node.path)).toEqual([]);
      throw error;
    }
    root.synthYaml();
  };

const SUBJECTS: [string, object, (props: never) => void][] = [
  ['BlueGreenApp', blueGreen, inChart((chart, props) => new BlueGreenApp(chart, 'Shop', props))],
  ['CanaryApp', canary, inChart((chart, props) => new CanaryApp(chart, 'Shop', props))],
  ['ReleaseApp', releaseApp, inChart((chart, props) => new ReleaseApp(chart, 'Shop', props))],
  ['planCanary', canaryPlan, planCanary],
  ['planBlueGreen', blueGreenPlan, planBlueGreen],
  ['splitReplicas', split, splitReplicas],
  ['explicitSplit', explicit, explicitSplit],
  ['replicasForPercent', forPercent, replicasForPercent],
];

/** Returns the paths of all fields of an object, at any depth, and of one that does not exist. */
function pathsOf(value: unknown): string[][] {
  if (Array.isArray(value)) return [[], ...value.flatMap((part, index) => below(String(index), part))];
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, part]) => below(key, part)), ['nosuch']];
}

const below = (key: string, value: unknown): string[][] => pathsOf(value).map((path) => [key, ...path]);

function withValue(object: unknown, [key, ...rest]: string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(object))
    return object.map((part, index) => (String(index) === key ? withValue(part, rest, value) : (part as unknown)));
  return { ...(object as object), [key]: withValue((object as Record<string, unknown>)[key], rest, value) };
}

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

const anyValue = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
  fc.constantFrom(
    null,
    undefined,
    '',
    0,
    -1,
    1.5,
    NaN,
    Infinity,
    '80',
    '../../etc/passwd',
    'a\u001b[2J',
    '\u202e',
    '\0',
    true,
    [],
    {},
  ),
  fc.constantFrom<unknown>(
    cycle,
    Symbol('s'),
    () => 1,
    10n,
    new Date(NaN),
    Duration.seconds(1),
    2 ** 31,
    1e308,
    ['a'],
    [null],
    { a: null },
  ),
);

/**
 * The form of each line of an error: the prop, the expected value, the received value and the remedy, without control
 * characters.
 */
const PROBLEM = /^[^\p{Cc}\p{Cf}]+: (?:expected|unknown) [^\p{Cc}\p{Cf}]+, got [^\p{Cc}\p{Cf}]+; [^\p{Cc}\p{Cf}]+$/u;

describe.each(SUBJECTS)('%s', (subject, props, call) => {
  const paths = pathsOf(props).filter((path) => path.length > 0);

  it('takes the props as they are', () => {
    call(props as never);
  });

  it('accepts any value of a prop, or says clearly why not', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), anyValue, (path, value) => {
        try {
          call(withValue(props, path, value) as never);
        } catch (error) {
          const { message } = error as Error;
          const [first = '', ...others] = message.split('\n  - ');
          const lines = others.length === 0 ? [message.replace(/^\w+( [\w.-]+)?: /, '')] : others;
          expect(first).toMatch(new RegExp(`^${subject}`));
          for (const line of lines) expect(line).toMatch(PROBLEM);
        }
      }),
    );
  });
});

describe("values that can't be converted to a string are refused like others", () => {
  const noText = Object.create(null) as object;
  it.each<[string, () => unknown, string]>([
    [
      'a port',
      () => SUBJECTS[1]?.[2]({ ...canary, port: noText } as never),
      'CanaryApp shop/Shop: port: expected a whole number from 1 to 65535, got {}; use a port number',
    ],
    [
      'a number of pods',
      () => planBlueGreen({ ...blueGreenPlan, replicas: noText as unknown as number }),
      'planBlueGreen: 2 problems\n  - replicas: expected a whole number from 1 to 2147483647, got {}; state how many pods serve before and after the release\n  - previewReplicas: expected a whole number from 1 to replicas, got 2; state how many pods to test at first, or leave it out for all of them',
    ],
    [
      'a list with a hole',
      () => SUBJECTS[0]?.[2]({ ...blueGreen, sidecars: new Array<unknown>(1) } as never),
      'BlueGreenApp shop/Shop: sidecars: expected a list of objects, got [null]; pass a list, or leave it out',
    ],
  ])('%s', (_, call, message) => {
    expect(call).toThrow(new Error(message));
  });
});

it.each(['../../outside', '/etc/outside', '..', '%2e%2e%2foutside', '..\\outside', 'a\u001b[2J', '-rf', 'C:outside'])(
  'a construct of the id %j writes its files to the output directory alone',
  (id) => {
    const folder = workspace();
    const root = new App({ outdir: join(folder, 'a/dist') });
    new ReleaseApp(new Chart(root, id), id, releaseApp);
    root.synth();
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const inside = files.filter(({ parentPath }) => relative(folder, parentPath) === join('a', 'dist'));
    expect([files.length, inside.length]).toEqual([1, 1]);
    for (const { name } of files) expect(name).toMatch(/^[\w.-]+$/);
  },
);
