import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  checkRollout,
  Color,
  PodSecurity,
  type Release,
  ReleaseApp,
  ReleaseStrategy,
} from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

/** The running manifests: hand-written, with the selector of many tutorials, and one more label on the pods. */
const RUNNING = `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  replicas: 10
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web, tier: front } }
    spec:
      containers:
        - name: web
          image: web:1.0
          ports: [{ containerPort: 8080 }]
          readinessProbe: { httpGet: { path: /ready, port: 8080 } }
          resources: { requests: { cpu: 250m } }
---
apiVersion: v1
kind: Service
metadata: { name: web }
spec:
  selector: { app: web }
  ports: [{ port: 80, targetPort: 8080 }]
`;

type Manifests = Record<string, unknown>[];

const running = (): Manifests => parseAllDocuments(RUNNING).map((document) => document.toJS() as Manifests[number]);

/** The options that give the running pods, without additions of cdk8s-plus or this package. */
const asItRuns = {
  replicas: 10,
  port: 80,
  containerPort: 8080,
  serviceName: 'web',
  podSecurity: PodSecurity.BASELINE,
  container: {
    name: 'web',
    readiness: kplus.Probe.fromHttpGet('/ready'),
    resources: { cpu: { request: kplus.Cpu.millis(250) } },
  },
};
const old = { image: 'web:1.0', deploymentName: 'web', matchLabels: { app: 'web' }, podLabels: { tier: 'front' } };

/** Removes a field that the running pods don't state. */
function leaveToken(deployment: kplus.Deployment | undefined): void {
  if (deployment?.name !== 'web') return;
  const patch = JsonPatch.remove('/spec/template/spec/automountServiceAccountToken');
  ApiObject.of(deployment).addJsonPatch(patch);
}

function colors(props: Partial<BlueGreenAppProps>): Manifests {
  const chart = new Chart(new App(), 'web');
  const app = new BlueGreenApp(chart, 'Web', { ...asItRuns, name: 'web-app', active: Color.BLUE, ...props });
  leaveToken(app.blueDeployment);
  return chart.toJson() as Manifests;
}

function versions(props: Omit<CanaryAppProps, 'name' | 'replicas' | 'port'>): Manifests {
  const chart = new Chart(new App(), 'web');
  const app = new CanaryApp(chart, 'Web', { ...asItRuns, name: 'web-app', ...props });
  leaveToken(app.stableDeployment);
  return chart.toJson() as Manifests;
}

interface Deployment {
  readonly spec: { readonly selector: object; readonly template: object };
}

function named(state: Manifests, kind: string, name: string): Manifests[number] | undefined {
  return state.find((object) => object.kind === kind && (object.metadata as { name: string }).name === name);
}

const deployments = (states: Manifests[], name: string): Deployment[] =>
  states.flatMap((state) => (named(state, 'Deployment', name) as unknown as Deployment | undefined) ?? []);

/** Returns the findings about each commit on the way. */
function findings(states: Manifests[]): string[] {
  return states
    .slice(1)
    .flatMap((state, index) =>
      checkRollout(states[index]!, state).findings.map(({ rule, message }) => `${index + 1} ${rule}: ${message}`),
    );
}

/** Expects that the running Deployment keeps its selector and its pod template for as long as it exists. */
function expectUntouched(states: Manifests[]): void {
  const [now, ...later] = deployments(states, 'web');
  expect(later.length).toBeGreaterThan(2);
  for (const { spec } of later) {
    expect(spec.selector).toEqual(now?.spec.selector);
    expect(spec.template).toEqual(now?.spec.template);
  }
}

describe('a service that runs', () => {
  const green = { image: 'web:2.0' };
  const asBlue = [
    running(),
    colors({ blue: old }),
    colors({ blue: old, green }),
    colors({ blue: old, green, active: Color.GREEN }),
    colors({ blue: { ...old, replicas: 0 }, green, active: Color.GREEN }),
    colors({ green, active: Color.GREEN }),
    colors({ blue: { image: 'web:3.0' }, green, active: Color.GREEN }),
  ];

  it('becomes blue, and no commit restarts its pods or fails a request', () => {
    expect(findings(asBlue)).toEqual([]);
    expectUntouched(asBlue);
  });

  it('gets the default names with its first release', () => {
    const names = asBlue.at(-1)!.map((object) => (object.metadata as { name: string }).name);
    expect(names).toEqual(['web-app-blue', 'web-app-green', 'web', 'web-app-preview']);
  });

  const stable = { version: '1.0', ...old };
  const canary = { version: '2.0', image: 'web:2.0' };
  // The pods of both versions have the label, and the selector of the running Deployment doesn't use it.
  const shared = {
    podLabels: { tier: 'front' },
    serviceSelector: { tier: 'front' },
    // Until v1 is gone, the pods behind the Service have two different app names.
    serviceAnnotations: { 'cdk8s-rollouts/allow': 'service-selects-foreign-pods' },
  };

  it('becomes v1 of a canary if its pods carry a spare label', () => {
    const states = [
      running(),
      versions({ ...shared, stable }),
      ...[10, 30, 50].map((trafficPercent) => versions({ ...shared, stable, canary, trafficPercent })),
      versions({ ...shared, stable, canary, replicaCounts: { stable: 3, canary: 8 } }),
      versions({ ...shared, stable, canary, trafficPercent: 100 }),
      versions({ ...shared, stable: canary }),
    ];
    expect(findings(states)).toEqual([]);
    expectUntouched(states);
    expect(named(states[1]!, 'Service', 'web')).toMatchObject({ spec: { selector: { tier: 'front' } } });
  });

  it('becomes a canary after one blue/green release if its pods carry none', () => {
    const afterBlueGreen = asBlue[5]!;
    const states = [
      afterBlueGreen,
      versions({ stable: { version: 'green', ...green } }),
      versions({
        stable: { version: 'green', ...green },
        canary: { version: 'v3', image: 'web:3.0' },
        trafficPercent: 10,
      }),
    ];
    expect(findings(states)).toEqual([]);
    const [before, after] = deployments(states, 'web-app-green');
    expect(after?.spec).toEqual(before?.spec);
  });

  it('must not have its label taken as the name: its selector would match the pods of the new version', () => {
    expect(() => colors({ name: 'web', blue: old, green })).toThrow(/BlueGreenApp [^:]*: .*matchLabels/);
  });
});

