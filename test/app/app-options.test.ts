import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, type BlueGreenAppProps, CanaryApp, Color } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, canaryYaml, changedLines, documentOf, documents, manifests } from '../support/synthesize';

const shop: BlueGreenAppProps = {
  name: 'my-app',
  replicas: 3,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:1' },
  green: { image: 'my-app:2' },
};
const before = blueGreenYaml(shop);

const partOf = (yaml: string, kind: string, name: string, from: string, to: string): string => {
  const document = documentOf(yaml, kind, name);
  return document.slice(document.indexOf(from), to === '' ? undefined : document.indexOf(to));
};
const servicePorts = (yaml: string, name = 'my-app-service'): string =>
  partOf(yaml, 'Service', name, '  ports:\n', '  selector:\n');
const containerPorts = (yaml: string, name = 'my-app-blue'): string =>
  partOf(yaml, 'Deployment', name, '          ports:\n', '          readinessProbe:\n');

describe('the port', () => {
  it('leads to the port of the container if that is another one', () => {
    const yaml = blueGreenYaml({ ...shop, containerPort: 8080 });
    const expected = before
      .replaceAll('    - port: 80\n', '    - port: 80\n      targetPort: 8080\n')
      .replaceAll('containerPort: 80\n', 'containerPort: 8080\n')
      .replaceAll('              port: 80\n', '              port: 8080\n');
    expect(yaml).toBe(expected);
  });

  it('leads to the same port of the container without saying so', () => {
    expect(blueGreenYaml({ ...shop, containerPort: 80 })).toBe(before);
  });

  it('has the given name and protocol', () => {
    const container = { readiness: kplus.Probe.fromCommand(['check']) };
    const yaml = blueGreenYaml({ ...shop, portName: 'dns', protocol: kplus.Protocol.UDP, container });
    expect(servicePorts(yaml)).toBe('  ports:\n    - name: dns\n      port: 80\n      protocol: UDP\n');
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toContain(
      '          readinessProbe:\n            exec:\n              command:\n                - check\n',
    );
  });

  it('has no name if there is only one', () => {
    expect(servicePorts(before)).toBe('  ports:\n    - port: 80\n');
  });
});

describe('extra ports', () => {
  const yaml = blueGreenYaml({
    ...shop,
    containerPort: 8080,
    extraPorts: [
      { name: 'metrics', port: 9090 },
      { name: 'grpc', port: 443, containerPort: 8443 },
      { name: 'dns', port: 53, protocol: kplus.Protocol.UDP },
      { name: 'alias', port: 81, containerPort: 8080 },
    ],
  });

  it('are on both Services, with a name for each port', () => {
    const ports = `  ports:
    - name: main
      port: 80
      targetPort: 8080
    - name: metrics
      port: 9090
    - name: grpc
      port: 443
      targetPort: 8443
    - name: dns
      port: 53
      protocol: UDP
    - name: alias
      port: 81
      targetPort: 8080
`;
    expect(servicePorts(yaml)).toBe(ports);
    expect(servicePorts(yaml, 'my-app-preview')).toBe(ports);
  });

  it('are opened by every container once, however many lead to it', () => {
    const ports = `          ports:
            - containerPort: 8080
            - containerPort: 9090
              name: metrics
            - containerPort: 8443
              name: grpc
            - containerPort: 53
              name: dns
              protocol: UDP
`;
    expect(containerPorts(yaml)).toBe(ports);
    expect(containerPorts(yaml, 'my-app-green')).toBe(ports);
  });

  it('leave the ports that only the container has', () => {
    const container = { ports: [{ number: 6060, name: 'pprof' }] };
    expect(containerPorts(blueGreenYaml({ ...shop, container }))).toBe(
      '          ports:\n            - containerPort: 80\n            - containerPort: 6060\n              name: pprof\n',
    );
  });

  it('of another protocol may have the number of the port', () => {
    const extraPorts = [{ name: 'udp', port: 80, protocol: kplus.Protocol.UDP }];
    expect(servicePorts(blueGreenYaml({ ...shop, portName: 'tcp', extraPorts }))).toBe(
      '  ports:\n    - name: tcp\n      port: 80\n    - name: udp\n      port: 80\n      protocol: UDP\n',
    );
  });

  it('may be an empty list', () => {
    expect(blueGreenYaml({ ...shop, extraPorts: [] })).toBe(before);
  });
});

