import { Duration } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { CanaryApp, type CanaryAppProps, DrainMethod } from 'cdk8s-rollouts';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { canaryYaml, documentOf, failure } from '../support/synthesize';

const release: CanaryAppProps = {
  name: 'my-app',
  replicas: 10,
  port: 80,
  stable: { version: 'v1', image: 'my-app:1' },
  canary: { version: 'v2', image: 'my-app:2' },
  trafficPercent: 10,
};

interface Deployment {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly terminationGracePeriodSeconds?: number;
        readonly containers: { readonly name: string; readonly lifecycle?: object }[];
      };
    };
  };
}

const podOf = (props: Partial<CanaryAppProps>, deployment = 'my-app-v1'): Deployment['spec']['template']['spec'] =>
  (parse(documentOf(canaryYaml({ ...release, ...props }), 'Deployment', deployment)) as Deployment).spec.template.spec;

describe('draining', () => {
  it('sleeps before the stop, and allows for it in the grace period', () => {
    const { containers, terminationGracePeriodSeconds } = podOf({ drainPeriod: Duration.seconds(10) });
    expect(containers[0]?.lifecycle).toEqual({ preStop: { exec: { command: ['sleep', '10'] } } });
    expect(terminationGracePeriodSeconds).toBe(40);
  });

  it('can be left to Kubernetes for images without a shell, for each version on its own', () => {
    const canary = { ...release.canary!, drainMethod: DrainMethod.NATIVE_SLEEP, drainPeriod: Duration.seconds(5) };
    const { containers, terminationGracePeriodSeconds } = podOf(
      { drainPeriod: Duration.seconds(10), canary },
      'my-app-v2',
    );
    expect(containers[0]?.lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
    expect(terminationGracePeriodSeconds).toBe(35);
    expect(podOf({ drainPeriod: Duration.seconds(10), canary }).containers[0]?.lifecycle).toEqual({
      preStop: { exec: { command: ['sleep', '10'] } },
    });
  });

  it('applies to the main container alone, and keeps its postStart hook', () => {
    const { containers } = podOf({
      drainPeriod: Duration.seconds(10),
      container: { lifecycle: { postStart: kplus.Handler.fromCommand(['warm-up']) } },
      sidecars: [{ name: 'agent', image: 'agent:1' }],
    });
    expect(containers.map(({ lifecycle }) => lifecycle)).toEqual([
      { postStart: { exec: { command: ['warm-up'] } }, preStop: { exec: { command: ['sleep', '10'] } } },
      undefined,
    ]);
  });

  it('keeps a longer grace period as it is', () => {
    const grace = { drainPeriod: Duration.seconds(10), terminationGracePeriod: Duration.minutes(2) };
    expect(podOf(grace).terminationGracePeriodSeconds).toBe(120);
  });

  it('writes its fields where cdk8s would write them', () => {
    const drained = documentOf(
      canaryYaml({ ...release, drainPeriod: Duration.seconds(10) }),
      'Deployment',
      'my-app-v1',
    );
    const lifecycle =
      '          lifecycle:\n            preStop:\n              exec:\n                command:\n                  - sleep\n                  - "10"\n';
    const grace = '      terminationGracePeriodSeconds: 40\n';
    expect(drained).toContain(`        - image: my-app:1\n${lifecycle}          name: main\n`);
    expect(drained.replace(lifecycle, '').replace(grace, '')).toBe(
      documentOf(canaryYaml(release), 'Deployment', 'my-app-v1'),
    );
  });
});

describe('bad draining', () => {
  it.each<[string, Partial<CanaryAppProps>, string]>([
    [
      'no whole seconds, and no known method',
      { drainPeriod: 10 as unknown as Duration, drainMethod: 'nap' as unknown as undefined },
      [
        'CanaryApp shop/Shop: 2 problems',
        '  - drainMethod: expected one of sleep-command, native-sleep, got "nap"; use DrainMethod.SLEEP_COMMAND or DrainMethod.NATIVE_SLEEP',
        '  - drainPeriod: expected a cdk8s Duration of 1 to 86400 whole seconds, got 10; write Duration.seconds(10)',
      ].join('\n'),
    ],
    [
      'a grace period that is no longer',
      {
        canary: { ...release.canary!, drainPeriod: Duration.seconds(30), terminationGracePeriod: Duration.seconds(30) },
      },
      'CanaryApp shop/Shop: canary.terminationGracePeriod: expected more than drainPeriod (30 s), because the container is killed when the grace period ends, got "30 s"; set it to 60 s, or leave it out for this default',
    ],
    [
      'a method without seconds',
      { stable: { ...release.stable, drainMethod: DrainMethod.NATIVE_SLEEP } },
      'CanaryApp shop/Shop: stable.drainMethod: expected no value without drainPeriod, got "native-sleep"; set drainPeriod, or remove drainMethod',
    ],
    [
      'a hook of its own',
      {
        canary: {
          ...release.canary!,
          drainPeriod: Duration.seconds(10),
          container: { lifecycle: { preStop: kplus.Handler.fromCommand(['true']) } },
        },
      },
      'CanaryApp shop/Shop: canary.drainPeriod: expected no value together with container.lifecycle.preStop, because a container has only one such hook, got "10 s"; remove drainPeriod or container.lifecycle.preStop',
    ],
  ])('%s', (_name, props, message) => {
    expect(failure((chart) => new CanaryApp(chart, 'Shop', { ...release, ...props }))).toBe(message);
  });
});
