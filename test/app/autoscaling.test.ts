import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  BlueGreenApp,
  type BlueGreenAppProps,
  CanaryApp,
  type CanaryAppProps,
  checkRollout,
  Color,
} from 'cdk8s-rollouts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBounds } from '../../src/split/split-bounds';
import { blueGreenYaml, canaryYaml, changedLines, documentOf, failure, manifests } from '../support/synthesize';
import { blueGreenStages, canaryStages } from '../support/release-stages';

const { Metric, MetricTarget } = kplus;
const cpu = Metric.resourceCpu(MetricTarget.averageUtilization(60));
const autoscaling = { maxReplicas: 40, metrics: [cpu] };
const container = { resources: { cpu: { request: kplus.Cpu.millis(250) } } };
const app = { name: 'my-app', replicas: 10, port: 80, autoscaling, container };
const v1 = { version: 'v1', image: 'my-app:v1.0.0' };
const v2 = { version: 'v2', image: 'my-app:v2.0.0' };
const release: CanaryAppProps = { ...app, stable: v1, canary: v2, trafficPercent: 10 };
const colors: BlueGreenAppProps = {
  ...app,
  active: Color.BLUE,
  blue: { image: 'my-app:v1.0.0' },
  green: { image: 'my-app:v2.0.0' },
};

const autoscaler = (yaml: string, name: string): string => documentOf(yaml, 'HorizontalPodAutoscaler', name);
const deployment = (yaml: string, name: string): string => documentOf(yaml, 'Deployment', name);

describe('an autoscaler for each version', () => {
  it('is named like its Deployment, and contains only the given options', () => {
    expect(autoscaler(canaryYaml(release), 'my-app-v2')).toBe(
      [
        'apiVersion: autoscaling/v2',
        'kind: HorizontalPodAutoscaler',
        'metadata:',
        '  labels:',
        '    app: my-app',
        '    version: v2',
        '  name: my-app-v2',
        'spec:',
        '  maxReplicas: 4',
        '  metrics:',
        '    - resource:',
        '        name: cpu',
        '        target:',
        '          averageUtilization: 60',
        '          type: Utilization',
        '      type: Resource',
        '  minReplicas: 1',
        '  scaleTargetRef:',
        '    apiVersion: apps/v1',
        '    kind: Deployment',
        '    name: my-app-v2',
        '',
      ].join('\n'),
    );
  });

  it('adds the given rules, and none of cdk8s-plus', () => {
    const rules = {
      scaleUp: { policies: [{ replicas: kplus.Replicas.percent(100), duration: Duration.seconds(30) }] },
      scaleDown: { stabilizationWindow: Duration.minutes(10) },
    };
    const yaml = autoscaler(canaryYaml({ ...release, autoscaling: { ...autoscaling, ...rules } }), 'my-app-v1');
    expect(yaml.split('spec:\n')[1]?.split('  maxReplicas')[0]).toBe(
      [
        '  behavior:',
        '    scaleDown:',
        '      stabilizationWindowSeconds: 600',
        '    scaleUp:',
        '      policies:',
        '        - periodSeconds: 30',
        '          type: Percent',
        '          value: 100',
        '',
      ].join('\n'),
    );
  });

  it('removes the replicas from the Deployment, and changes nothing else in it', () => {
    const fixed = canaryYaml({ ...release, autoscaling: undefined });
    for (const [name, count] of [
      ['my-app-v1', 9],
      ['my-app-v2', 1],
    ] as const) {
      const stated = deployment(fixed, name);
      expect(stated).toContain(`  replicas: ${count}\n`);
      expect(deployment(canaryYaml(release), name)).toBe(stated.replace(`  replicas: ${count}\n`, ''));
    }
  });

  it('accepts any metric that cdk8s-plus can express', () => {
    const metrics = [
      Metric.resourceMemory(MetricTarget.averageValue(400)),
      Metric.pods({ name: 'requests_per_second', target: MetricTarget.averageValue(100) }),
      Metric.external({ name: 'latency_ms', target: MetricTarget.value(80) }),
    ];
    const yaml = canaryYaml({ ...release, container: undefined, autoscaling: { ...autoscaling, metrics } });
    const metricsOf = (name: string): string | undefined =>
      autoscaler(yaml, name).split('metrics:')[1]?.split('  min')[0];
    expect(metricsOf('my-app-v1')).toContain('requests_per_second');
    expect(metricsOf('my-app-v2')).toBe(metricsOf('my-app-v1'));
  });

  it('is exposed by the construct', () => {
    manifests((chart) => {
      const canary = new CanaryApp(chart, 'Canary', release);
      expect([canary.stableAutoscaler?.name, canary.canaryAutoscaler?.name]).toEqual(['my-app-v1', 'my-app-v2']);
      const blueGreen = new BlueGreenApp(chart, 'BlueGreen', { ...colors, name: 'other' });
      const { blueAutoscaler, greenAutoscaler } = blueGreen;
      expect([blueAutoscaler?.name, greenAutoscaler?.name]).toEqual(['other-blue', 'other-green']);
      const alone = new CanaryApp(chart, 'Alone', { ...app, name: 'alone', stable: v1 });
      expect(alone.canaryAutoscaler).toBeUndefined();
    });
  });

  it('carries the recommended labels if they are asked for', () => {
    const yaml = canaryYaml({ ...release, recommendedLabels: true });
    expect(autoscaler(yaml, 'my-app-v2')).toContain('app.kubernetes.io/version: v2.0.0');
  });
});

