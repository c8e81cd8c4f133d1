import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { BlueGreenApp, CanaryApp, type CanaryAppProps, Color, TrafficPolicy } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { canaryStages } from '../support/release-stages';
import { blueGreenYaml, canaryYaml, documentOf, failure, toYaml } from '../support/synthesize';

const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };
const app = { name: 'my-app', replicas: 10, port: 80 };
const release: CanaryAppProps = { ...app, stable: v1, canary: v2, trafficPercent: 10 };
const { LOAD_BALANCER } = kplus.ServiceType;

const serviceYaml = (props: Partial<CanaryAppProps>): string =>
  documentOf(canaryYaml({ ...release, ...props }), 'Service', 'my-app-service');

describe('the options of the Service for clients and nodes', () => {
  it('is written in the order of all other fields', () => {
    const props = {
      sessionAffinity: Duration.hours(3),
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      internalTrafficPolicy: TrafficPolicy.CLUSTER,
      serviceType: LOAD_BALANCER,
    };
    expect(serviceYaml(props).split('spec:\n')[1]).toBe(
      [
        '  externalTrafficPolicy: Local',
        '  internalTrafficPolicy: Cluster',
        '  ports:',
        '    - port: 80',
        '  selector:',
        '    app: my-app',
        '  sessionAffinity: ClientIP',
        '  sessionAffinityConfig:',
        '    clientIP:',
        '      timeoutSeconds: 10800',
        '  type: LoadBalancer',
        '',
      ].join('\n'),
    );
  });

  it('can leave the Service without an address', () => {
    expect(serviceYaml({ headless: true }).split('spec:\n')[1]).toBe(
      '  clusterIP: None\n  ports:\n    - port: 80\n  selector:\n    app: my-app\n',
    );
    expect(serviceYaml({ headless: false })).toBe(serviceYaml({}));
  });

  it('changes no Deployment, and no Service that is there for tests', () => {
    const exposed = { sessionAffinity: Duration.minutes(1), internalTrafficPolicy: TrafficPolicy.LOCAL };
    const colors = { blue: { image: 'a:1' }, green: { image: 'a:2' }, active: Color.BLUE };
    const parts = (yaml: string): string[] =>
      ['my-app-blue', 'my-app-green']
        .map((name) => documentOf(yaml, 'Deployment', name))
        .concat(documentOf(yaml, 'Service', 'my-app-preview'));
    const [plain, now] = [{}, exposed].map((more) => parts(blueGreenYaml({ ...app, ...colors, ...more })));
    expect(now).toEqual(plain);
  });

  it('is the same in every stage of a staged release', () => {
    const { charts } = canaryStages({ ...release, sessionAffinity: Duration.minutes(1) }, [10, 50]);
    const affinities = charts.map((chart) => {
      const found = (chart.toJson() as { kind: string; spec: Record<string, unknown> }[]).find(
        ({ kind }) => kind === 'Service',
      );
      return found?.spec.sessionAffinity;
    });
    expect(affinities).toEqual(charts.map(() => 'ClientIP'));
  });
});

describe('an Ingress of cdk8s-plus', () => {
  it('leads to the Service that users reach, whichever version is behind it', () => {
    const withIngress = (props: CanaryAppProps): string =>
      toYaml((chart) => {
        const { service } = new CanaryApp(chart, 'Shop', props);
        new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'shop' } }).addRule(
          '/',
          kplus.IngressBackend.fromService(service, { port: props.port }),
        );
      });
    const ingress = documentOf(withIngress(release), 'Ingress', 'shop');
    expect(ingress).toContain('name: my-app-service\n');
    expect(documentOf(withIngress({ ...app, stable: v2 }), 'Ingress', 'shop')).toBe(ingress);
  });

  it('leads to the preview under a host of its own', () => {
    const yaml = toYaml((chart) => {
      const { previewService } = new BlueGreenApp(chart, 'Shop', {
        ...app,
        active: Color.BLUE,
        blue: { image: 'a:1' },
        green: { image: 'a:2' },
      });
      new kplus.Ingress(chart, 'Ingress', { metadata: { name: 'preview' } }).addHostRule(
        'preview.example.com',
        '/',
        kplus.IngressBackend.fromService(previewService!),
      );
    });
    expect(documentOf(yaml, 'Ingress', 'preview')).toContain('name: my-app-preview\n');
  });
});

describe('bad exposure', () => {
  const fails = (props: object): string => failure((chart) => new CanaryApp(chart, 'Shop', { ...release, ...props }));

  it('is reported by its props, all at once', () => {
    const enums = { internalTrafficPolicy: 'local', externalTrafficPolicy: 1 };
    expect(fails({ ...enums, sessionAffinity: 60, headless: 'yes', serviceType: LOAD_BALANCER })).toBe(
      [
        'CanaryApp shop/Shop: 4 problems',
        '  - sessionAffinity: expected a cdk8s Duration of 1 to 86400 whole seconds, got 60; write Duration.seconds(60)',
        '  - internalTrafficPolicy: expected one of Cluster, Local, got "local"; use TrafficPolicy.CLUSTER or TrafficPolicy.LOCAL',
        '  - externalTrafficPolicy: expected one of Cluster, Local, got 1; use TrafficPolicy.CLUSTER or TrafficPolicy.LOCAL',
        '  - headless: expected true or false, got "yes"; pass a boolean, or leave it out',
      ].join('\n'),
    );
  });

  it.each([
    [Duration.seconds(0), '0 s'],
    [Duration.millis(1500), '1.5 s'],
    [Duration.hours(25), '90000 s'],
  ])('refuses an affinity of %s', (sessionAffinity, received) => {
    expect(fails({ sessionAffinity })).toBe(
      `CanaryApp shop/Shop: sessionAffinity: expected a cdk8s Duration of 1 to 86400 whole seconds, got "${received}"; pass one, for example Duration.hours(3)`,
    );
  });

  it('is an option that the type of the Service does not use', () => {
    expect(fails({ externalTrafficPolicy: TrafficPolicy.LOCAL })).toBe(
      'CanaryApp shop/Shop: externalTrafficPolicy: expected no value for a Service that can only be reached from inside the cluster, got "Local"; set serviceType to NODE_PORT or LOAD_BALANCER, or remove it',
    );
    expect(fails({ headless: true, serviceType: LOAD_BALANCER })).toBe(
      'CanaryApp shop/Shop: headless: expected false for a Service that can be reached from outside the cluster, got true; remove it, or remove serviceType',
    );
  });
});