describe('the Service', () => {
  it('has the given type, which the preview Service does not have', () => {
    for (const serviceType of [kplus.ServiceType.NODE_PORT, kplus.ServiceType.LOAD_BALANCER]) {
      const yaml = blueGreenYaml({ ...shop, serviceType });
      expect(documentOf(yaml, 'Service', 'my-app-service')).toBe(
        documentOf(before, 'Service', 'my-app-service').concat(`  type: ${serviceType}\n`),
      );
      expect(documentOf(yaml, 'Service', 'my-app-preview')).toBe(documentOf(before, 'Service', 'my-app-preview'));
    }
  });

  it('does not say that its type is the default one', () => {
    expect(blueGreenYaml({ ...shop, serviceType: kplus.ServiceType.CLUSTER_IP })).toBe(before);
  });

  it('has the given node ports, which no other Service can have', () => {
    const yaml = blueGreenYaml({
      ...shop,
      serviceType: kplus.ServiceType.NODE_PORT,
      nodePort: 30080,
      extraPorts: [{ name: 'metrics', port: 9090, nodePort: 30090 }],
    });
    expect(servicePorts(yaml)).toBe(
      '  ports:\n    - name: main\n      nodePort: 30080\n      port: 80\n    - name: metrics\n      nodePort: 30090\n      port: 9090\n',
    );
    expect(servicePorts(yaml, 'my-app-preview')).toBe(
      '  ports:\n    - name: main\n      port: 80\n    - name: metrics\n      port: 9090\n',
    );
  });

  it('has its own labels and annotations, which no other object gets', () => {
    const yaml = blueGreenYaml({ ...shop, serviceAnnotations: { 'example.com/lb': 'internal' } });
    expect(documentOf(yaml, 'Service', 'my-app-service')).toBe(
      documentOf(before, 'Service', 'my-app-service').replace(
        'metadata:\n',
        'metadata:\n  annotations:\n    example.com/lb: internal\n',
      ),
    );
    expect(documentOf(yaml, 'Service', 'my-app-preview')).toBe(documentOf(before, 'Service', 'my-app-preview'));
    expect(documents(yaml).slice(0, 2)).toEqual(documents(before).slice(0, 2));
  });

  it('carries serviceLabels beside the app label', () => {
    const yaml = blueGreenYaml({ ...shop, serviceLabels: { team: 'shop', app: 'own' } });
    expect(documentOf(yaml, 'Service', 'my-app-service')).toBe(
      documentOf(before, 'Service', 'my-app-service').replace(
        '  labels:\n    app: my-app\n',
        '  labels:\n    app: own\n    team: shop\n',
      ),
    );
  });

  it('of a canary takes the same options', () => {
    const canary = { name: 'my-app', replicas: 1, port: 80, stable: { version: 'v1', image: 'a' } };
    const yaml = canaryYaml({
      ...canary,
      serviceName: 'web',
      serviceType: kplus.ServiceType.LOAD_BALANCER,
      nodePort: 30080,
      serviceLabels: { team: 'shop' },
      serviceAnnotations: { a: 'b' },
      extraPorts: [{ name: 'metrics', port: 9090 }],
    });
    expect(documents(yaml)[1]).toBe(`apiVersion: v1
kind: Service
metadata:
  annotations:
    a: b
  labels:
    app: my-app
    team: shop
  name: web
spec:
  ports:
    - name: main
      nodePort: 30080
      port: 80
    - name: metrics
      port: 9090
  selector:
    app: my-app
  type: LoadBalancer
`);
  });
});

describe('the namespace', () => {
  it('is that of every resource', () => {
    const objects = manifests((chart) => {
      new BlueGreenApp(chart, 'Shop', { ...shop, namespace: 'shop' });
    });
    expect(objects.map(({ metadata }) => metadata.namespace)).toEqual(['shop', 'shop', 'shop', 'shop']);
  });

  it("is the chart's if none is given, and none if the chart has none", () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'from-chart' });
    new CanaryApp(chart, 'Shop', { name: 'api', replicas: 1, port: 80, stable: { version: 'v1', image: 'a' } });
    const namespaces = (chart.toJson() as { metadata: { namespace?: string } }[]).map((one) => one.metadata.namespace);
    expect(namespaces).toEqual(['from-chart', 'from-chart']);
    expect(before).not.toContain('namespace');
  });
});