describe('a service with a named port, an autoscaler and a budget', () => {
  const NAMED = RUNNING.replace('replicas: 10\n  ', '')
    .replace('{ containerPort: 8080 }', '{ name: http, containerPort: 8080 }')
    .replace('port: 8080 }', 'port: http }')
    .replace('targetPort: 8080', 'targetPort: http');
  const SCALED = `${NAMED}---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: { name: web }
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }
  minReplicas: 10
  maxReplicas: 20
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: { name: web }
spec: { maxUnavailable: 1, selector: { matchLabels: { app: web } } }
`;
  const before = parseAllDocuments(SCALED).map((document) => document.toJS() as Manifests[number]);
  const options = {
    ...asItRuns,
    name: 'web-app',
    autoscaling: {
      maxReplicas: 20,
      metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
    },
    disruptionBudget: { maxUnavailable: 1 },
    active: Color.BLUE,
    blue: old,
  };
  const adopted = (port: unknown): Manifests => {
    const chart = new Chart(new App(), 'web');
    const { blueDeployment } = new BlueGreenApp(chart, 'Web', options);
    leaveToken(blueDeployment);
    ApiObject.of(blueDeployment!).addJsonPatch(
      JsonPatch.add('/spec/template/spec/containers/0/ports/0/name', 'http'),
      JsonPatch.replace('/spec/template/spec/containers/0/readinessProbe/httpGet/port', port),
    );
    return chart.toJson() as Manifests;
  };

  it('keeps its pods, its autoscaler and its budget', () => {
    const after = adopted({ value: 'http' });
    expect(findings([before, after])).toEqual([]);
    const [was, is] = deployments([before, after], 'web');
    expect(is?.spec).toMatchObject({ selector: was!.spec.selector, template: was!.spec.template });
    expect(is?.spec.template).toEqual(was?.spec.template);
    for (const kind of ['HorizontalPodAutoscaler', 'PodDisruptionBudget'])
      expect(named(after, kind, 'web')?.spec, kind).toEqual(named(before, kind, 'web')?.spec);
  });

  it('is refused if the patch takes the port out of the probe', () => {
    expect(findings([before, adopted('http')])).toEqual([
      '1 refused-by-api-server: Deployment web is refused: the readiness probe of container web has no httpGet.port',
    ]);
  });
});

describe('a service that runs, with a release file', () => {
  const released = (release: Omit<Release, 'strategy' | 'replicas'>): Manifests => {
    const chart = new Chart(new App(), 'web');
    const { port, containerPort, serviceName, container, podSecurity } = asItRuns;
    const { deploymentName, matchLabels, podLabels } = old;
    const web = new ReleaseApp(chart, 'Web', {
      name: 'web-app',
      port,
      containerPort,
      serviceName,
      container,
      versions: { '1.0': { deploymentName, matchLabels, podLabels, podSecurity } },
      release: { strategy: ReleaseStrategy.BLUE_GREEN, replicas: 10, ...release },
    });
    for (const deployment of [web.currentDeployment, web.nextDeployment]) leaveToken(deployment);
    return chart.toJson() as Manifests;
  };

  it('goes through a release, and no commit restarts its pods or fails a request', () => {
    const current = { version: '1.0', image: 'web:1.0', color: Color.BLUE };
    const next = { version: '2.0', image: 'web:2.0' };
    const states = [
      running(),
      released({ current }),
      ...[1, 2, 3, 4].map((stage) => released({ current, next, stage })),
      released({ current: { ...next, color: Color.GREEN } }),
    ];
    expect(findings(states)).toEqual([]);
    expectUntouched(states);
    expect(states.at(-1)!.map((object) => (object.metadata as { name: string }).name)).toEqual([
      'web-app-green',
      'web',
    ]);
  });
});

describe('an app that leaves for Argo Rollouts', () => {
  const v2 = { version: 'v2', image: 'web:2.0' };
  const before = versions({ serviceName: undefined, stable: v2 });
  // The app label, by which the Service selects, and a label other than the one by which the Deployment selects.
  const labels = { app: 'web-app', rollout: 'web-app' };
  const rollout = {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'web-app' },
    spec: {
      replicas: 10,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'web', image: 'web:2.0' }] } },
      strategy: { canary: { steps: [{ setWeight: 20 }, { pause: {} }] } },
    },
  };

  it('runs both behind one Service, then removes the Deployment; the checker skips unknown kinds', () => {
    const service = named(before, 'Service', 'web-app-service')!;
    expect(findings([before, [...before, rollout], [service, rollout]])).toEqual([]);
  });
});
