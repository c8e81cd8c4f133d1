import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { describe, expect, it } from 'vitest';
import type { KubeObject } from '../../e2e/kinds';
import { Random } from '../../e2e/random';
import { SwitchedService } from '../../e2e/switched-service';
import { Color, type Release, ReleaseApp, ReleaseStrategy } from '../../src';
import { checkRollout } from '../../src/check/check-rollout';
import type { ReleaseChange } from '../../src/release/release-change';
import { resolveRelease } from '../../src/release/resolve-release';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { advanceRelease } from '../../src/release/transitions/advance-release';
import { backRelease } from '../../src/release/transitions/back-release';
import { resumeRelease } from '../../src/release/transitions/hold-release';
import { startRelease } from '../../src/release/transitions/start-release';
import type { Result } from '../../src/validate/result';

/** The number of runs of each release, with different times and sizes. */
const RUNS = 200;

/** One commit of a release, with the statements of the plan and of the checker about it. */
interface Commit {
  readonly objects: KubeObject[];
  /** Whether both colors serve, so that the plan asks to wait for the load balancer. */
  readonly overlap: boolean;
  readonly warnings: string[];
  /** Whether the checker reports that it leaves the load balancer without a healthy target. */
  readonly reported: boolean;
}

/** A release whose commands are each one commit. */
class Commits {
  readonly all: Commit[] = [];
  #release: Release;

  constructor(release: Release) {
    this.#release = release;
    this.#commit({ release, title: '', details: [], warnings: [] });
    this.do((current) => startRelease(current, { image: 'shop:2', version: 'v2' }));
  }

  do(command: (release: Release) => Result<ReleaseChange>): this {
    const { value } = command(this.#release);
    if (value === undefined) throw new Error('the command is allowed');
    this.#commit(value);
    return this;
  }

  /** Advances until the next version has a share of the traffic. */
  forthTo(percent: number): this {
    if (this.#release.held !== undefined) this.do(resumeRelease);
    while (this.#percent < percent) this.do(advanceRelease);
    return this;
  }

  /** Goes back until the next version has none of the traffic. */
  back(): this {
    while (this.#percent > 0) this.do(backRelease);
    return this;
  }

  /** Drains the old version, and ends the release. */
  finish(): this {
    while (this.#release.next !== undefined) this.do(advanceRelease);
    return this;
  }

  get #percent(): number {
    return resolveRelease(this.#release).value?.stage?.nextPercent ?? 0;
  }

  #commit({ release, warnings }: ReleaseChange): void {
    this.#release = release;
    const objects = manifestsOf(release);
    const percent = this.#percent;
    const before = this.all.at(-1)?.objects;
    const findings = before === undefined ? [] : checkRollout(before, objects).findings;
    const reported = findings.some(({ rule }) => rule === 'switch-behind-load-balancer');
    this.all.push({ objects, overlap: percent > 0 && percent < 100, warnings, reported });
  }
}

function manifestsOf(release: Release): KubeObject[] {
  const chart = new Chart(new App(), 'shop');
  new ReleaseApp(chart, 'Shop', {
    name: 'shop',
    port: 80,
    serviceType: kplus.ServiceType.LOAD_BALANCER,
    serviceAnnotations: { 'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip' },
    release,
  });
  return chart.toJson() as KubeObject[];
}

/**
 * Returns the commits of the same commands on two releases: of one pod from blue to green, and of three pods from green
 * to blue.
 */
function releases(overlap: boolean, commands: (commits: Commits) => Commits): Commit[][] {
  const sizes = { [Color.BLUE]: 1, [Color.GREEN]: 3 };
  return Object.values(Color).map((color) => {
    const current = { image: 'shop:1', version: 'v1', color };
    const release = { strategy: ReleaseStrategy.BLUE_GREEN, replicas: sizes[color], overlap, current };
    return commands(new Commits(release)).all;
  });
}

/** Applies the commits of one of the releases in each run, and returns the seconds without a healthy target per run. */
function secondsDown(all: Commit[][], { patient = true } = {}): number[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const [first, ...commits] = new Random(run).pick(all);
    const service = new SwitchedService('shop-service', first!.objects, run);
    for (const { objects, overlap } of commits) {
      service.apply(objects);
      if (overlap && patient) service.waitForTargets();
      if (patient) service.pause();
    }
    service.waitForTargets();
    return service.secondsDown;
  });
}

const reports = (all: Commit[][]): number[] => all.map((commits) => commits.filter((one) => one.reported).length);

const forthAndBack = (commits: Commits): Commits => commits.forthTo(100).back().forthTo(100).finish();

describe('a load balancer that detaches pods at once and finds new ones healthy after 2 to 10 s', () => {
  it('has no healthy target for a while at each switch, and the checker says so', () => {
    const all = releases(false, forthAndBack);
    const seconds = secondsDown(all);
    expect(Math.min(...seconds)).toBeGreaterThan(2);
    expect(Math.max(...seconds)).toBeLessThan(30);
    expect(reports(all)).toEqual([3, 3]);
  });

  it('always has one if both colors overlap, on the way forward and back', () => {
    const all = releases(true, forthAndBack);
    expect(new Set(secondsDown(all))).toEqual(new Set([0]));
    expect(reports(all)).toEqual([0, 0]);
  });

  it('always has one in an abort while both colors overlap, and after the switch in one of several commits', () => {
    const all = releases(true, (commits) =>
      commits
        .forthTo(50)
        .do(abortRelease)
        .forthTo(100)
        .do((release) => abortRelease(release, { keepCapacity: true }))
        .back(),
    );
    expect(new Set(secondsDown(all))).toEqual(new Set([0]));
    expect(reports(all)).toEqual([0, 0]);
  });

  it('has none for a while in an abort of one commit after the switch, which warns of it', () => {
    const all = releases(true, (commits) => commits.forthTo(100).do(abortRelease));
    expect(Math.min(...secondsDown(all))).toBeGreaterThan(2);
    expect(reports(all)).toEqual([1, 1]);
    for (const commits of all) {
      expect(commits.at(-1)?.warnings.join()).toContain('may have no healthy target for some seconds');
    }
  });

  it('has none for a while if nobody waits until it finds the new pods healthy', () => {
    const all = releases(true, (commits) => commits.forthTo(100));
    expect(Math.min(...secondsDown(all, { patient: false }))).toBeGreaterThan(2);
  });
});
