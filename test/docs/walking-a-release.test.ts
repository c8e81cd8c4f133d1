import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Color, ReleaseApp, type ReleaseAppProps } from 'cdk8s-rollouts';
import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { releaseKey } from '../../src/cli/release/release-key';
import type { Release } from '../../src/release/release';
import { ReleaseStrategy } from '../../src/release/release-strategy';
import { resolveRelease } from '../../src/release/resolve-release';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { advanceRelease } from '../../src/release/transitions/advance-release';
import { backRelease } from '../../src/release/transitions/back-release';
import { startRelease } from '../../src/release/transitions/start-release';
import { toYaml } from '../support/synthesize';

const guide = readFileSync(join(resolve(__dirname, '../..'), 'docs/guides/walking-a-release.md'), 'utf8')
  // Columns are padded.
  .replaceAll(/ +/g, ' ');

const CANARY: Release = {
  strategy: ReleaseStrategy.CANARY,
  replicas: 10,
  steps: [10, 30, 50, 100],
  current: { version: 'v1', image: 'shop:1.8.2' },
};
const BLUE_GREEN: Release = {
  strategy: ReleaseStrategy.BLUE_GREEN,
  replicas: 4,
  current: { version: 'v1', image: 'shop:1.8.2', color: Color.BLUE },
};
const V2 = { version: 'v2', image: 'shop:2.0.0' };
const at = (stage: number, base = CANARY): Release => ({ ...base, next: V2, stage });
/** v2 gets 30% of the traffic. */
const AT_30 = at(3);

const yaml = (release: Release, props: Partial<ReleaseAppProps> = {}): string =>
  toYaml((chart) => new ReleaseApp(chart, 'Shop', { name: 'shop', port: 80, ...props, release }));

/** Returns the findings about a change, as severities and rules. */
function findings(before: string, after: string): string[] {
  return checkRollout(before, after).findings.map(({ severity, rule }) => `${severity} ${rule}`);
}

const errors = (before: string, after: string): string[] =>
  findings(before, after).filter((finding) => finding.startsWith('error'));

describe('events in the middle of a release', () => {
  it('a hotfix of the canary: abort and start again, or a new image under the existing name', () => {
    const aborted = abortRelease(AT_30).value!.release;
    const { release } = startRelease(aborted, { image: 'shop:2.0.1', version: 'v2.0.1' }).value!;
    expect([release.next?.version, release.stage]).toEqual(['v2.0.1', 1]);

    const inPlace = { ...AT_30, next: { version: 'v2', image: 'shop:2.0.1' } };
    expect(errors(yaml(AT_30), yaml(inPlace))).toEqual([]);
    expect(releaseKey(inPlace), 'its stage soaks anew').not.toBe(releaseKey(AT_30));

    // A new name means a new Deployment, whose pods are not ready when the old ones go.
    const renamed = { ...AT_30, next: { version: 'v2.0.1', image: 'shop:2.0.1' } };
    expect(errors(yaml(AT_30), yaml(renamed))).toContain('error capacity-below-floor');
  });

  it('a hotfix of the stable version: abort and release it, or a new image under the existing name', () => {
    const aborted = abortRelease(AT_30).value!.release;
    expect(startRelease(aborted, { image: 'shop:1.8.3', version: 'v1.8.3' }).value?.release.stage).toBe(1);
    const inPlace = { ...AT_30, current: { version: 'v1', image: 'shop:1.8.3' } };
    expect(errors(yaml(AT_30), yaml(inPlace))).toEqual([]);
  });

  it('v3 arrives while v2 is at 30%: refused until v2 is finished or aborted', () => {
    const v3 = { image: 'shop:3.0.0', version: 'v3' };
    expect(startRelease(AT_30, v3).problems?.map(({ prop, fix }) => `${prop}: ${fix}`)).toEqual([
      'next: finish the release of v2, or take it back to stage 1 first (release abort, then release back if it is held at a later stage)',
    ]);
    expect(startRelease(abortRelease(AT_30).value!.release, v3).value?.release.next).toEqual({
      version: 'v3',
      image: 'shop:3.0.0',
    });
  });

  it('scaling while releasing: the counts follow, and the soak starts again', () => {
    const scaled = { ...AT_30, replicas: 20 };
    const [before, after] = [AT_30, scaled].map((release) => resolveRelease(release).value!.stage!);
    expect([before?.nextPercent, after?.nextPercent]).toEqual([30, 30]);
    expect(errors(yaml(AT_30), yaml(scaled))).toEqual([]);
    expect(errors(yaml(scaled), yaml(AT_30))).toEqual([]);
    expect(releaseKey(scaled)).not.toBe(releaseKey(AT_30));
  });

  it('a shared option changes: both versions roll in place', () => {
    const changed = yaml(AT_30, { container: { ports: [{ number: 8080 }] } });
    expect(errors(yaml(AT_30), changed)).toEqual([]);
  });

  it('somebody edits the stage by hand: the checker reports the leap', () => {
    expect(errors(yaml(AT_30), yaml(at(6)))).toContain('error capacity-below-floor');
    expect(findings(yaml(at(2)), yaml(at(6)))).toContain('warning share-jump');
    expect(releaseKey(at(4))).not.toBe(releaseKey(AT_30));
  });

  it('somebody reverts the last commit: it is safe from every stage', () => {
    for (const base of [CANARY, BLUE_GREEN]) {
      const { stages } = resolveRelease(at(1, base)).value!.plan;
      for (let stage = 2; stage <= stages.length; stage += 1) {
        if (base === CANARY) expect(errors(yaml(at(stage)), yaml(at(stage - 1)))).toEqual([]);
        else expect(errors(yaml(at(stage, base)), yaml(at(stage - 1, base)))).toEqual([]);
      }
    }
  });

  it('two merges within one sync: the running state, as the state before, shows the skipped stage', () => {
    // Compared with the branch, each of the two changes is safe.
    expect(errors(yaml(at(2)), yaml(AT_30))).toEqual([]);
    expect(errors(yaml(AT_30), yaml(at(4)))).toEqual([]);
    expect(errors(yaml(at(2)), yaml(at(4)))).toContain('error capacity-below-floor');
  });
});

describe('the figures of the guide', () => {
  it.each([
    ['canary', CANARY],
    ['blue/green', BLUE_GREEN],
  ])('say how a %s is aborted from each stage', (name, base) => {
    const { stages } = resolveRelease(at(1, base)).value!.plan;
    for (const { number, title } of stages.slice(1)) {
      const { release, warnings } = abortRelease(at(number, base)).value!;
      expect(resolveRelease(release).value!.stage!.nextPercent, 'one commit takes all traffic away').toBe(0);
      const lowest = /as few as (\d+)/.exec(warnings[0] ?? '')?.[1] ?? 'nothing lost';
      let kept = abortRelease(at(number, base), { keepCapacity: true }).value!.release;
      let commits = 1;
      while (resolveRelease(kept).value!.stage!.nextPercent > 0) {
        kept = backRelease(kept).value!.release;
        commits += 1;
      }
      expect(guide).toContain(`| ${name} | ${number}: ${title} | 1 | ${lowest} | ${commits} |`);
    }
  });

  it('say how many commits a release takes', () => {
    let [release, commits] = [startRelease(CANARY, V2).value!.release, 1];
    while (release.next !== undefined) [release, commits] = [advanceRelease(release).value!.release, commits + 1];
    expect(guide).toContain(`**1 command, no edit, ${commits} merges**`);
    expect(release.current).toEqual(V2);
  });
});
