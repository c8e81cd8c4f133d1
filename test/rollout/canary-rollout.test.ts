import { readdirSync } from 'node:fs';
import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, it } from 'vitest';
import { CanaryApp, CanaryRollout, type CanaryRolloutProps, checkRollout, planCanary } from '../../src';

const PROPS: CanaryRolloutProps = {
  name: 'my-app',
  namespace: 'shop',
  replicas: 10,
  port: 80,
  stable: { version: 'v1', image: 'my-app:v1.0.0' },
  canary: { version: 'v2', image: 'my-app:v2.0.0' },
  steps: [0.5, 10, 50, 100],
};

function rollout(props: Partial<CanaryRolloutProps> = {}): CanaryRollout {
  return new CanaryRollout(new App(), 'shop', { ...PROPS, tolerance: 9.5, ...props });
}

function manifestsOf(chart: Chart): object[] {
  return chart.toJson() as object[];
}

function failure(props: unknown, scope = new App()): string {
  try {
    new CanaryRollout(scope, 'shop', props as CanaryRolloutProps);
  } catch (error) {
    expect(scope.node.children).toEqual([]);
    return (error as Error).message;
  }
  return 'no error';
}

describe('a staged canary release', () => {
  it('has a file a stage, numbered in the order of the plan, and one for the clean-up', () => {
    const app = Testing.app();
    const { charts } = new CanaryRollout(app, 'shop', { ...PROPS, replicas: 100 });
    app.synth();
    const ids = [
      'shop-01-start',
      'shop-02-at-0-5-percent',
      'shop-03-at-10-percent',
      'shop-04-to-50-percent',
      'shop-05-at-50-percent',
      'shop-06-to-100-percent',
      'shop-07-at-100-percent',
      'shop-08-clean-up',
    ];
    expect(charts.map(({ node }) => node.id)).toEqual(ids);
    expect(filesOf(app)).toEqual(ids.map((id) => `${id}.k8s.yaml`));
  });

  it('has more digits in the names of its files where there are more than 99 stages', () => {
    const { charts } = rollout({ replicas: 50, steps: [100], maxSurge: 1, maxUnavailable: 0 });
    expect(charts.map(({ node }) => node.id).slice(0, 2)).toEqual(['shop-001-start', 'shop-002-to-100-percent']);
    expect(charts).toHaveLength(102);
  });

  it('follows the plan that its props give, by the names of its Deployments', () => {
    const { plan } = rollout({ maxSurge: 2, maxUnavailable: 1, canary: { ...PROPS.canary, deploymentName: 'next' } });
    expect(plan).toEqual(
      planCanary({
        replicas: 10,
        steps: [0.5, 10, 50, 100],
        maxSurge: 2,
        maxUnavailable: 1,
        tolerance: 9.5,
        name: 'my-app',
        namespace: 'shop',
        canaryDeployment: 'next',
      }),
    );
  });

  it('makes in each stage what a CanaryApp makes', () => {
    const { charts, plan } = rollout();
    const { stable, canary } = PROPS;
    const base = { name: 'my-app', namespace: 'shop', replicas: 10, port: 80 };
    const expected = [
      ...plan.stages.map((stage) => {
        const replicaCounts = { stable: stage.stable, canary: stage.canary };
        return new CanaryApp(Testing.chart(), 'Any', { ...base, stable, canary, replicaCounts });
      }),
      new CanaryApp(Testing.chart(), 'Any', { ...base, stable: canary }),
    ];
    expect(charts.map(manifestsOf)).toEqual(expected.map((app) => manifestsOf(Chart.of(app))));
  });

  it('passes the checker from file to file, the clean-up included', () => {
    const states = rollout({ steps: [10, 30, 50] }).charts.map(manifestsOf);
    states.slice(1).forEach((state, index) => expect(checkRollout(states[index]!, state).findings).toEqual([]));
    expect(states).toHaveLength(7);
  });

  it('takes what belongs to another chart, without a change of the names of its files', () => {
    const app = Testing.app();
    const config = new Chart(app, 'config');
    const map = new kplus.ConfigMap(config, 'Map', { metadata: { name: 'settings' }, data: { a: '1' } });
    const volume = kplus.Volume.fromConfigMap(config, 'Volume', map);
    new CanaryRollout(app, 'shop', {
      ...PROPS,
      steps: [100],
      container: { volumeMounts: [{ path: '/etc/settings', volume }] },
      tolerance: 5,
    });
    app.synth();
    expect(filesOf(app)).toEqual([
      'config.k8s.yaml',
      'shop-01-start.k8s.yaml',
      'shop-02-to-100-percent.k8s.yaml',
      'shop-03-to-100-percent.k8s.yaml',
      'shop-04-to-100-percent.k8s.yaml',
      'shop-05-at-100-percent.k8s.yaml',
      'shop-06-clean-up.k8s.yaml',
    ]);
  });
});