describe('a promotion', () => {
  it('changes the bounds of both autoscalers, and no Deployment', () => {
    const [before, after] = [release, { ...release, trafficPercent: 30 }].map(canaryYaml);
    const change = (name: string): string[] => changedLines(autoscaler(before!, name), autoscaler(after!, name));
    expect(change('my-app-v1')).toEqual(['maxReplicas: 36 → maxReplicas: 28', 'minReplicas: 9 → minReplicas: 7']);
    expect(change('my-app-v2')).toEqual(['maxReplicas: 4 → maxReplicas: 12', 'minReplicas: 1 → minReplicas: 3']);
    for (const name of ['my-app-v1', 'my-app-v2']) expect(deployment(after!, name)).toBe(deployment(before!, name));
  });

  it('leaves the new version with the autoscaler that it had at 100%', () => {
    const [full, promoted] = [canaryYaml({ ...release, trafficPercent: 100 }), canaryYaml({ ...app, stable: v2 })];
    expect(autoscaler(promoted, 'my-app-v2')).toBe(autoscaler(full, 'my-app-v2'));
    expect(deployment(promoted, 'my-app-v2')).toBe(deployment(full, 'my-app-v2'));
    expect(deployment(full, 'my-app-v1')).toContain('  replicas: 0\n');
    expect(promoted).not.toContain('my-app-v1');
  });

  it('of a color is one line of the Service', () => {
    const [before, after] = [colors, { ...colors, active: Color.GREEN, previewService: false }].map((props) =>
      blueGreenYaml({ ...props, previewService: false }),
    );
    expect(changedLines(before!, after!)).toEqual(['version: blue → version: green']);
  });
});

describe('a color', () => {
  it('can have its own bounds', () => {
    const yaml = blueGreenYaml({ ...colors, green: { image: 'my-app:v2.0.0', replicas: 1, maxReplicas: 4 } });
    expect(autoscaler(yaml, 'my-app-green')).toMatch(/maxReplicas: 4\n[^]*minReplicas: 1\n/);
    expect(autoscaler(yaml, 'my-app-blue')).toMatch(/maxReplicas: 40\n[^]*minReplicas: 10\n/);
  });

  it('returns from 0 pods by a change of one line', () => {
    const drained = blueGreenYaml({ ...colors, green: { image: 'my-app:v2.0.0', replicas: 0 } });
    const back = blueGreenYaml(colors);
    expect(drained.replace('  replicas: 0\n', '')).toBe(back);
  });
});

