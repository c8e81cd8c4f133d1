import { describe, expect, it } from 'vitest';
import { Color } from '../../src/plan/color';
import type { Release } from '../../src/release/release';
import type { ReleaseChange } from '../../src/release/release-change';
import { ReleaseStrategy } from '../../src/release/release-strategy';
import { abortRelease } from '../../src/release/transitions/abort-release';
import { advanceRelease } from '../../src/release/transitions/advance-release';
import { backRelease } from '../../src/release/transitions/back-release';
import { holdRelease, resumeRelease } from '../../src/release/transitions/hold-release';
import { startRelease } from '../../src/release/transitions/start-release';
import { describeProblem } from '../../src/validate/problem';
import type { Result } from '../../src/validate/result';

const CANARY: Release = {
  strategy: ReleaseStrategy.CANARY,
  replicas: 10,
  steps: [10, 30, 50, 100],
  current: { version: 'v1', image: 'shop:1.8.2' },
};
const BLUE_GREEN: Release = {
  strategy: ReleaseStrategy.BLUE_GREEN,
  replicas: 3,
  current: { image: 'shop:1.8.2', color: Color.GREEN },
};
const NEXT = { version: 'v2', image: 'shop:2.0.0' };

function done(result: Result<ReleaseChange>): ReleaseChange {
  expect(result.problems).toBeUndefined();
  return result.value!;
}

function refusal(result: Result<ReleaseChange>): string[] | undefined {
  return result.problems?.map(describeProblem);
}

const at = (stage: number, more: Partial<Release> = {}): Release => ({ ...CANARY, next: NEXT, stage, ...more });

describe('start', () => {
  it('adds a next version without pods, named by its image like the current one', () => {
    expect(done(startRelease(CANARY, { image: 'shop:2.0.0' }))).toEqual({
      release: { ...CANARY, next: { version: '2.0.0', image: 'shop:2.0.0' }, stage: 1 },
      title: 'start the release of 2.0.0',
      details: ['2.0.0 is shop:2.0.0', 'v1 serves everything (stage 1 of 6)'],
      warnings: [],
    });
    expect(done(startRelease(BLUE_GREEN, { image: 'shop:2.0.0' })).release.next).toEqual({ image: 'shop:2.0.0' });
    expect(done(startRelease(CANARY, NEXT)).release.next).toEqual(NEXT);
  });

  it('replaces a version that has no pods, and ends its hold', () => {
    const { release, details } = done(
      startRelease(at(1, { held: 'aborted at stage 3' }), { image: 'shop:3', version: 'v3' }),
    );
    expect(release).toEqual(at(1, { next: { version: 'v3', image: 'shop:3' } }));
    expect(details[0]).toBe('v2, which has no pods, is replaced');
  });

  it('refuses while the next version has pods, and refuses a running version and an invalid image', () => {
    expect(refusal(startRelease(at(3), { image: 'shop:3' }))).toEqual([
      'next: expected a release at its first stage, or none, got "v2 at 30% (stage 3 of 6)"; finish the release of v2, or take it back to stage 1 first (release abort, then release back if it is held at a later stage)',
    ]);
    const tested = { ...BLUE_GREEN, next: NEXT, stage: 2, held: 'aborted at stage 3' };
    expect(refusal(startRelease(tested, { image: 'shop:3' }))).toEqual([
      'next: expected a release at its first stage, or none, got "v2 (blue) is tested at full size (stage 2 of 4)"; finish the release of v2, or take it back to stage 1 first (release back)',
    ]);
    expect(refusal(startRelease(CANARY, { image: 'shop:1.8.3', version: 'v1' }))).toEqual([
      'next.version: expected a version other than the current one, got "v1"; give next.version another name: a running version keeps its name',
    ]);
    expect(refusal(startRelease(CANARY, { image: 'Shop 2' }))).toHaveLength(1);
  });
});

it('is told to go back without an abort, while the current version has only grown', () => {
  const grown = at(2, { replicas: 4, maxSurge: 6, steps: [10, 50, 100] });
  expect(refusal(startRelease(grown, { image: 'shop:3' }))).toMatchObject([
    expect.stringMatching(/or take it back to stage 1 first \(release back\)$/),
  ]);
  expect(done(abortRelease(grown))).toMatchObject({ title: 'abort the release of v2, which has no pods' });
});

