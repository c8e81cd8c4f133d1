import { describe, expect, it } from 'vitest';
import { abortRelease } from '../../src/release/transitions/abort-release';
import type { Release } from '../../src/release/release';
import { resolveRelease } from '../../src/release/resolve-release';
import { ReleaseStrategy } from '../../src/release/release-strategy';
import { checkRollout } from '../../src/check/check-rollout';
import { Color } from '../../src/plan/color';
import { ReleaseApp } from '../../src/release-app/release-app';
import { manifests } from '../support/synthesize';
import { BLUE, blue, deployment, GREEN, green, service, v1, v2, WEB } from './manifests';
import { findingsOf } from './messages';

const of = (version: string, replicas: number, image?: string): object =>
  deployment(`web-${version}`, { replicas, image, labels: { app: 'web', version } });

const dips = (before: object[], after: object[]) =>
  ['capacity-below-floor', 'no-ready-endpoints'].flatMap((rule) =>
    findingsOf(rule, [...before, WEB], [...after, WEB]).map(({ severity, message }) => [severity, message]),
  );

describe('a dip', () => {
  it('is a warning that says so if the previous version takes over', () => {
    expect(dips([v1(5), v2(5)], [v1(10), v2(0)])).toEqual([
      [
        'warning',
        'Service shop/web falls from 10 to 5 ready endpoints; the floor is 8; v1, which ran before, takes over from v2, so this counts as an abort',
      ],
    ]);
    expect(dips([v1(0), v2(10)], [v1(10), v2(0)])).toEqual([
      [
        'warning',
        'Service shop/web falls from 10 to 0 ready endpoints on the way to 10; v1, which ran before, takes over from v2, so this counts as an abort',
      ],
    ]);
  });

  it.each([
    ['the newer version grows', [v1(5), v2(5)], [v1(0), v2(10)]],
    ['the older version is new to the cluster', [v2(10)], [of('v1', 10), v2(0)]],
    ['the older version gets another template', [v1(5), v2(5)], [of('v1', 10, 'web:other'), v2(0)]],
    ['names do not tell which one is older', [of('blue', 5), of('green', 5)], [of('blue', 10), of('green', 0)]],
    ['nothing grows', [v1(5), v2(5)], [v1(5), v2(0)]],
  ])('is an error if %s', (_, before, after) => {
    const found = dips(before, after);
    for (const [severity, message] of found) {
      expect(message).not.toContain('abort');
      expect(severity).toBe('error');
    }
  });

  it('is recognized by the tags of the images if labels are colors', () => {
    const drained = [blue(0, { image: 'web:1.9.0' }), green(3, { image: 'web:1.10.0' })];
    const aborted = [blue(3, { image: 'web:1.9.0' }), green(0, { image: 'web:1.10.0' })];
    const change = [
      [...drained, service('web', GREEN)],
      [...aborted, service('web', BLUE)],
    ] as const;
    const abort = 'blue, which ran before, takes over from green, so this counts as an abort';
    expect(checkRollout(...change).findings.map(({ severity, message }) => [severity, message])).toEqual([
      ['warning', `Service shop/web falls from 3 to 0 ready endpoints on the way to 3; ${abort}`],
    ]);
    const beside = (replicas: number, selector: typeof BLUE): object[] => [
      ...[blue(replicas, { image: 'web:1.9.0' }), green(3, { image: 'web:1.10.0' })],
      service('web', selector),
    ];
    const unready = findingsOf('switch-to-unready', beside(1, GREEN), beside(3, BLUE), { maxUnavailable: '100%' });
    expect(unready).toMatchObject([
      {
        severity: 'warning',
        message: `Service shop/web is switched to Deployment shop/web-blue, which runs 1 of its 3 pods so far; ${abort}`,
      },
    ]);
  });

  it.each([
    ['the images are those of a release', 'web:2', 'web:1'],
    ['the tags are hashes', 'web:1f2e3d', 'web:9a8b7c'],
    ['there are digests alone', `web@sha256:${'1'.repeat(64)}`, `web@sha256:${'2'.repeat(64)}`],
    ['the images are of other repositories', 'web:1', 'shop:2'],
    ['the images are the same', 'web:1', 'web:1'],
  ])('is an error between colors if %s', (_, old, fresh) => {
    const drained = [blue(0, { image: old }), green(3, { image: fresh }), service('web', GREEN)];
    const switched = [blue(3, { image: old }), green(0, { image: fresh }), service('web', BLUE)];
    expect(checkRollout(drained, switched).findings.map(({ severity, rule }) => [severity, rule])).toEqual([
      ['error', 'no-ready-endpoints'],
      ['warning', 'rollback-lost'],
    ]);
  });

  describe('of hashes and colors', () => {
    const hash = (letter: string): string => `web@sha256:${letter.repeat(64)}`;
    const state = (pods: [number, number], selector: Record<string, string>, current?: string): object[] => [
      blue(pods[0], { image: hash('a') }),
      green(pods[1], { image: hash('b') }),
      service('web', selector, { annotations: current === undefined ? {} : { 'cdk8s-rollouts/current': current } }),
    ];
    const severities = (before: object[], after: object[]): string[] =>
      checkRollout(before, after).findings.map(({ severity }) => severity);

    it('is a warning if the state before names the version that ran', () => {
      const before = state([0, 3], GREEN, 'web-blue');
      expect(severities(before, state([3, 0], BLUE, 'web-blue'))).toEqual(['warning']);
      // The annotations of the new state don't matter.
      expect(severities(before, state([3, 0], BLUE))).toEqual(['warning']);
    });

    it('is an error if it names the version that is removed, or if the change alone names one', () => {
      const errors = ['error', 'warning'];
      expect(severities(state([0, 3], GREEN, 'web-green'), state([3, 0], BLUE, 'web-green'))).toEqual(errors);
      expect(severities(state([0, 3], GREEN), state([3, 0], BLUE, 'web-blue'))).toEqual(errors);
      expect(severities(state([0, 3], GREEN, 'gone'), state([3, 0], BLUE, 'web-blue'))).toEqual(errors);
    });

    it("is an error if the Service of the state before can't be read, and is assumed to be that of the change", () => {
      const pods = (blues: number, greens: number): object[] => [
        blue(blues, { image: hash('a') }),
        green(greens, { image: hash('b') }),
      ];
      const web = (ports: object[]): object =>
        service('web', { app: 'web' }, { ports, annotations: { 'cdk8s-rollouts/current': 'web-blue' } });
      const readable = [{ port: 80 }];
      expect(severities([...pods(5, 5), web(readable)], [...pods(10, 0), web(readable)])).toEqual(['warning']);
      const unread = [...pods(5, 5), web([{ port: 'x' }])];
      expect(severities(unread, [...pods(10, 0), web(readable)])).toContain('error');
    });

    it('counts more than names and images', () => {
      const versions = (pods: [number, number], current: string): object[] => [
        v1(pods[0]),
        v2(pods[1]),
        service('web', { app: 'web' }, { annotations: { 'cdk8s-rollouts/current': current } }),
      ];
      expect(severities(versions([5, 5], 'web-v1'), versions([10, 0], 'web-v1'))).toEqual(['warning']);
      expect(severities(versions([5, 5], 'web-v2'), versions([10, 0], 'web-v2'))).toContain('error');
      expect(severities(versions([5, 5], 'web-v2'), versions([0, 10], 'web-v2'))).not.toContain('error');
    });

    it('leaves the overlap in one commit without a finding', () => {
      expect(severities(state([3, 3], { app: 'web' }, 'web-blue'), state([3, 0], BLUE, 'web-blue'))).toEqual([]);
      expect(severities(state([3, 3], { app: 'web' }, 'web-blue'), state([0, 3], GREEN, 'web-blue'))).toEqual([
        'warning',
      ]);
    });
  });

  it.each([
    ['blue/green', { current: { version: 'v1', image: 'web:1', color: Color.BLUE } }],
    ['blue/green with an overlap', { overlap: true, current: { version: 'v1', image: 'web:1', color: Color.GREEN } }],
  ])('is no error in an abort from any stage of %s, and says that it is one', (_, strategy) => {
    const image = `web@sha256:${'1'.repeat(64)}`;
    const release = { strategy: ReleaseStrategy.BLUE_GREEN, replicas: 3, ...strategy, next: { version: 'v2', image } };
    const manifestsOf = (state: Release): object[] =>
      manifests((chart) => new ReleaseApp(chart, 'Shop', { name: 'shop', port: 80, release: state }));
    const { stages } = resolveRelease(release).value!.plan;
    const found = stages.slice(1).map(({ number }) => {
      const at = { ...release, stage: number };
      const { findings } = checkRollout(manifestsOf(at), manifestsOf(abortRelease(at).value!.release));
      return findings.map(({ severity, message }) => [severity, message.includes('counts as an abort')]);
    });
    expect(found.slice(0, -1).flat()).toEqual([]);
    expect(found.at(-1)).toEqual([['warning', true]]);
  });

  it('is no error in an abort from any stage of a canary', () => {
    const release = {
      strategy: ReleaseStrategy.CANARY,
      replicas: 10,
      steps: [10, 30, 50, 100],
      current: { version: 'v1', image: 'web:1' },
      next: { version: 'v2', image: 'web:2' },
    };
    for (let stage = 2; stage <= 6; stage += 1) {
      const from = resolveRelease({ ...release, stage }).value!.stage!;
      const to = resolveRelease(abortRelease({ ...release, stage }).value!.release).value!.stage!;
      const [before, after] = [from, to].map(({ current, next }) => [v1(current), v2(next), WEB]);
      const { findings } = checkRollout(before!, after!);
      expect(findings.map(({ severity }) => severity)).not.toContain('error');
    }
  });
});
