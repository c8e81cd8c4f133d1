import { readFileSync } from 'node:fs';
import { App, Chart, Duration, JsonPatch, Lazy, LazyResolver, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryApp, type CanaryAppProps, Spreading } from 'cdk8s-rollouts';
import { afterEach, expect, it, vi } from 'vitest';
import { RENAMED } from '../../src/workload/plain-copy';

afterEach(() => vi.restoreAllMocks());

const canaryApp: CanaryAppProps = {
  name: 'shop',
  replicas: 10,
  port: 80,
  stable: { version: 'v1', image: 'shop:1' },
  canary: { version: 'v2', image: 'shop:2' },
  trafficPercent: 10,
};

type Program = (chart: Chart) => CanaryApp;
const withProps =
  (props: Partial<CanaryAppProps>): Program =>
  (chart) =>
    new CanaryApp(chart, 'Shop', { ...canaryApp, ...props });
const after =
  (change: (app: CanaryApp) => void): Program =>
  (chart) => {
    const app = new CanaryApp(chart, 'Shop', canaryApp);
    change(app);
    return app;
  };

/** Programs with all kinds of values in a manifest, including those that only cdk8s can resolve. */
const PROGRAMS: Record<string, Program> = {
  'an app': withProps({}),
  'all that Kubernetes would fill in otherwise': withProps({
    container: {
      command: ['serve'],
      envVariables: {
        EMPTY: kplus.EnvValue.fromValue(''),
        POD: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.POD_IP),
      },
      liveness: kplus.Probe.fromHttpGet('/live', { port: 8080, periodSeconds: Duration.seconds(5) }),
      startup: kplus.Probe.fromCommand(['true']),
      imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
      resources: { cpu: { request: kplus.Cpu.millis(100) }, memory: { limit: Size.mebibytes(64) } },
      lifecycle: { postStart: kplus.Handler.fromHttpGet('/warm') },
    },
    sidecars: [{ name: 'proxy', image: 'proxy:1', ports: [{ number: 9000, name: 'admin' }] }],
    initContainers: [{ image: 'init:1' }],
    minReady: Duration.seconds(5),
    revisionHistoryLimit: 3,
    priorityClassName: 'high',
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    dns: { hostnameAsFQDN: true, options: [{ name: 'ndots', value: '2' }] },
    strategy: kplus.DeploymentStrategy.rollingUpdate({ maxSurge: kplus.PercentOrAbsolute.percent(50) }),
    spread: { nodes: Spreading.REQUIRED, zones: Spreading.PREFERRED, awayFromOtherVersions: Spreading.PREFERRED },
    configMap: { data: { A: 'b' }, mountPath: '/etc/shop' },
    extraPorts: [{ name: 'metrics', port: 9090 }],
    drainPeriod: Duration.seconds(5),
    sessionAffinity: Duration.hours(1),
    serviceType: kplus.ServiceType.LOAD_BALANCER,
    nodePort: 30080,
  }),
  'a Service without an address': withProps({ headless: true }),
  'a port of the node': withProps({ container: { ports: [{ number: 81, hostPort: 81, hostIp: '127.0.0.1' }] } }),
  'labels with the names of fields': withProps({
    podLabels: { clusterIp: 'a', hostIp: 'b', metadata: 'c', setHostnameAsFqdn: 'd', resolve: 'e', value: 'f' },
    deploymentAnnotations: { metadata: '{}', 'a/b': '' },
  }),
  autoscaled: withProps({
    autoscaling: { maxReplicas: 20, metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))] },
    container: { resources: { cpu: { request: kplus.Cpu.millis(100) } } },
  }),
  'a value that is known late': after(({ stableDeployment }) =>
    stableDeployment.podMetadata.addAnnotation('late', Lazy.any({ produce: () => 'text' }) as string),
  ),
  'an environment that is known late': after(({ stableDeployment }) =>
    stableDeployment.containers[0]!.env.addVariable('LATE', { value: Lazy.any({ produce: () => 'text' }) as string }),
  ),
  'a patch': after(({ stableDeployment, service }) => {
    patch(stableDeployment, JsonPatch.replace('/spec/progressDeadlineSeconds', 60));
    patch(stableDeployment, JsonPatch.test('/spec/template/spec/restartPolicy', 'Always'));
    patch(service, JsonPatch.add('/spec/type', 'NodePort'));
  }),
  'metadata that cdk8s knows': after(({ stableDeployment }) => {
    stableDeployment.metadata.addFinalizers('example.com/finalizer');
    stableDeployment.podMetadata.add('generateName', 'shop-');
  }),
  'metadata that no one knows': after(({ stableDeployment, service }) => {
    stableDeployment.metadata.add('unknown', 1);
    stableDeployment.podMetadata.add('unknown', 1);
    service.metadata.add('unknown', { a: 1 });
  }),
  'a volume of a renamed field': after((app) => {
    const volume = kplus.Volume.fromAwsElasticBlockStore(app, 'Volume', 'vol-1');
    app.stableDeployment.containers[0]!.mount('/data', volume);
  }),
};