describe('advance', () => {
  it('goes on by one stage, and describes the change', () => {
    expect(done(advanceRelease(at(2)))).toEqual({
      release: at(3),
      title: 'v2 at 30% (stage 3 of 6)',
      details: [
        'v2 gets 30% of the traffic instead of 10%',
        'v1 has 7 pods instead of 9',
        'v2 has 3 pods instead of 1',
        'wait until v1 has 7 ready pods and v2 has 3',
      ],
      warnings: [],
    });
  });

  it('makes the next version the current one after the last stage, in the color that it has', () => {
    expect(done(advanceRelease(at(6)))).toEqual({
      release: { ...CANARY, current: NEXT },
      title: 'finish the release of v2',
      details: ['v2 is the current version', 'the Deployment of v1, which has no pods, is removed'],
      warnings: [],
    });
    const last = { ...BLUE_GREEN, next: { image: 'shop:2.0.0' }, stage: 4 };
    expect(done(advanceRelease(last)).release).toEqual({
      ...BLUE_GREEN,
      current: { image: 'shop:2.0.0', color: Color.BLUE },
    });
  });

  it('refuses if nothing is under way, or if the release is held', () => {
    expect(refusal(advanceRelease(CANARY))).toEqual([
      'next: expected the version of a release that is under way, got undefined; start a release first',
    ]);
    expect(refusal(advanceRelease(at(2, { held: 'errors' })))).toEqual([
      'held: expected a release that is not held, got "errors"; resume it first',
    ]);
  });
});

describe('back', () => {
  it('goes as far as the plan lets one commit go, and holds', () => {
    expect(done(backRelease(at(3)))).toMatchObject({
      release: at(2, { held: 'taken back from stage 3' }),
      title: 'back to v2 at 10% (stage 2 of 6)',
    });
    expect(done(backRelease(at(3, { held: 'errors' }))).release.held).toBe('errors');
  });

  it('refuses at the first stage', () => {
    expect(refusal(backRelease(at(1)))).toEqual([
      'stage: expected a stage to go back from, but v2 has no pods at the first one, got 1; abort the release to end it',
    ]);
  });
});

describe('abort', () => {
  it('takes one commit from any stage, and states the cost', () => {
    const warnings = [2, 3, 4, 5, 6].map((stage) => {
      const change = done(abortRelease(at(stage)));
      expect(change.release).toEqual(at(1, { held: `aborted at stage ${stage}` }));
      expect(change.title).toBe('abort the release of v2: all traffic to v1');
      return change.warnings;
    });
    expect(warnings).toEqual([
      [],
      [
        'as few as 7 of 10 pods may be ready on the way, while the plan keeps 8; to keep that many, go back in 2 commits: stage 2, 1',
      ],
      [
        'as few as 5 of 10 pods may be ready on the way, while the plan keeps 8; to keep that many, go back in 3 commits: stage 3, 2, 1',
      ],
      [
        'as few as 3 of 10 pods may be ready on the way, while the plan keeps 8; to keep that many, go back in 4 commits: stage 4, 3, 2, 1',
      ],
      [
        'as few as 0 of 10 pods may be ready on the way, while the plan keeps 8; to keep that many, go back in 5 commits: stage 5, 4, 3, 2, 1',
      ],
    ]);
  });

  it('states the loss of a blue/green release', () => {
    const drained = { ...BLUE_GREEN, next: { image: 'shop:2.0.0' }, stage: 4 };
    expect(done(abortRelease(drained)).warnings).toEqual([
      'as few as 0 of 3 pods may be ready on the way, while the plan keeps 3; to keep that many, go back in 3 commits: stage 3, 2, 1',
    ]);
    expect(done(abortRelease({ ...drained, stage: 2 })).warnings).toEqual([]);
  });

  it('keeps the capacity if it is asked to, one stage at a time', () => {
    const change = done(abortRelease(at(4), { keepCapacity: true, reason: 'errors' }));
    expect(change).toMatchObject({
      release: at(3, { held: 'errors' }),
      title: 'abort the release of v2: back to v2 at 30% (stage 3 of 6)',
      warnings: [],
    });
    expect(change.details).toContain('still to go: v2 at 10% (stage 2 of 6), v1 serves everything (stage 1 of 6)');
  });

  it('ends a release whose next version has no pods', () => {
    expect(done(abortRelease(at(1, { held: 'errors' })))).toEqual({
      release: CANARY,
      title: 'end the release of v2',
      details: ['the Deployment of v2, which has no pods, is removed'],
      warnings: [],
    });
  });
});

