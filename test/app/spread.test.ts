import { CanaryApp, type CanaryAppProps, Spreading, type SpreadOptions } from 'cdk8s-rollouts';
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
    readonly template: { readonly spec: { readonly affinity?: object; readonly topologySpreadConstraints?: object[] } };
  };
}

const podOf = (spread: SpreadOptions, deployment = 'my-app-v1'): Deployment['spec']['template']['spec'] =>
  (parse(documentOf(canaryYaml({ ...release, spread }), 'Deployment', deployment)) as Deployment).spec.template.spec;

describe('spreading', () => {
  it.each([
    [Spreading.REQUIRED, 'DoNotSchedule'],
    [Spreading.PREFERRED, 'ScheduleAnyway'],
  ])('over nodes and zones counts the pods of one version alone, %s', (spreading, whenUnsatisfiable) => {
    const constraint = (topologyKey: string, version: string): object => ({
      labelSelector: { matchLabels: { app: 'my-app', version } },
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable,
    });
    const spread = { nodes: spreading, zones: spreading };
    for (const version of ['v1', 'v2']) {
      expect(podOf(spread, `my-app-${version}`)).toMatchObject({
        topologySpreadConstraints: [
          constraint('kubernetes.io/hostname', version),
          constraint('topology.kubernetes.io/zone', version),
        ],
      });
    }
    expect(podOf({ zones: spreading }).topologySpreadConstraints).toEqual([
      constraint('topology.kubernetes.io/zone', 'v1'),
    ]);
    expect(podOf({}).topologySpreadConstraints).toBeUndefined();
  });

  it('keeps a version away from all others', () => {
    const others = (version: string): object => ({
      labelSelector: {
        matchExpressions: [{ key: 'version', operator: 'NotIn', values: [version] }],
        matchLabels: { app: 'my-app' },
      },
      topologyKey: 'kubernetes.io/hostname',
    });
    expect(podOf({ awayFromOtherVersions: Spreading.REQUIRED }, 'my-app-v2').affinity).toEqual({
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [others('v2')] },
    });
    expect(podOf({ awayFromOtherVersions: Spreading.PREFERRED }).affinity).toEqual({
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: [{ podAffinityTerm: others('v1'), weight: 100 }],
      },
    });
  });

  it('lets a promotion restart nothing', () => {
    const all = Spreading.REQUIRED;
    const spread = { nodes: all, zones: all, awayFromOtherVersions: all };
    const full = canaryYaml({ ...release, spread, trafficPercent: 100 });
    const promoted = canaryYaml({ ...release, spread, stable: release.canary!, canary: undefined, trafficPercent: 0 });
    expect(documentOf(promoted, 'Deployment', 'my-app-v2')).toBe(documentOf(full, 'Deployment', 'my-app-v2'));
  });
});

describe('bad spreading', () => {
  const fails = (props: Partial<CanaryAppProps>): string =>
    failure((chart) => new CanaryApp(chart, 'Shop', { ...release, ...props }));

  it('is reported by its prop', () => {
    expect(fails({ spread: 'nodes' as SpreadOptions })).toBe(
      'CanaryApp shop/Shop: spread: expected an object, got "nodes"; pass, for example, { nodes: Spreading.PREFERRED }',
    );
    expect(fails({ spread: { nodes: 'always', rack: 'required' } as unknown as SpreadOptions })).toBe(
      [
        'CanaryApp shop/Shop: 2 problems',
        '  - spread.rack: unknown option, got "required"; remove it, or use one of nodes, zones, awayFromOtherVersions',
        '  - spread.nodes: expected one of required, preferred, got "always"; use Spreading.REQUIRED or Spreading.PREFERRED',
      ].join('\n'),
    );
  });

  it('away from other versions needs a label that distinguishes them', () => {
    const spread = { awayFromOtherVersions: Spreading.PREFERRED };
    const stable = { ...release.stable, matchLabels: { app: 'web' }, podLabels: { tier: 'web' }, spread };
    const canary = { ...release.canary!, podLabels: { tier: 'web' } };
    expect(fails({ stable, canary, serviceSelector: { tier: 'web' } })).toBe(
      'CanaryApp shop/Shop: stable.spread.awayFromOtherVersions: expected no value while stable.matchLabels lack the label version, which tells versions apart, got "preferred"; leave it out for this version, or set versionLabel to a label that its pods have',
    );
  });
});
