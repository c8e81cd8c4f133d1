import { ApiObject, type Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, Color } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { documentOf, documents, toYaml } from '../support/synthesize';

const shop: BlueGreenAppProps = {
  name: 'my-app',
  replicas: 3,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:v1.0.0' },
  green: { image: 'my-app:v2.0.0' },
};

const before = toYaml((chart) => new BlueGreenApp(chart, 'Shop', shop));

/** Returns the YAML of the shop after a function has changed it or added something. */
function composed(compose: (app: BlueGreenApp, chart: Chart) => void, props: BlueGreenAppProps = shop): string {
  return toYaml((chart) => {
    compose(new BlueGreenApp(chart, 'Shop', props), chart);
  });
}

/** Expects that everything in the original YAML is still there unchanged. */
function expectNothingChanged(yaml: string): void {
  expect(documents(yaml)).toEqual(expect.arrayContaining(documents(before)));
}

describe('a HorizontalPodAutoscaler of cdk8s-plus', () => {
  const withHpa = (props: BlueGreenAppProps): string =>
    composed((app, chart) => {
      new kplus.HorizontalPodAutoscaler(chart, 'Hpa', {
        target: app.activeDeployment,
        maxReplicas: 9,
        metrics: [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))],
      });
    }, props);

  it('removes only the replicas of its Deployment, which the autoscaler decides', () => {
    const yaml = withHpa(shop);
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toBe(
      documentOf(before, 'Deployment', 'my-app-blue').replace('  replicas: 3\n', ''),
    );
    expect(documentOf(yaml, 'Deployment', 'my-app-green')).toBe(documentOf(before, 'Deployment', 'my-app-green'));
    expect(yaml).toContain('  scaleTargetRef:\n    apiVersion: apps/v1\n    kind: Deployment\n    name: my-app-blue\n');
  });

  it('needs no metrics if the container has resources', () => {
    const resources = { cpu: { request: kplus.Cpu.millis(100) } };
    const yaml = composed(
      (app, chart) => {
        new kplus.HorizontalPodAutoscaler(chart, 'Hpa', { target: app.activeDeployment, maxReplicas: 9 });
      },
      { ...shop, container: { resources } },
    );
    expect(yaml).toContain('kind: HorizontalPodAutoscaler\n');
  });
});

describe('an Ingress of cdk8s-plus', () => {
  it('leads to the Service', () => {
    const yaml = composed((app) => {
      app.service.exposeViaIngress('/shop');
    });
    expectNothingChanged(yaml);
    expect(yaml).toContain(`    - http:
        paths:
          - backend:
              service:
                name: my-app-service
                port:
                  number: 80
            path: /shop
            pathType: Prefix
`);
  });
});

describe('a volume that is mounted later', () => {
  it('is added to the version that mounts it, and to no other', () => {
    const yaml = composed((app, chart) => {
      const cache = kplus.Volume.fromEmptyDir(chart, 'Cache', 'cache');
      app.greenDeployment?.containers[0]?.mount('/cache', cache);
    });
    const green = documentOf(before, 'Deployment', 'my-app-green')
      .replace(
        '              type: RuntimeDefault\n',
        '              type: RuntimeDefault\n          volumeMounts:\n            - mountPath: /cache\n              name: cache\n',
      )
      .concat('      volumes:\n        - emptyDir: {}\n          name: cache\n');
    expect(documentOf(yaml, 'Deployment', 'my-app-green')).toBe(green);
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toBe(documentOf(before, 'Deployment', 'my-app-blue'));
  });

  it('is added to no other version even if both have the same container options', () => {
    const container: kplus.ContainerOpts = { volumeMounts: [], envVariables: {}, envFrom: [] };
    const yaml = composed(
      (app, chart) => {
        const [main] = app.greenDeployment?.containers ?? [];
        main?.mount('/cache', kplus.Volume.fromEmptyDir(chart, 'Cache', 'cache'));
        main?.env.addVariable('DEBUG', kplus.EnvValue.fromValue('on'));
      },
      { ...shop, container },
    );
    expect(documentOf(yaml, 'Deployment', 'my-app-green')).toContain('mountPath: /cache');
    expect(documentOf(yaml, 'Deployment', 'my-app-green')).toContain('name: DEBUG');
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toBe(documentOf(before, 'Deployment', 'my-app-blue'));
    expect(container).toEqual({ volumeMounts: [], envVariables: {}, envFrom: [] });
  });
});

describe('a container that is added later', () => {
  it('is as secure and as lean as one that was given as a sidecar', () => {
    const agent = { name: 'agent', image: 'agent:1', portNumber: 9000 };
    const setup = { name: 'setup', image: 'setup:1' };
    const given = composed(() => undefined, { ...shop, sidecars: [agent], initContainers: [setup] });
    const added = composed((app) => {
      for (const deployment of [app.blueDeployment, app.greenDeployment]) {
        deployment?.addContainer(agent);
        deployment?.addInitContainer(setup);
      }
    });
    expect(added).toBe(given);
  });
});