describe('introducing autoscaling', () => {
  const fixed: CanaryAppProps = { ...app, autoscaling: undefined, stable: v1 };
  // Keep the number of pods until the old version is gone: its number is fixed, so the share would change with the
  // load.
  const bounded = { ...app, autoscaling: { ...autoscaling, maxReplicas: 10 } };
  const introduced = { ...bounded, stable: { ...v1, autoscaled: false }, canary: v2 };
  const states = [
    canaryYaml(fixed),
    ...[10, 30, 50].map((trafficPercent) => canaryYaml({ ...introduced, trafficPercent })),
    canaryYaml({ ...introduced, replicaCounts: { stable: 3, canary: 8 } }),
    canaryYaml({ ...introduced, trafficPercent: 100 }),
    canaryYaml({ ...bounded, stable: v2 }),
    canaryYaml({ ...app, stable: v2 }),
  ];

  it('with a new version takes the replicas from no Deployment that runs, and passes the checker', () => {
    for (const [index, state] of states.slice(1).entries()) {
      expect(checkRollout(states[index]!, state).findings, `commit ${index + 1}`).toEqual([]);
    }
    const v1At10 = deployment(states[1]!, 'my-app-v1');
    expect(v1At10.replace('replicas: 9', 'replicas: 10')).toBe(deployment(states[0]!, 'my-app-v1'));
    expect(states[1]).toContain('kind: HorizontalPodAutoscaler');
  });

  it('with room to grow at once lets the share move with the load, as the report of the checker says', () => {
    const { services } = checkRollout(states[0]!, canaryYaml({ ...introduced, autoscaling, trafficPercent: 10 }));
    expect(services[0]?.versions[1]).toMatchObject({ version: 'v2', percentAfter: 10, percentHighest: (100 * 4) / 13 });
  });

  it('on a Deployment that runs is found by the checker', () => {
    const { findings } = checkRollout(states[0]!, canaryYaml({ ...app, stable: v1 }));
    expect(findings.map(({ rule }) => rule)).toEqual(['capacity-below-floor']);
  });
});

describe('the bounds of both versions', () => {
  it('are in the ratio of the counts', () => {
    expect(splitBounds({ stable: 9, canary: 1 }, 40)).toEqual({
      stable: { min: 9, max: 36 },
      canary: { min: 1, max: 4 },
    });
    expect(splitBounds({ stable: 8, canary: 3 }, 40)).toEqual({
      stable: { min: 8, max: 29 },
      canary: { min: 3, max: 11 },
    });
    expect(splitBounds({ stable: 0, canary: 10 }, 40)).toEqual({
      stable: { min: 1, max: 1 },
      canary: { min: 10, max: 40 },
    });
  });

  it('never contradict each other, and hold the share at the top to half a pod', () => {
    const pods = fc.integer({ min: 0, max: 2_147_483_647 });
    fc.assert(
      fc.property(pods, pods, pods, (stable, canary, maxReplicas) => {
        fc.pre(stable + canary > 0);
        const both = splitBounds({ stable, canary }, maxReplicas);
        for (const { min, max } of [both.stable, both.canary]) expect(min >= 1 && max >= min).toBe(true);
        if (maxReplicas < stable + canary || stable === 0 || canary === 0) return;
        expect(both.stable.max + both.canary.max).toBe(maxReplicas);
        const wish = (BigInt(maxReplicas) * BigInt(canary) * 2n) / BigInt(stable + canary);
        const off = BigInt(both.canary.max) * 2n - wish;
        expect(off >= -1n && off <= 1n).toBe(true);
      }),
    );
  });
});

