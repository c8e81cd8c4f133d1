import { App, Chart } from 'cdk8s';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  checkRollout,
  Color,
  type DisruptionBudgetOptions,
} from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, canaryYaml, documentOf, failure, manifests } from '../support/synthesize';

const release: CanaryAppProps = {
  name: 'my-app',
  replicas: 10,
  port: 80,
  stable: { version: 'v1', image: 'my-app:1' },
  canary: { version: 'v2', image: 'my-app:2' },
  trafficPercent: 10,
  disruptionBudget: { maxUnavailable: '25%' },
};

const budgets = (make: (chart: Chart) => unknown): string[] =>
  manifests(make)
    .filter(({ kind }) => kind === 'PodDisruptionBudget')
    .map(({ metadata }) => metadata.name);

describe('a disruption budget', () => {
  it('exists for each version, and never counts the pods of the other', () => {
    expect(documentOf(canaryYaml({ ...release, namespace: 'shop' }), 'PodDisruptionBudget', 'my-app-v2')).toBe(
      [
        'apiVersion: policy/v1',
        'kind: PodDisruptionBudget',
        'metadata:',
        '  labels:',
        '    app: my-app',
        '    version: v2',
        '  name: my-app-v2',
        '  namespace: shop',
        'spec:',
        '  maxUnavailable: 25%',
        '  selector:',
        '    matchLabels:',
        '      app: my-app',
        '      version: v2',
        '',
      ].join('\n'),
    );
    const own = { ...release.stable, disruptionBudget: { minAvailable: 8 } };
    const yaml = documentOf(
      canaryYaml({ ...release, disruptionBudget: undefined, stable: own }),
      'PodDisruptionBudget',
      'my-app-v1',
    );
    expect(yaml).toContain('spec:\n  minAvailable: 8\n');
  });

  it('exists while its version has pods', () => {
    const names = (trafficPercent: number): string[] =>
      budgets((chart) => new CanaryApp(chart, 'Shop', { ...release, trafficPercent }));
    expect([0, 50, 100].map(names)).toEqual([['my-app-v1'], ['my-app-v1', 'my-app-v2'], ['my-app-v2']]);
  });

  it('of a color does not change at a switch', () => {
    const shop: BlueGreenAppProps = {
      ...{ name: 'my-app', replicas: 2, port: 80, disruptionBudget: { maxUnavailable: 1 } },
      active: Color.BLUE,
      blue: { image: 'my-app:1' },
      green: { image: 'my-app:2' },
    };
    const [before, after] = [Color.BLUE, Color.GREEN].map((active) => blueGreenYaml({ ...shop, active }));
    for (const name of ['my-app-blue', 'my-app-green']) {
      expect(documentOf(after!, 'PodDisruptionBudget', name)).toBe(documentOf(before!, 'PodDisruptionBudget', name));
    }
    const drained = { ...shop, active: Color.GREEN, blue: { image: 'my-app:1', replicas: 0 } };
    expect(budgets((chart) => new BlueGreenApp(chart, 'Shop', drained))).toEqual(['my-app-green']);
  });

  it('passes the checker through a whole release', () => {
    const state = (props: Partial<CanaryAppProps>): object[] => {
      const chart = new Chart(new App(), 'shop');
      new CanaryApp(chart, 'Shop', { ...release, ...props });
      return chart.toJson() as object[];
    };
    const states = [
      state({ canary: undefined, trafficPercent: undefined }),
      ...[0, 10, 30, 50].map((trafficPercent) => state({ trafficPercent })),
      state({ trafficPercent: undefined, replicaCounts: { stable: 3, canary: 8 } }),
      state({ trafficPercent: 100 }),
      state({ stable: release.canary, canary: undefined, trafficPercent: undefined }),
    ];
    states.slice(1).forEach((after, index) => expect(checkRollout(states[index]!, after).findings).toEqual([]));
  });
});

describe('a bad disruption budget', () => {
  const fails = (disruptionBudget: unknown): string =>
    failure(
      (chart) =>
        new CanaryApp(chart, 'Shop', { ...release, disruptionBudget: disruptionBudget as DisruptionBudgetOptions }),
    );

  it.each<[string, unknown, string]>([
    ['no object', 1, 'disruptionBudget: expected an object, got 1; pass { maxUnavailable } or { minAvailable }'],
    [
      'neither bound',
      {},
      'disruptionBudget: expected exactly one of maxUnavailable and minAvailable, got {}; set maxUnavailable, such as 1 or 25%, and remove minAvailable',
    ],
    [
      'both bounds',
      { maxUnavailable: 1, minAvailable: 1 },
      'disruptionBudget: expected exactly one of maxUnavailable and minAvailable, got {"maxUnavailable":1,"minAvailable":1}; set maxUnavailable, such as 1 or 25%, and remove minAvailable',
    ],
    [
      'bounds that are none, and an unknown option',
      { maxUnavailable: '1.5', minAvailable: -1, max: 1 },
      [
        '3 problems',
        '  - disruptionBudget.max: unknown option, got 1; did you mean maxUnavailable?',
        '  - disruptionBudget.maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "1.5"; write 1 or 25%',
        '  - disruptionBudget.minAvailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got -1; write 1 or 25%',
      ].join('\n'),
    ],
    [
      'more than all pods, which the API server refuses',
      { maxUnavailable: '120%' },
      'disruptionBudget.maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "120%"; write 1 or 25%',
    ],
    [
      'a minimum of more than all pods',
      { minAvailable: '101%' },
      'disruptionBudget.minAvailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "101%"; write 1 or 25%',
    ],
    [
      'nothing that may go',
      { maxUnavailable: 0 },
      [
        '2 problems',
        '  - stable.disruptionBudget: expected a budget that lets at least 1 of 9 pods be evicted, because a node drain would otherwise wait forever, got {"maxUnavailable":0}; set maxUnavailable: 1 instead',
        '  - canary.disruptionBudget: expected a budget that lets the single pod be evicted, because a node drain would otherwise wait forever, got {"maxUnavailable":0}; set maxUnavailable: 1 instead',
      ].join('\n'),
    ],
    [
      'a share that comes to the only pod of the canary',
      { minAvailable: '80%' },
      'canary.disruptionBudget: expected a budget that lets the single pod be evicted, because a node drain would otherwise wait forever, got {"minAvailable":"80%"}; set maxUnavailable: 1 instead',
    ],
  ])('%s', (_name, budget, message) => {
    expect(fails(budget)).toBe(`CanaryApp shop/Shop: ${message}`);
  });
});