describe('an option of the app and of a version', () => {
  const variables = (yaml: string, name: string): string =>
    partOf(yaml, 'Deployment', name, '        - env:\n', '          image: ');
  const env = (values: Record<string, string>): kplus.ContainerOpts => ({
    envVariables: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, kplus.EnvValue.fromValue(value)]),
    ),
  });

  it('merges environment variables by name', () => {
    const yaml = blueGreenYaml({
      ...shop,
      container: env({ A: 'app', B: 'app' }),
      green: { image: 'my-app:2', container: env({ B: 'green', C: 'green' }) },
    });
    expect(variables(yaml, 'my-app-blue')).toBe(
      '        - env:\n            - name: A\n              value: app\n            - name: B\n              value: app\n',
    );
    expect(variables(yaml, 'my-app-green')).toBe(
      '        - env:\n            - name: A\n              value: app\n            - name: B\n              value: green\n            - name: C\n              value: green\n',
    );
  });

  it('merges labels and annotations by key', () => {
    const all = (value: string): object => ({
      podLabels: { shared: value, [value]: 'x' },
      podAnnotations: { shared: value, [value]: 'x' },
      deploymentLabels: { shared: value, [value]: 'x' },
      deploymentAnnotations: { shared: value, [value]: 'x' },
    });
    const [blue, green] = manifests((chart) => {
      new BlueGreenApp(chart, 'Shop', { ...shop, ...all('base'), green: { image: 'my-app:2', ...all('own') } });
    });
    const merged = { base: 'x', own: 'x', shared: 'own' };
    const plain = { base: 'x', shared: 'base' };
    expect(green?.metadata.annotations).toEqual(merged);
    expect(blue?.metadata.annotations).toEqual(plain);
    expect(green?.spec.template).toMatchObject({ metadata: { annotations: merged } });
    expect(blue?.spec.template).toMatchObject({ metadata: { annotations: plain } });
    expect(green?.metadata.labels).toEqual({ ...merged, app: 'my-app', version: 'green' });
    expect(blue?.metadata.labels).toEqual({ ...plain, app: 'my-app', version: 'blue' });
    expect(green?.spec.template).toMatchObject({
      metadata: { labels: { ...merged, app: 'my-app', version: 'green' } },
    });
    expect(blue?.spec.template).toMatchObject({ metadata: { labels: { ...plain, app: 'my-app', version: 'blue' } } });
  });

  it('replaces a list and an object as a whole', () => {
    const yaml = blueGreenYaml({
      ...shop,
      container: { command: ['run', 'app'], args: ['--all'], securityContext: { user: 1000, group: 1000 } },
      sidecars: [{ name: 'agent', image: 'agent:1' }],
      green: { image: 'my-app:2', container: { command: ['go'], securityContext: { user: 2000 } }, sidecars: [] },
    });
    const green = documentOf(yaml, 'Deployment', 'my-app-green');
    expect(green).toContain(
      '        - args:\n            - --all\n          command:\n            - go\n          image: my-app:2\n',
    );
    expect(green).toContain('            runAsUser: 2000\n');
    expect(green).not.toContain('runAsGroup');
    expect(green).not.toContain('agent');
    const blue = documentOf(yaml, 'Deployment', 'my-app-blue');
    expect(blue).toContain('          command:\n            - run\n            - app\n');
    expect(blue).toContain('            runAsGroup: 1000\n            runAsUser: 1000\n');
    expect(blue).toContain('        - image: agent:1\n          name: agent\n');
  });

  it('counts as left out if it is undefined', () => {
    const undefinedOptions = { container: { readiness: undefined, command: undefined }, strategy: undefined };
    const app = { ...shop, container: { command: ['run'] }, revisionHistoryLimit: 3 };
    const green = { image: 'my-app:2', ...undefinedOptions, revisionHistoryLimit: undefined, podLabels: undefined };
    expect(blueGreenYaml({ ...app, green })).toBe(blueGreenYaml(app));
  });

  it('of one version changes no other version', () => {
    const green = { image: 'my-app:2', revisionHistoryLimit: 3, container: { command: ['go'] } };
    const yaml = blueGreenYaml({ ...shop, green });
    expect(documentOf(yaml, 'Deployment', 'my-app-blue')).toBe(documentOf(before, 'Deployment', 'my-app-blue'));
    expect(documentOf(yaml, 'Deployment', 'my-app-green')).not.toBe(documentOf(before, 'Deployment', 'my-app-green'));
  });

  it('is not modified', () => {
    const container = Object.freeze({ envVariables: Object.freeze({}), ports: Object.freeze([]) as never });
    const props = Object.freeze({ ...shop, container, podLabels: Object.freeze({ tier: 'web' }), extraPorts: [] });
    const copy = structuredClone(props);
    blueGreenYaml(props);
    expect(props).toEqual(copy);
  });
});

describe('the whole app', () => {
  it('changes if the app option changes, and nowhere else', () => {
    expect(changedLines(before, blueGreenYaml({ ...shop, replicas: 5 }))).toEqual([
      'replicas: 3 → replicas: 5',
      'replicas: 3 → replicas: 5',
    ]);
  });
});