describe('network policies of cdk8s-plus', () => {
  it('select the pods by the labels of the version, not by the path of the construct', () => {
    const yaml = composed((app, chart) => {
      const client = new kplus.Deployment(chart, 'Client', { containers: [{ image: 'client:1' }] });
      app.blueDeployment?.connections.allowFrom(client);
    });
    expectNothingChanged(yaml);
    const policies = documents(yaml).filter((text) => text.includes('kind: NetworkPolicy\n'));
    expect(policies).toHaveLength(2);
    expect(policies.join()).toContain('  podSelector:\n    matchLabels:\n      app: my-app\n      version: blue\n');
    expect(policies.join()).toContain(
      '        - podSelector:\n            matchLabels:\n              app: my-app\n              version: blue\n',
    );
  });
});

describe('scheduling of cdk8s-plus', () => {
  it('spreads the pods of a version by its labels', () => {
    const yaml = composed((app) => {
      app.blueDeployment?.scheduling.spread({ topology: kplus.Topology.ZONE });
    });
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toContain(`      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            - labelSelector:
                matchLabels:
                  app: my-app
                  version: blue
              topologyKey: topology.kubernetes.io/zone
`);
  });

  it('keeps the namespace in the rule if the app has one', () => {
    const yaml = composed(
      (app) => {
        app.blueDeployment?.scheduling.separate(app.greenDeployment!);
      },
      { ...shop, namespace: 'shop' },
    );
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toContain(`                matchLabels:
                  app: my-app
                  version: green
              namespaces:
                - shop
`);
  });
});

describe('a Service of cdk8s-plus', () => {
  it('selects the pods of one version', () => {
    const yaml = composed((app) => {
      app.greenDeployment?.exposeViaService({ name: 'green-only' });
    });
    expect(documentOf(yaml, 'Service', 'green-only')).toContain('  selector:\n    app: my-app\n    version: green\n');
  });
});

describe('metadata that is added later', () => {
  it('reaches the pods', () => {
    const yaml = composed((app) => {
      app.blueDeployment?.podMetadata.addLabel('team', 'shop');
      app.blueDeployment?.podMetadata.addAnnotation('example.com/checked', 'yes');
    });
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toBe(
      documentOf(before, 'Deployment', 'my-app-blue').replace(
        '      labels:\n        app: my-app\n        version: blue\n',
        '      annotations:\n        example.com/checked: "yes"\n      labels:\n        app: my-app\n        team: shop\n        version: blue\n',
      ),
    );
  });
});

describe("the user's own JsonPatch", () => {
  const patched = (...ops: JsonPatch[]): string =>
    composed((app) => {
      apiObject(app.blueDeployment).addJsonPatch(...ops);
    });

  it('overrides the library', () => {
    const yaml = patched(JsonPatch.replace('/spec/replicas', 7), JsonPatch.add('/spec/paused', true));
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toBe(
      documentOf(before, 'Deployment', 'my-app-blue').replace('  replicas: 3\n', '  paused: true\n  replicas: 7\n'),
    );
  });

  it('may add fields that the library removes unless they are given', () => {
    const container = '/spec/template/spec/containers/0';
    const yaml = patched(
      JsonPatch.add(`${container}/imagePullPolicy`, 'Always'),
      JsonPatch.add(`${container}/startupProbe`, { httpGet: { path: '/started', port: 80 } }),
    );
    const blue = documentOf(yaml, 'Deployment', 'my-app-blue');
    expect(blue).toContain('          imagePullPolicy: Always\n');
    expect(blue).toContain('          startupProbe:\n            httpGet:\n              path: /started\n');
  });

  it('reaches a Service', () => {
    const yaml = composed((app) => {
      apiObject(app.service).addJsonPatch(JsonPatch.add('/spec/sessionAffinity', 'ClientIP'));
    });
    expect(documentOf(yaml, 'Service', 'my-app-service')).toBe(
      documentOf(before, 'Service', 'my-app-service').replace(
        '    version: blue\n',
        '    version: blue\n  sessionAffinity: ClientIP\n',
      ),
    );
  });
});

describe('several apps in one chart', () => {
  it('leave each other unchanged', () => {
    const canary = { name: 'api', replicas: 4, port: 80, stable: { version: 'v1', image: 'api:1' } };
    const both = toYaml((chart) => {
      new BlueGreenApp(chart, 'Shop', shop);
      new CanaryApp(chart, 'Api', canary);
    });
    expect(both).toBe(`${before}---\n${toYaml((chart) => new CanaryApp(chart, 'Api', canary))}`);
  });
});

/** Returns the API object of a resource in the way that the cdk8s documentation recommends. */
function apiObject(resource: kplus.Resource | undefined): ApiObject {
  return ApiObject.of(resource!);
}
