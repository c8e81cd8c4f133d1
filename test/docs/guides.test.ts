import { type CanaryVersionProps, checkRollout, Color, planCanary } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { blueGreenYaml, canaryYaml, changedLines, documentOf } from '../support/synthesize';

const app = { name: 'shop', replicas: 10, port: 80 };

/** Returns the rules with a finding about each commit on a way. */
const findings = (states: string[]): string[][] =>
  states.slice(1).map((state, index) => checkRollout(states[index]!, state).findings.map(({ rule }) => rule));

describe('docs/guides/rollback.md', () => {
  const versions = { stable: { version: 'v1', image: 'shop:1' }, canary: { version: 'v2', image: 'shop:2' } };
  const at = (trafficPercent: number): string => canaryYaml({ ...app, ...versions, trafficPercent });
  const counts = (stable: number, canary: number): string =>
    canaryYaml({ ...app, ...versions, replicaCounts: { stable, canary } });

  it.each([
    ['10%', [at(10), at(0)]],
    ['30%', [at(30), at(10), at(0)]],
    ['50%', [at(50), counts(10, 5), at(0)]],
    ['100%', [at(100), counts(10, 10), at(0)]],
  ])('goes back from a canary at %s by safe commits', (_, states) => {
    expect(findings(states).flat()).toEqual([]);
  });

  it('does not go back from 30% at once', () => {
    expect(findings([at(30), at(0)])).toEqual([['capacity-below-floor']]);
  });

  it('goes back from green by one line while blue runs, and in two commits once blue has no pods', () => {
    const colors = { ...app, previewService: false, blue: { image: 'shop:1' }, green: { image: 'shop:2' } };
    const [green, blue] = [Color.GREEN, Color.BLUE].map((active) => blueGreenYaml({ ...colors, active }));
    expect(changedLines(green!, blue!)).toEqual(['version: green → version: blue']);
    const drained = blueGreenYaml({ ...colors, active: Color.GREEN, blue: { image: 'shop:1', replicas: 0 } });
    expect(findings([drained, green!, blue!]).flat()).toEqual([]);
    expect(findings([drained, blue!])[0]).toContain('no-ready-endpoints');
  });
});

describe('docs/guides/canary.md', () => {
  const blue = { deploymentName: 'shop-blue', matchLabels: { app: 'shop', version: 'blue' } };
  const green = { deploymentName: 'shop-green', matchLabels: { app: 'shop', version: 'green' } };
  const v1 = { ...blue, version: 'v1', image: 'shop:1' };
  const v2 = { ...green, version: 'v2', image: 'shop:2' };
  const v3 = { ...blue, version: 'v3', image: 'shop:3' };

  /** Returns all states of a release, from only the old version to only the new one. */
  const release = (stable: CanaryVersionProps, canary: CanaryVersionProps): string[] => {
    const { stages } = planCanary({ replicas: 10, steps: [10, 50] });
    const counts = stages.map((stage) => ({ stable: stage.stable, canary: stage.canary }));
    const underWay = counts.slice(1).map((replicaCounts) => canaryYaml({ ...app, stable, canary, replicaCounts }));
    return [canaryYaml({ ...app, stable }), ...underWay, canaryYaml({ ...app, stable: canary })];
  };
  const states = [...release(v1, v2), ...release(v2, v3).slice(1)];

  it('alternates between two names by safe commits over two releases', () => {
    expect(findings(states).flat()).toEqual([]);
    const names = states.map((state) => [
      ...state.matchAll(/kind: Deployment\nmetadata:\n(?: {2}.*\n)*? {2}name: (.*)/g),
    ]);
    expect(new Set(names.flat().map(([, name]) => name))).toEqual(new Set(['shop-blue', 'shop-green']));
  });

  it('promotes without a changed line in the Deployment that stays', () => {
    for (const [canary, name] of [
      [v2, 'shop-green'],
      [v3, 'shop-blue'],
    ] as const) {
      const promoted = states.indexOf(canaryYaml({ ...app, stable: canary }));
      const [before, after] = [states[promoted - 1]!, states[promoted]!];
      expect(documentOf(after, 'Deployment', name)).toBe(documentOf(before, 'Deployment', name));
    }
  });
});