function patch(construct: { readonly node: Chart['node'] }, ...patches: JsonPatch[]): void {
  (construct.node.defaultChild as kplus.k8s.KubeDeployment).addJsonPatch(...patches);
}

function written(app: App, program: Program): string {
  const chart = new Chart(app, 'shop', { namespace: 'prod', labels: { tier: 'web' } });
  program(chart);
  return JSON.stringify(chart.toJson(), undefined, 2);
}

/** Returns an App with a resolver of its user, so that cdk8s writes all of its manifests. */
const theirs = (): App => new App({ resolvers: [{ resolve: () => undefined }] });

it.each(Object.entries(PROGRAMS))('writes as cdk8s does: %s', (_, program) => {
  expect(written(new App(), program)).toBe(written(theirs(), program));
});

it('leaves fields in the order of the props if cdk8s does', () => {
  vi.stubEnv('CDK8S_DISABLE_SORT', '1');
  try {
    const program = withProps({ podLabels: { b: '1', a: '2' }, serviceSelector: { b: '1', a: '2' } });
    expect(written(new App(), program)).toBe(written(theirs(), program));
    expect(written(new App(), program)).toMatch(/"b": "1",\s*"a": "2"/);
  } finally {
    vi.unstubAllEnvs();
  }
});

it('resolves nothing that is plain', () => {
  const resolve = vi.spyOn(LazyResolver.prototype, 'resolve');
  written(new App(), withProps({}));
  const values = resolve.mock.calls.map(([{ value }]) => value as unknown);
  expect(values).toContain('shop-v1');
  expect(values).not.toContain('shop:1');
});

it("names the construct that can't be written, as cdk8s does", () => {
  const program = after(({ stableDeployment }) => {
    stableDeployment.addContainer({
      name: 'proxy',
      image: 'proxy:1',
      restartPolicy: kplus.ContainerRestartPolicy.ALWAYS,
    });
  });
  expect(() => written(new App(), program)).toThrow(
    /^Failed serializing construct at path 'shop\/Shop\/Stable\/Resource' with name 'shop-v1': Error: Invalid container spec/,
  );
});

/**
 * Returns the fields of each type that can be part of a Deployment or a Service, as cdk8s-plus maps them:
 * `[prop, field]`.
 */
function mappedFields(): [string, string][][] {
  const source = readFileSync('node_modules/cdk8s-plus-28/lib/imports/k8s.js', 'utf8');
  const bodies = new Map(
    [...source.matchAll(/^function (toJson_\w+)\(obj\) \{(.*?)^\}/gms)].map(([, name, body]) => [name!, body!]),
  );
  const reached = new Set(['toJson_KubeDeploymentProps', 'toJson_KubeServiceProps']);
  // The iteration also visits elements that are added to the Set meanwhile.
  return [...reachedBodies()].map((body) =>
    [...body.matchAll(/^ +'?([^':]+)'?: .*?obj\.(\w+).*,$/gm)].map(([, field, prop]) => [prop!, field!]),
  );

  function* reachedBodies(): Generator<string> {
    for (const name of reached) {
      const body = bodies.get(name) ?? '';
      for (const [other] of body.matchAll(/toJson_\w+/g)) reached.add(other);
      yield body;
    }
  }
}

it('knows all fields that cdk8s-plus renames, and writes fields in its order', () => {
  const types = mappedFields();
  expect(types.length).toBeGreaterThan(100);
  const renamed = types.flat().flatMap(([prop, field]) => (prop === field ? [] : [prop]));
  expect(new Set(renamed)).toEqual(new Set([...RENAMED, 'setHostnameAsFqdn']));
  for (const fields of types) {
    const names = fields.map(([, field]) => field);
    expect(names).toEqual([...names].sort());
  }
});