describe('a staged release', () => {
  const findings = (charts: { toJson(): unknown[] }[]): string[] => {
    const states = charts.map((chart) => chart.toJson() as object[]);
    return states
      .slice(1)
      .flatMap((state, index) =>
        checkRollout(states[index]!, state).findings.map(({ rule }) => `${index + 2} ${rule}`),
      );
  };

  it('of a canary passes the checker, which points to the stage that needs the pods to be there', () => {
    const { charts, plan } = canaryStages(release, [10, 30, 50]);
    expect(findings(charts)).toEqual(['6 autoscaled-pods-lost']);
    expect(plan.stages[1]?.commands).toEqual([
      `kubectl patch hpa my-app-v2 --patch '{"spec":{"minReplicas":1,"maxReplicas":4}}'`,
      'kubectl scale deployment/my-app-v2 --replicas=1',
      `kubectl patch hpa my-app-v1 --patch '{"spec":{"minReplicas":9,"maxReplicas":36}}'`,
      'kubectl rollout status deployment/my-app-v2',
      'kubectl rollout status deployment/my-app-v1',
    ]);
    expect(plan.stages[1]?.waitFor).toBe(
      'my-app-v1 has 9 ready pods, my-app-v2 has 1, or more if the load requires them, and v2 does well with 10% of the traffic',
    );
    expect(plan.cleanUp.commands).toEqual(['kubectl delete deployment my-app-v1', 'kubectl delete hpa my-app-v1']);
  });

  it('of two colors passes the checker, which points to the switch', () => {
    const { charts, plan } = blueGreenStages(colors, 2);
    expect(findings(charts)).toEqual(['4 autoscaled-pods-lost']);
    const scaling = plan.stages.map(({ commands }) => commands.filter((command) => /patch hpa|scale/.test(command)));
    expect(scaling).toEqual([
      [],
      [
        `kubectl patch hpa my-app-green --patch '{"spec":{"minReplicas":2,"maxReplicas":40}}'`,
        'kubectl scale deployment/my-app-green --replicas=2',
      ],
      [`kubectl patch hpa my-app-green --patch '{"spec":{"minReplicas":10,"maxReplicas":40}}'`],
      [],
      ['kubectl scale deployment/my-app-blue --replicas=0'],
    ]);
    expect(plan.cleanUp.commands).toContain('kubectl delete hpa my-app-blue');
  });

  it('reports no lost pods if `replicas` covers the highest load', () => {
    const { charts } = canaryStages({ ...release, autoscaling: { ...autoscaling, maxReplicas: 10 } }, [10, 50]);
    expect(findings(charts)).toEqual([]);
  });

  it('that introduces autoscaling with its next version plans no commands for autoscalers that are not there', () => {
    const roomless = { ...autoscaling, maxReplicas: 10 };
    const { plan } = canaryStages({ ...release, autoscaling: roomless, stable: { ...v1, autoscaled: false } }, [50]);
    expect(plan.stages.flatMap(({ commands }) => commands).filter((command) => command.includes('hpa'))).toEqual([]);
  });
});

