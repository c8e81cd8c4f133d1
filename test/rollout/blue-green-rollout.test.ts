import { App, Chart, Testing } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  BlueGreenRollout,
  type BlueGreenRolloutProps,
  checkRollout,
  Color,
  planBlueGreen,
} from '../../src';

const PROPS: BlueGreenRolloutProps = {
  name: 'my-app',
  namespace: 'shop',
  replicas: 3,
  port: 80,
  active: Color.BLUE,
  blue: { image: 'my-app:v1.0.0' },
  green: { image: 'my-app:v2.0.0' },
};

function rollout(props: Partial<BlueGreenRolloutProps> = {}): BlueGreenRollout {
  return new BlueGreenRollout(new App(), 'shop', { ...PROPS, ...props });
}

function manifestsOf(chart: Chart): object[] {
  return chart.toJson() as object[];
}

describe('a staged blue/green release', () => {
  it('has a file a stage, numbered in the order of the plan, and one for the clean-up', () => {
    expect(rollout().charts.map(({ node }) => node.id)).toEqual([
      'shop-01-start',
      'shop-02-preview',
      'shop-03-switch',
      'shop-04-drain',
      'shop-05-clean-up',
    ]);
  });

  it('makes in each stage what a BlueGreenApp makes', () => {
    const app = (props: Partial<BlueGreenAppProps>): object[] => {
      const { name, namespace, replicas, port, active } = PROPS;
      const chart = Testing.chart();
      new BlueGreenApp(chart, 'Any', { name, namespace, replicas, port, active, ...props });
      return manifestsOf(chart);
    };
    const { blue, green } = PROPS;
    expect(rollout({ previewReplicas: 1 }).charts.map(manifestsOf)).toEqual([
      app({ blue, green: { ...green, replicas: 0 } }),
      app({ blue, green: { ...green, replicas: 1 } }),
      app({ blue, green }),
      app({ active: Color.GREEN, blue, green }),
      app({ active: Color.GREEN, blue: { ...blue, replicas: 0 }, green }),
      app({ active: Color.GREEN, green }),
    ]);
  });

  it('goes from green to blue likewise', () => {
    const { charts, plan } = rollout({ active: Color.GREEN });
    expect(plan.stages.map(({ active, blue, green }) => [active, blue, green])).toEqual([
      ['green', 0, 3],
      ['green', 3, 3],
      ['blue', 3, 3],
      ['blue', 3, 0],
    ]);
    const names = manifestsOf(charts.at(-1)!).map((object) => (object as { metadata: { name: string } }).metadata.name);
    expect(names).toEqual(['my-app-blue', 'my-app-service']);
  });

  it('follows the plan that its props give, by the names of its resources', () => {
    const pinned = { serviceName: 'web', previewServiceName: 'test', versionLabel: 'color', previewReplicas: 2 };
    const { plan } = rollout({ ...pinned, green: { image: 'a', deploymentName: 'next' } });
    const names = { blueDeployment: 'my-app-blue', greenDeployment: 'next' };
    expect(plan).toEqual(planBlueGreen({ replicas: 3, namespace: 'shop', ...pinned, ...names }));
    expect(rollout({ previewService: false }).plan).toEqual(
      planBlueGreen({ replicas: 3, namespace: 'shop', name: 'my-app', previewService: false }),
    );
  });

  it('passes the checker from file to file, the clean-up included', () => {
    const states = rollout({ previewReplicas: 1 }).charts.map(manifestsOf);
    states.slice(1).forEach((state, index) => expect(checkRollout(states[index]!, state).findings).toEqual([]));
    expect(states).toHaveLength(6);
  });
});

describe('bad props', () => {
  it.each<[string, unknown, string]>([
    ['no props', null, 'BlueGreenRollout: props: expected an object, got null; give the props'],
    [
      'a color that is missing, and one with replicas of its own',
      { ...PROPS, blue: { image: 'a', replicas: 3 }, green: undefined },
      [
        'BlueGreenRollout my-app: 2 problems',
        '  - blue.replicas: expected nothing, since each stage states how many pods it runs, got 3; remove blue.replicas',
        '  - green: expected both colors: the one that serves and the one that is to take its place, got undefined; give green: { image }',
      ].join('\n'),
    ],
    [
      'problems of the app and of the plan, each said once',
      { ...PROPS, replicas: 0, previewReplicas: 1, active: undefined },
      [
        'BlueGreenRollout my-app: 3 problems',
        '  - active: expected blue or green, got undefined; name the color that gets the traffic: Color.BLUE or Color.GREEN',
        '  - replicas: expected a whole number from 1 to 2147483647, got 0; state how many pods serve before and after the release',
        '  - previewReplicas: expected a whole number from 1 to replicas, got 1; state how many pods are tested at first, or leave it out for all of them',
      ].join('\n'),
    ],
  ])('%s', (_name, props, message) => {
    const app = new App();
    expect(() => new BlueGreenRollout(app, 'shop', props as BlueGreenRolloutProps)).toThrow(new Error(message));
    expect(app.node.children).toEqual([]);
  });
});
