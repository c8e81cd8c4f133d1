import { App, Chart } from 'cdk8s';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  Color,
  ReleaseApp,
  ReleaseStrategy,
} from 'cdk8s-rollouts';
import { Construct } from 'constructs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const colors: BlueGreenAppProps = {
  name: 'my-app',
  replicas: 1,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:1' },
};
const canary: CanaryAppProps = {
  name: 'my-app',
  replicas: 1,
  port: 80,
  stable: { version: 'v1', image: 'my-app:1' },
};

describe('a chart of another copy of cdk8s', () => {
  /** Loads cdk8s a second time, as from the `node_modules` of another package. */
  function loadCopy(): { readonly App: typeof App; readonly Chart: typeof Chart } {
    const load = createRequire(__filename);
    const folder = dirname(dirname(load.resolve('cdk8s')));
    const loaded = Object.entries(load.cache).filter(([file]) => file.startsWith(join(folder, 'lib')));
    for (const [file] of loaded) Reflect.deleteProperty(load.cache, file);
    try {
      const copy = load('cdk8s') as ReturnType<typeof loadCopy>;
      // cdk8s loads a class as soon as it is read.
      return { App: copy.App, Chart: copy.Chart };
    } finally {
      Object.assign(load.cache, Object.fromEntries(loaded));
    }
  }

  it('is an error that says so, because cdk8s would only complain about a Lazy object', () => {
    const copy = loadCopy();
    const chart = new copy.Chart(new copy.App(), 'shop');
    expect(copy.Chart).not.toBe(Chart);
    expect(() => new CanaryApp(chart, 'Shop', canary)).toThrow(
      new Error(
        'CanaryApp shop/Shop: scope: expected a chart of the copy of cdk8s that this package imports, got "a chart of another copy"; install cdk8s only once: npm ls cdk8s lists the copies, and npm dedupe joins them',
      ),
    );
  });
});

describe('two apps of one name', () => {
  it('in one namespace of a chart are an error, whatever their strategies and places', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'web' });
    new BlueGreenApp(new Construct(chart, 'Team'), 'First', colors);
    expect(() => new CanaryApp(chart, 'Second', { ...canary, namespace: 'web' })).toThrow(
      new Error(
        'CanaryApp shop/Second: name: expected a name that no other app of namespace web has (shop/Team/First has it), got "my-app"; rename one of them, or give each its own namespace',
      ),
    );
    expect(chart.node.tryFindChild('Second')).toBeUndefined();
  });

  it('in a chart without a namespace are an error, too', () => {
    const chart = new Chart(new App(), 'shop');
    new CanaryApp(chart, 'First', canary);
    expect(() => new BlueGreenApp(chart, 'Second', colors)).toThrow(
      'BlueGreenApp shop/Second: name: expected a name that no other app of this chart has (shop/First has it), got "my-app"; ',
    );
  });

  it('in two namespaces, or in two charts, are accepted', () => {
    const app = new App();
    const chart = new Chart(app, 'shop');
    new CanaryApp(chart, 'First', { ...canary, namespace: 'one' });
    new CanaryApp(chart, 'Second', { ...canary, namespace: 'two' });
    new CanaryApp(new Chart(app, 'next-stage'), 'First', { ...canary, namespace: 'one' });
    expect(chart.node.children).toHaveLength(2);
  });

  it('are accepted once the first is removed', () => {
    const chart = new Chart(new App(), 'shop');
    new CanaryApp(chart, 'First', canary);
    chart.node.tryRemoveChild('First');
    expect(() => new CanaryApp(chart, 'Second', canary)).not.toThrow();
  });

  it('are accepted once a construct around the first is removed', () => {
    const chart = new Chart(new App(), 'shop');
    new CanaryApp(new Construct(new Construct(chart, 'Team'), 'Web'), 'First', canary);
    chart.node.tryRemoveChild('Team');
    expect(() => new CanaryApp(chart, 'Second', canary)).not.toThrow();
  });
});

describe('an app of another name', () => {
  it('whose version leads to the name of a Deployment of the first is an error', () => {
    const chart = new Chart(new App(), 'shop', { namespace: 'web' });
    new CanaryApp(chart, 'Staging', { ...canary, name: 'my-app-staging' });
    const version = { ...canary, stable: { version: 'staging-v1', image: 'my-app:1' } };
    expect(() => new CanaryApp(chart, 'Prod', version)).toThrow(
      new Error(
        'CanaryApp shop/Prod: stable.deploymentName: expected a name that no other app of namespace web has (shop/Staging has it), got "my-app-staging-v1"; give the version or the app another name, or set stable.deploymentName',
      ),
    );
    expect(chart.node.children).toHaveLength(1);
    new CanaryApp(chart, 'Elsewhere', { ...version, namespace: 'other' });
  });

  it('that states the name of a Deployment of the first is told to state another', () => {
    const chart = new Chart(new App(), 'shop');
    new CanaryApp(chart, 'First', canary);
    const deploymentName = 'my-app-v1';
    const problem = (prop: string): string =>
      `${prop}.deploymentName: expected a name that no other app of this chart has (shop/First has it), got "my-app-v1"; set another ${prop}.deploymentName`;
    const second = { ...canary, name: 'other', stable: { ...canary.stable, deploymentName } };
    expect(() => new CanaryApp(chart, 'Second', second)).toThrow(
      new Error(`CanaryApp shop/Second: ${problem('stable')}`),
    );
    const blue = { image: 'my-app:1', deploymentName };
    expect(() => new BlueGreenApp(chart, 'Second', { ...colors, name: 'other', blue })).toThrow(
      new Error(`BlueGreenApp shop/Second: ${problem('blue')}`),
    );
  });
});

