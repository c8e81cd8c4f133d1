import { describe, expect, it } from 'vitest';
import { describeManifestProblem } from '../../src/manifests/manifest-problem';
import { readManifests, readObjects } from '../../src/manifests/yaml/read-manifests';
import type { ManifestState } from '../../src/manifests/state';
import { toState } from '../../src/manifests/to-state';

function state(yaml: string): ManifestState {
  const result = toState(readManifests(yaml, 'web.yaml'));
  expect(result.problems).toEqual([]);
  return result.state;
}

function problems(yaml: string): string[] {
  return toState(readManifests(yaml, 'web.yaml')).problems.map(describeManifestProblem);
}

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop, annotations: {argocd.argoproj.io/sync-wave: "-2"}}
spec:
  replicas: 3
  paused: true
  selector:
    matchLabels: {app: web}
    matchExpressions: [{key: tier, operator: In, values: [front]}]
  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 50%}}
  template:
    metadata: {labels: {app: web, tier: front}}
    spec:
      containers:
      - {name: main, image: "web:1", ports: [{containerPort: 80, name: http}]}
      initContainers:
      - {name: proxy, image: "proxy:1", restartPolicy: Always, ports: [{containerPort: 15001}]}
      - {name: init, image: "init:1", ports: [{containerPort: 9}]}
