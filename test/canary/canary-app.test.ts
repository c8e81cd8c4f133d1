import { App, Chart } from 'cdk8s';
import { CanaryApp, type CanaryAppProps, CapacityPolicy } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { canaryYaml, changedLines, documentOf, documents } from '../support/synthesize';

const shop = { name: 'my-app', replicas: 10, port: 80 };
const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };

const atPercent = (trafficPercent: number): CanaryAppProps => ({ ...shop, stable: v1, canary: v2, trafficPercent });

const deployment = (version: string, replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: my-app
    version: ${version}
  name: my-app-${version}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: my-app
      version: ${version}
  strategy:
    rollingUpdate:
      maxUnavailable: 0
  template:
    metadata:
      labels:
        app: my-app
        version: ${version}
    spec:
      automountServiceAccountToken: false
      containers:
        - image: my-app:${version}.0.0
          name: main
          ports:
            - containerPort: 80
          readinessProbe:
            tcpSocket:
              port: 80
          securityContext:
            allowPrivilegeEscalation: false
            capabilities:
              drop:
                - ALL
            readOnlyRootFilesystem: true
            seccompProfile:
              type: RuntimeDefault
      securityContext:
        runAsNonRoot: true
`;

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  labels:
    app: my-app
  name: my-app-service
spec:
  ports:
    - port: 80
  selector:
    app: my-app
`;

describe('the states of a canary release', () => {
  it('1: stable alone has all replicas, and the Service selects the app and no version', () => {
    expect(documents(canaryYaml({ ...shop, stable: v1 }))).toEqual([deployment('v1', 10), SERVICE]);
  });

  it('2: the canary is added with its share of the pods, and the Service does not change', () => {
    expect(documents(canaryYaml(atPercent(10)))).toEqual([deployment('v1', 9), deployment('v2', 1), SERVICE]);
  });

  it.each([
    [10, 30, ['replicas: 9 → replicas: 7', 'replicas: 1 → replicas: 3']],
    [30, 50, ['replicas: 7 → replicas: 5', 'replicas: 3 → replicas: 5']],
    [50, 100, ['replicas: 5 → replicas: 0', 'replicas: 5 → replicas: 10']],
    [100, 0, ['replicas: 0 → replicas: 10', 'replicas: 10 → replicas: 0']],
  ])('3: from %s%% to %s%% the two replicas change, and no other line', (from, to, changes) => {
    expect(changedLines(canaryYaml(atPercent(from)), canaryYaml(atPercent(to)))).toEqual(changes);
  });

  it('4: at the promotion v1 is removed and every other byte stays', () => {
    const promoted = canaryYaml({ ...shop, stable: v2 });
    const [, ...withoutV1] = documents(canaryYaml(atPercent(100)));
    expect(documents(promoted)).toEqual(withoutV1);
    expect(documents(promoted)).toEqual([deployment('v2', 10), SERVICE]);
  });

  it('an abort at 0% gives stable all replicas back and keeps the canary without pods', () => {
    expect(documents(canaryYaml(atPercent(0)))).toEqual([deployment('v1', 10), deployment('v2', 0), SERVICE]);
  });

  it('an abort by leaving the canary out removes its Deployment and gives stable all replicas back', () => {
    const [stable, , service] = documents(canaryYaml(atPercent(30)));
    const aborted = documents(canaryYaml({ ...shop, stable: v1 }));
    expect(aborted).toEqual([stable?.replace('replicas: 7', 'replicas: 10'), service]);
  });
});

describe('the replicas of a canary release', () => {
  it.each([
    ['spends the surge to come closer', { trafficPercent: 25, maxSurge: 1 }, [8, 3]],
    ['keeps stable whole', { trafficPercent: 10, maxSurge: 1, capacityPolicy: CapacityPolicy.KEEP_STABLE }, [10, 1]],
    ['takes what a wider tolerance allows', { replicas: 3, trafficPercent: 20, tolerance: 14 }, [2, 1]],
    ['takes counts that are stated outright', { replicaCounts: { stable: 5, canary: 10 } }, [5, 10]],
    ['takes a count of 0', { replicaCounts: { stable: 0, canary: 10 } }, [0, 10]],
  ])('%s', (_, options, [stable, canary]) => {
    const yaml = canaryYaml({ ...shop, stable: v1, canary: v2, ...options });
    expect(documents(yaml)).toEqual([deployment('v1', Number(stable)), deployment('v2', Number(canary)), SERVICE]);
  });

  it('accepts a count for stable alone', () => {
    const yaml = canaryYaml({ ...shop, stable: v1, replicaCounts: { stable: 4, canary: 0 } });
    expect(documents(yaml)).toEqual([deployment('v1', 4), SERVICE]);
  });

  it('runs no pod if none is asked for', () => {
    expect(documents(canaryYaml({ ...shop, replicas: 0, stable: v1 }))).toEqual([deployment('v1', 0), SERVICE]);
  });
});

describe('versions in names and labels', () => {
  it('makes a valid name and a valid label of 2.0.1+build', () => {
    const yaml = canaryYaml({ ...shop, stable: { ...v1, version: '2.0.1+build' } });
    const expected = deployment('v1', 10)
      .replace('name: my-app-v1', 'name: my-app-2-0-1-build')
      .replaceAll('version: v1', 'version: 2.0.1_build');
    expect(documents(yaml)[0]).toBe(expected);
  });

  it("keeps the case of a version in the label, although a name can't", () => {
    const yaml = canaryYaml({ ...shop, stable: { ...v1, version: 'V1_RC' } });
    const expected = deployment('v1', 10)
      .replace('name: my-app-v1', 'name: my-app-v1-rc')
      .replaceAll('version: v1', 'version: V1_RC');
    expect(documents(yaml)[0]).toBe(expected);
  });

  it('quotes a version that YAML would read as a number', () => {
    const yaml = canaryYaml({ ...shop, stable: { ...v1, version: '1.10' } });
    expect(documents(yaml)[0]).toBe(
      deployment('v1', 10).replace('name: my-app-v1', 'name: my-app-1-10').replaceAll('version: v1', 'version: "1.10"'),
    );
  });

  it('lets V1 and v1 run side by side once one Deployment is pinned to another name', () => {
    const canary = { ...v2, version: 'V1', deploymentName: 'my-app-v1-upper' };
    const yaml = canaryYaml({ ...atPercent(10), canary });
    expect(documentOf(yaml, 'Deployment', 'my-app-v1-upper')).toContain('      version: V1\n');
    expect(documentOf(yaml, 'Deployment', 'my-app-v1')).toContain('      version: v1\n');
  });
});

describe('pinned names and labels', () => {
  it('takes over a running Deployment and Service', () => {
    const yaml = canaryYaml({
      ...atPercent(10),
      serviceName: 'web',
      serviceSelector: { tier: 'front' },
      stable: { ...v1, deploymentName: 'web', matchLabels: { app: 'web', tier: 'front' } },
      canary: { ...v2, podLabels: { tier: 'front' } },
    });
    expect(documents(yaml)).toEqual([
      deployment('v1', 9)
        .replace('name: my-app-v1', 'name: web')
        .replaceAll('app: my-app\n', 'app: web\n')
        .replaceAll('version: v1', 'tier: front'),
      deployment('v2', 1).replace('        app: my-app\n', '        app: my-app\n        tier: front\n'),
      SERVICE.replace('name: my-app-service', 'name: web').replace(
        '  selector:\n    app: my-app\n',
        '  selector:\n    tier: front\n',
      ),
    ]);
  });

  it('accepts other label keys', () => {
    const yaml = canaryYaml({ ...atPercent(10), appLabel: 'example.com/app', versionLabel: 'track' });
    const renamed = canaryYaml(atPercent(10)).replaceAll('app: my-app', 'example.com/app: my-app');
    expect(yaml).toBe(renamed.replaceAll('version: ', 'track: '));
  });
});

describe('the properties of a CanaryApp', () => {
  const make = (props: CanaryAppProps): CanaryApp => new CanaryApp(new Chart(new App(), 'shop'), 'Shop', props);

  it('have both Deployments, the Service and the split', () => {
    const app = make(atPercent(30));
    expect(app.stableDeployment.name).toBe('my-app-v1');
    expect(app.canaryDeployment?.name).toBe('my-app-v2');
    expect(app.service.name).toBe('my-app-service');
    expect(app.split).toEqual({ stable: 7, canary: 3, total: 10, actualPercent: 30, errorPoints: 0 });
  });

  it('have no canary if there is none', () => {
    const app = make({ ...shop, stable: v1 });
    expect(app.canaryDeployment).toBeUndefined();
    expect(app.split).toEqual({ stable: 10, canary: 0, total: 10, actualPercent: 0, errorPoints: 0 });
  });

  it('report the share that explicit counts give', () => {
    const app = make({ ...shop, stable: v1, canary: v2, replicaCounts: { stable: 5, canary: 15 } });
    expect(app.split).toEqual({ stable: 5, canary: 15, total: 20, actualPercent: 75, errorPoints: 0 });
  });
});