describe('bad autoscaling', () => {
  const fails = (props: object): string => failure((chart) => new CanaryApp(chart, 'Shop', { ...release, ...props }));
  const failsInColors = (props: object): string =>
    failure((chart) => new BlueGreenApp(chart, 'Shop', { ...colors, ...props }));

  it('is reported by its props, all at once', () => {
    const wrong = { minReplicas: 4, maxReplicas: 9, metrics: [], scaleUp: 2, target: 60 };
    expect(fails({ autoscaling: wrong })).toBe(
      [
        'CanaryApp shop/Shop: 5 problems',
        '  - autoscaling.minReplicas: unknown option, got 4; set replicas instead, which is the minimum of the autoscalers',
        '  - autoscaling.target: unknown option, got 60; remove it, or use one of maxReplicas, metrics, scaleUp, scaleDown',
        '  - autoscaling.metrics: expected a list of at least one cdk8s-plus Metric, got []; pass, for example, [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(60))]',
        '  - autoscaling.scaleUp: expected an object of cdk8s-plus options, got 2; pass one, or leave it out',
        '  - autoscaling.maxReplicas: expected a whole number from 10 (replicas) to 2147483647, got 9; state how many pods the highest load needs',
      ].join('\n'),
    );
    expect(fails({ autoscaling: 40 })).toBe(
      'CanaryApp shop/Shop: autoscaling: expected an object, got 40; pass { maxReplicas, metrics }',
    );
  });

  it('is an app that may have no pods', () => {
    expect(failsInColors({ replicas: 0, blue: { image: 'a:1', replicas: 3 }, green: undefined })).toBe(
      'BlueGreenApp shop/Shop: replicas: expected 1 or more with autoscaling, because an autoscaler keeps at least one pod, got 0; set replicas: 1, or remove autoscaling',
    );
  });

  it('is a percentage of a request that a container does not make', () => {
    expect(fails({ container: undefined, sidecars: [{ image: 'proxy:1', name: 'proxy' }] })).toBe(
      [
        'CanaryApp shop/Shop: 4 problems',
        ...['stable.container', 'stable.sidecars[0]', 'canary.container', 'canary.sidecars[0]'].map(
          (path) =>
            `  - ${path}.resources.cpu.request: expected an amount, because a metric in autoscaling.metrics is a percentage of the requested cpu, got undefined; state the amount that the container needs, or use a metric with an average value`,
        ),
      ].join('\n'),
    );
    const limit = { resources: { cpu: { limit: kplus.Cpu.units(1) } } };
    expect(canaryYaml({ ...release, container: limit })).toContain('kind: HorizontalPodAutoscaler');
  });

  it('is one figure for the whole app, which each version would use in full', () => {
    const metrics = [Metric.external({ name: 'queue', target: MetricTarget.averageValue(30) })];
    expect(fails({ autoscaling: { ...autoscaling, metrics } })).toBe(
      'CanaryApp shop/Shop: autoscaling.metrics[0]: expected a metric per pod, because with this one, each version would start pods for the whole load, got "External with an average value"; use a metric of the pods, or MetricTarget.value, which applies to all versions alike',
    );
  });

  it('is a color with bounds that contradict each other, or with none to set', () => {
    expect(failsInColors({ green: { image: 'a:2', replicas: 5, maxReplicas: 4 } })).toBe(
      'BlueGreenApp shop/Shop: green.maxReplicas: expected a whole number from 5 (green.replicas) to 2147483647, got 4; state how many pods the highest load needs',
    );
    expect(failsInColors({ blue: { image: 'a:1', replicas: 50 } })).toBe(
      'BlueGreenApp shop/Shop: blue.maxReplicas: expected a whole number from 50 (blue.replicas) to 2147483647, got 40; state how many pods the highest load needs',
    );
    expect(failsInColors({ autoscaling: undefined, green: { image: 'a:2', maxReplicas: 4 } })).toBe(
      'BlueGreenApp shop/Shop: green.maxReplicas: expected no value without autoscaling, got 4; set autoscaling: { maxReplicas, metrics }, or remove it',
    );
  });

  it('is an opt-out of one version without autoscaling', () => {
    expect(fails({ autoscaling: undefined, stable: { ...v1, autoscaled: false } })).toBe(
      'CanaryApp shop/Shop: stable.autoscaled: expected no value without autoscaling, got false; set autoscaling: { maxReplicas, metrics }, or remove it',
    );
  });

  it('is refused by cdk8s-plus', () => {
    const scaleUp = { stabilizationWindow: Duration.hours(2) };
    expect(fails({ autoscaling: { ...autoscaling, scaleUp } })).toBe(
      "CanaryApp shop/Shop: 'scaleUp.stabilizationWindow' (1 hour 60 minutes) must be 0 seconds or more with a max of 1 hour.",
    );
  });
});