describe('the overlap of a blue/green release', () => {
  const overlapping = (stage: number, more: Partial<Release> = {}): Release => ({
    ...BLUE_GREEN,
    overlap: true,
    next: { image: 'shop:2.0.0' },
    stage,
    ...more,
  });

  it('is a stage on the way forward and back, and names the condition to wait for', () => {
    expect(done(advanceRelease(overlapping(2)))).toEqual({
      release: overlapping(3),
      title: '1.8.2 (green) and 2.0.0 (blue) both serve (stage 3 of 5)',
      details: [
        '2.0.0 gets 50% of the traffic instead of 0%',
        'wait until 1.8.2 has 3 ready pods and 2.0.0 has 3',
        'wait until the load balancer finds the pods of both versions healthy',
      ],
      warnings: [],
    });
    expect(done(advanceRelease(overlapping(3))).title).toBe('2.0.0 (blue) serves everything (stage 4 of 5)');
    const back = done(backRelease(overlapping(4)));
    expect(back.release).toEqual(overlapping(3, { held: 'taken back from stage 4' }));
    expect(back.details).toContain('wait until the load balancer finds the pods of both versions healthy');
    expect(done(backRelease(back.release)).release.stage).toBe(2);
  });

  it('ends with one commit that keeps all pods of the current version', () => {
    expect(done(abortRelease(overlapping(3)))).toEqual({
      release: overlapping(1, { held: 'aborted at stage 3' }),
      title: 'abort the release of 2.0.0: all traffic to 1.8.2',
      details: [
        '2.0.0 gets 0% of the traffic instead of 50%',
        '2.0.0 has 0 pods instead of 3',
        'wait until 1.8.2 has 3 ready pods and 2.0.0 has 0',
        'the release is held until you resume it or start another one',
      ],
      warnings: [],
    });
  });

  it('is left out by an abort after the switch, which states the cost, unless capacity is kept', () => {
    const warning =
      'the load balancer may have no healthy target for some seconds; to keep some, go back in 2 commits: stage 3, 2';
    const aborted = done(abortRelease(overlapping(4)));
    expect(aborted).toMatchObject({ release: { stage: 2 }, warnings: [warning] });
    expect(aborted.details.slice(-2)).toEqual([
      'still to go: 1.8.2 (green) serves everything (stage 1 of 5)',
      'the release is held until you resume it; release back takes the rest of the way',
    ]);
    expect(done(abortRelease({ ...overlapping(3), overlap: false })).warnings).toEqual([]);
    expect(done(abortRelease(overlapping(4), { keepCapacity: true }))).toMatchObject({
      release: overlapping(3, { held: 'aborted at stage 4' }),
      title: 'abort the release of 2.0.0: back to 1.8.2 (green) and 2.0.0 (blue) both serve (stage 3 of 5)',
      warnings: [],
    });
  });

  it('belongs to blue/green releases', () => {
    expect(refusal(advanceRelease(at(2, { overlap: true })))).toEqual([
      'overlap: expected no value with strategy: canary, got true; remove it, or set strategy: blue-green',
    ]);
    expect(refusal(advanceRelease(overlapping(2, { overlap: 'yes' as never })))).toEqual([
      'overlap: expected true or false, got "yes"; pass a boolean, or leave it out',
    ]);
  });
});

describe('hold and resume', () => {
  it('stop a release at its stage, and let it go on', () => {
    expect(done(holdRelease(at(3)))).toEqual({
      release: at(3, { held: true }),
      title: 'hold the release of v2',
      details: ['v2 at 30% (stage 3 of 6)', 'the release is held until you resume it'],
      warnings: [],
    });
    expect(done(resumeRelease(at(3, { held: 'errors' })))).toEqual({
      release: at(3),
      title: 'resume the release of v2',
      details: ['v2 at 30% (stage 3 of 6)', 'it was held: errors'],
      warnings: [],
    });
  });

  it('refuse a reason of several lines, and to resume a release that is not held', () => {
    expect(refusal(holdRelease(at(3), 'a\nb'))).toEqual([
      'held: expected true, false or a reason in one line of at most 200 characters, got "a\\nb"; write true, or a short reason in quotes',
    ]);
    expect(refusal(resumeRelease(at(3)))).toEqual([
      'held: expected a release that is held, got undefined; there is nothing to resume',
    ]);
  });
});