describe('bad props', () => {
  it.each<[string, unknown, string]>([
    ['no props', undefined, 'CanaryRollout: props: expected an object, got undefined; give the props'],
    [
      'no canary, no steps, and what the plan decides',
      { ...PROPS, canary: undefined, steps: undefined, replicaCounts: { stable: 1, canary: 1 } },
      [
        'CanaryRollout my-app: 3 problems',
        '  - replicaCounts: expected nothing beside steps, which state the share of each stage, got {"stable":1,"canary":1}; remove replicaCounts',
        '  - canary: expected the version that is to take the place of the stable one, got undefined; give canary: { version, image }',
        '  - steps: expected a list of at least one percentage, got undefined; give rising percentages such as [10, 30, 50, 100]',
      ].join('\n'),
    ],
    [
      'problems of the app and of the plan',
      { ...PROPS, port: 0, trafficPercent: 10, maxSurge: 'x', surge: 1 },
      [
        'CanaryRollout my-app: 4 problems',
        '  - trafficPercent: expected nothing beside steps, which state the share of each stage, got 10; remove trafficPercent',
        '  - surge: expected nothing, since there is no option of that name, got 1; check its spelling, or remove it',
        '  - port: expected a whole number from 1 to 65535, got 0; give a port number',
        '  - maxSurge: expected a whole number of pods, 0 or more, or a whole percentage, got "x"; write 1 or 25%, or leave it out for 25%',
      ].join('\n'),
    ],
    [
      'replicas that are no number, said once',
      { ...PROPS, replicas: '3' },
      'CanaryRollout my-app: replicas: expected a whole number from 0 to 2147483647, got "3"; state how many pods are to run',
    ],
    [
      'no replicas to release',
      { ...PROPS, replicas: 0 },
      'CanaryRollout my-app: replicas: expected a whole number from 1 to 2147483647, got 0; state how many pods serve before and after the release',
    ],
    [
      'a step that cannot be served',
      PROPS,
      'CanaryRollout my-app: steps[0]: expected what 10 to 13 pods can serve within 5 points, and the closest is 7.69 % (12 stable + 1 canary), got 0.5; set replicas: 16, maxSurge: 9 or tolerance: 7.2',
    ],
  ])('%s', (_name, props, message) => {
    expect(failure(props)).toBe(message);
  });

  it('that only cdk8s-plus finds leave no stage behind', () => {
    const app = new App();
    const elsewhere = new Chart(new App(), 'elsewhere');
    const volumes = ['one', 'two'].map((id) => kplus.Volume.fromEmptyDir(elsewhere, id, 'data'));
    expect(failure({ ...PROPS, tolerance: 9.5, volumes }, app)).toBe(
      'CanaryRollout my-app: CanaryApp my-app: Volume with name data already exists',
    );
  });

  it('a chart of the same id in the same scope is not taken away', () => {
    const app = new App();
    new Chart(app, 'shop-02-at-10-percent');
    expect(() => new CanaryRollout(app, 'shop', { ...PROPS, steps: [10] })).toThrow(
      "CanaryRollout my-app: There is already a Construct with name 'shop-02-at-10-percent' in App",
    );
    expect(app.node.children.map(({ node }) => node.id)).toEqual(['shop-02-at-10-percent']);
  });
});

function filesOf(app: App): string[] {
  return readdirSync(app.outdir).sort();
}
