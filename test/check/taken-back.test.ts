import { describe, expect, it } from 'vitest';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { resolveRelease } from '../../src/release/resolve-release';
import { ReleaseStrategy } from '../../src/release/release-strategy';
import { checkRollout } from '../../src/check/check-rollout';
import { deployment, v1, v2, WEB } from './manifests';
import { findingsOf } from './messages';

const of = (version: string, replicas: number, image?: string): object =>
  deployment(`web-${version}`, { replicas, image, labels: { app: 'web', version } });

const dips = (before: object[], after: object[]) =>
  ['capacity-below-floor', 'no-ready-endpoints'].flatMap((rule) =>
    findingsOf(rule, [...before, WEB], [...after, WEB]).map(({ severity, message }) => [severity, message]),
  );

describe('a dip', () => {
  it('is a warning that says so where the version that ran before takes over', () => {
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
  ])('is an error where %s', (_, before, after) => {
    const found = dips(before, after);
    for (const [severity, message] of found) {
      expect(message).not.toContain('abort');
      expect(severity).toBe('error');
    }
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