describe('a Service of another app', () => {
  const chartWith = (props: Partial<BlueGreenAppProps>): Chart => {
    const chart = new Chart(new App(), 'shop', { namespace: 'web' });
    new BlueGreenApp(chart, 'First', { ...colors, ...props });
    return chart;
  };
  const problem = (prop: string, name: string): string =>
    `${prop}: expected a name that no other app of namespace web has (shop/First has it), got "${name}"; set another ${prop}`;

  it('is an error, whether its name is set or derived', () => {
    const chart = chartWith({ serviceName: 'web', green: { image: 'my-app:2' } });
    expect(() => new CanaryApp(chart, 'Second', { ...canary, name: 'other', serviceName: 'web' })).toThrow(
      new Error(`CanaryApp shop/Second: ${problem('serviceName', 'web')}`),
    );
    const tracks = { name: 'other', trackServices: true, stableServiceName: 'my-app-preview' };
    expect(() => new CanaryApp(chart, 'Second', { ...canary, ...tracks })).toThrow(
      new Error(`CanaryApp shop/Second: ${problem('stableServiceName', 'my-app-preview')}`),
    );
    const release = { strategy: ReleaseStrategy.CANARY, replicas: 2, steps: [50], current: { image: 'my-app:1.0.0' } };
    expect(() => new ReleaseApp(chart, 'Second', { name: 'other', port: 80, serviceName: 'web', release })).toThrow(
      new Error(`ReleaseApp shop/Second: ${problem('serviceName', 'web')}`),
    );
    const derived =
      'serviceName: expected a name that no other app of namespace web has (shop/First has it), got "web-service"; give the app another name, or set serviceName';
    const named = chartWith({ serviceName: 'web-service' });
    expect(() => new CanaryApp(named, 'Second', { ...canary, name: 'web' })).toThrow(
      new Error(`CanaryApp shop/Second: ${derived}`),
    );
    expect(chart.node.children).toHaveLength(1);
  });

  it('is none if that app does not make it, or makes it elsewhere', () => {
    const chart = chartWith({ previewService: false, green: { image: 'my-app:2' } });
    new CanaryApp(chart, 'Second', { ...canary, name: 'other', serviceName: 'my-app-preview' });
    new CanaryApp(chart, 'Third', { ...canary, name: 'third', serviceName: 'my-app-service', namespace: 'elsewhere' });
    expect(chart.node.children).toHaveLength(3);
  });
});

describe('a version that is named after another environment', () => {
  const fails = (namespace: string | undefined, stable: object, id = 'shop'): string | undefined => {
    const chart = new Chart(new App(), id, { namespace });
    try {
      new CanaryApp(chart, 'Shop', { ...canary, stable: { ...canary.stable, ...stable } });
    } catch (error) {
      return (error as Error).message;
    }
    return undefined;
  };

  it('is an error, by its name and by its tag', () => {
    expect(fails('prod-eu', { version: 'staging', image: 'registry.example.com:5000/shop:staging' })).toBe(
      [
        'CanaryApp shop/Shop: 2 problems',
        '  - stable.version: expected a version, not the name of an environment other than namespace prod-eu, got "staging"; use the name of the version, such as 2.0.1',
        '  - stable.image: expected an image whose tag is not the name of an environment other than namespace prod-eu, got "registry.example.com:5000/shop:staging"; use the tag of the version, such as 2.0.1, or add the digest if you do mean this image',
      ].join('\n'),
    );
    expect(fails(undefined, { image: 'shop:dev' }, 'production')).toBe(
      'CanaryApp production/Shop: stable.image: expected an image whose tag is not the name of an environment other than chart production, got "shop:dev"; use the tag of the version, such as 2.0.1, or add the digest if you do mean this image',
    );
  });

  it.each<[string | undefined, object]>([
    ['staging', { image: 'shop:stage' }],
    ['prod', { image: `shop:staging@sha256:${'a'.repeat(64)}` }],
    ['prod', { image: 'staging.example.com:5000/staging/shop' }],
    ['prod', { image: 'shop:2.0.1-staging', version: '2.0.1-staging' }],
    ['product', { image: 'shop:staging' }],
    ['prod-to-staging', { image: 'shop:dev' }],
    ['web', { image: 'shop:staging', version: 'staging' }],
    [undefined, { image: 'shop:staging' }],
  ])('is none in %j with %j', (namespace, stable) => {
    expect(fails(namespace, stable)).toBeUndefined();
  });

  it('of two colors is recognized by its color', () => {
    const chart = new Chart(new App(), 'prod');
    const props = { ...colors, green: { image: 'my-app:qa' } };
    expect(() => new BlueGreenApp(chart, 'Shop', props)).toThrow(
      'BlueGreenApp prod/Shop: green.image: expected an image whose tag is not the name of an environment other than chart prod, got "my-app:qa"; ',
    );
  });
});