`;

describe('toState', () => {
  it('reads a Deployment', () => {
    const deployment = state(DEPLOYMENT).deployments.get('shop/web');
    expect(deployment).toMatchObject({
      kind: 'Deployment',
      name: 'web',
      namespace: 'shop',
      namespaceStated: true,
      wave: -2,
      replicas: 3,
      paused: true,
      labels: { app: 'web', tier: 'front' },
      selector: {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'In', values: ['front'] }],
      },
      strategy: { recreate: false, maxSurge: 1, maxUnavailable: '50%' },
    });
    expect(deployment?.template.images).toEqual({ main: 'web:1' });
    expect(deployment?.template.ports).toEqual([
      { number: 80, name: 'http' },
      { number: 15001, name: undefined },
    ]);
  });

  it('considers templates equal whatever the order of their keys, with and without null', () => {
    const fingerprint = (template: string): string | undefined =>
      state(
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\nspec: {selector: {}, template: ${template}}`,
      ).deployments.get('default/a')?.template.fingerprint;
    expect(fingerprint('{spec: {a: 1, b: [1, 2]}}')).toBe(fingerprint('{metadata: null, spec: {b: [1, 2], a: 1}}'));
    expect(fingerprint('{spec: {a: 1, b: [1, 2]}}')).not.toBe(fingerprint('{spec: {a: 1, b: [2, 1]}}'));
  });

  it('takes a namespace that is left out for the default one, and remembers that it was left out', () => {
    const { services } = state('apiVersion: v1\nkind: Service\nmetadata: {name: web}\n');
    expect(services.get('default/web')).toMatchObject({ namespace: 'default', namespaceStated: false });
  });

  it('reads Services, and which of them select pods', () => {
    const { services } = state(`
apiVersion: v1
kind: Service
metadata: {name: web, annotations: {cdk8s-rollouts/role: preview}}
spec: {selector: {app: web}, ports: [{port: 80, targetPort: http}, {name: b, port: 81, targetPort: 8081}, {port: 82}]}
---
apiVersion: v1
kind: Service
metadata: {name: outside}
spec: {type: ExternalName, externalName: example.com, selector: {app: web}}
---
apiVersion: v1
kind: Service
metadata: {name: manual}
`);
    expect(services.get('default/web')).toMatchObject({
      servesUsers: false,
      selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
      ports: [{ port: 80, targetPort: 'http' }, { name: 'b', port: 81, targetPort: 8081 }, { port: 82 }],
    });
    expect(services.get('default/outside')?.selector).toBeUndefined();
    expect(services.get('default/manual')?.selector).toBeUndefined();
  });

  it.each(['autoscaling/v1', 'autoscaling/v2'])('reads an autoscaler of %s', (apiVersion) => {
    const { autoscalers } = state(`
apiVersion: ${apiVersion}
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec: {scaleTargetRef: {kind: Deployment, name: web}, maxReplicas: 9}
`);
    expect(autoscalers.get('default/web')).toMatchObject({
      targetKind: 'Deployment',
      targetName: 'web',
      min: 1,
      max: 9,
    });
  });

  it('reads disruption budgets, Ingresses and routes', () => {
    const read = state(`
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}}, maxUnavailable: 20%}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: web}
spec:
  defaultBackend: {service: {name: a}}
  rules: [{http: {paths: [{backend: {service: {name: b}}}, {backend: {serviceName: c}}, {backend: {service: {name: b}}}]}}]
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: web, namespace: edge}
spec: {rules: [{backendRefs: [{name: d}, {name: e, namespace: shop}, {kind: Bucket, group: example.com, name: f}]}]}
`);
    expect(read.budgets.get('default/web')).toMatchObject({ maxUnavailable: '20%' });
    expect(read.routes.get('Ingress default/web')?.backends).toEqual(['default/a', 'default/b', 'default/c']);
    expect(read.routes.get('HTTPRoute edge/web')?.backends).toEqual(['edge/d', 'shop/e']);
  });

  it('knows the pods of other kinds, and skips the rest', () => {
    const read = state(`
apiVersion: v1
kind: Pod
metadata: {name: a, labels: {app: a}}
---
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: b}
spec: {template: {metadata: {labels: {app: b, number: 3}}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: c}
spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: c}}}}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: d}
---
apiVersion: v1
kind: ServiceAccount
metadata: nonsense
`);
    expect([...read.workloads.keys()]).toEqual(['Pod default/a', 'Rollout default/b', 'CronJob default/c']);
    expect([...read.workloads.values()].map(({ labels }) => labels)).toEqual([
      { app: 'a' },
      { app: 'b' },
      { app: 'c' },
    ]);
    expect(read.services.size).toBe(0);
  });

  it('names file, line, column and field of every malformed field, and reads on', () => {
    expect(
      problems(`apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: "3"
  paused: maybe
  strategy: {type: Rolling, rollingUpdate: {maxSurge: 1.5}}
  selector: {matchLabels: {app: 1, app.kubernetes.io/name: [a]}}
  template: {spec: {containers: {}}}
---
apiVersion: v1
kind: Service
metadata: {}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {ports: [8], selector: none}
`).sort(),
    ).toEqual([
      'web.yaml:10:21: Deployment web: spec.template.spec.containers: expected a list, got {}; write each entry after a dash, or leave it out',
      'web.yaml:14:1: Service: metadata.name: expected the name of the object, got undefined; give it a name',
      'web.yaml:19:16: Service web: spec.ports[0]: expected an object, got 8; write a map, or remove it',
      'web.yaml:19:20: Service web: spec.selector: expected an object, got "none"; write a map, or leave it out',
      'web.yaml:6:3: Deployment web: spec.replicas: expected a whole number, 0 to 2147483647, got "3"; write a number without quotes',
      'web.yaml:7:3: Deployment web: spec.paused: expected true or false, got "maybe"; write true or false',
      'web.yaml:8:14: Deployment web: spec.strategy.type: expected RollingUpdate or Recreate, got "Rolling"; use one',
      'web.yaml:8:45: Deployment web: spec.strategy.rollingUpdate.maxSurge: expected a whole number, 0 or more, or a percentage, got 1.5; write 1 or "25%"',
      'web.yaml:9:28: Deployment web: spec.selector.matchLabels.app: expected a string, got 1; put the value in quotes',
      'web.yaml:9:36: Deployment web: spec.selector.matchLabels["app.kubernetes.io/name"]: expected a string, got ["a"]; put the value in quotes',
    ]);
  });

  it('refuses two objects of one kind, namespace and name', () => {
    const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\n';
    expect(problems(`${service}---\n${service}`)).toEqual([
      'web.yaml:5:1: Service web: expected each object once, got it twice (first in web.yaml:1); remove one, or read the stages of a plan one at a time',
    ]);
  });

  it('refuses a pod template that contains itself', () => {
    const template: Record<string, unknown> = {};
    template.spec = { template };
    const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' }, spec: { template } };
    const result = toState(readObjects([deployment], 'after'));
    expect(result.problems.map(describeManifestProblem)).toEqual([
      'Deployment web: spec.template: expected a pod template that does not contain itself, got a value of type object; write it out',
    ]);
  });
});
