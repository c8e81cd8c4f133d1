import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { percent } from '../../src/text/words';
import { viewBlueGreenPlan, viewCanaryPlan } from '../../src/cli/format/plan-view';
import { drawPlan } from '../../src/picture/draw-plan';
import { planBlueGreen } from '../../src/plan/plan-blue-green';
import { planCanary, tryPlanCanary } from '../../src/plan/plan-canary';
import { readSvg, rowsOf, textsOf } from './read-svg';

const small = viewCanaryPlan(planCanary({ replicas: 4, steps: [25, 50, 100] }), 'v1', 'v2', { name: 'my-app' });
const blueGreen = viewBlueGreenPlan(planBlueGreen({ replicas: 3, previewReplicas: 1 }), { name: 'my-app' });
const long = viewCanaryPlan(planCanary({ replicas: 200, steps: [100], maxSurge: 1, maxUnavailable: 0 }), 'v1', 'v2', {
  name: 'my-app',
});
const NASTY = '<b>&"\u0000\u202e]]>\ud800';

const classesOf = (svg: string, tag: string): string[] =>
  Array.from(readSvg(svg).getElementsByTagName(tag), (found) => found.getAttribute('class') ?? '');

describe('the picture of a canary plan', () => {
  it('is this, byte for byte', async () => {
    await expect(drawPlan(small)).toMatchFileSnapshot(join(__dirname, 'small-plan.svg'));
  });

  it('has a row for each stage with its title, pods, share and fewest ready pods', () => {
    expect(rowsOf(readSvg(drawPlan(small)))).toEqual([
      ['1', 'v1 serves everything', '4 + 0', '0%', '4'],
      ['2', 'v2 at 25%', '3 + 1', '25%', '3'],
      ['3', 'v2 at 50%', '2 + 2', '50%', '3'],
      ['4', 'v2 on the way to 100%', '1 + 3', '75%', '3'],
      ['5', 'v2 at 100%', '0 + 4', '100%', '3'],
    ]);
  });

  it('says in words all that it shows', () => {
    const root = readSvg(drawPlan(small));
    expect(root.getAttribute('role')).toBe('img');
    expect(textsOf(root, 'title')).toEqual(['Canary release of my-app, from v1 to v2']);
    expect(textsOf(root, 'desc')).toEqual([
      [
        'Guarantees at any moment at least 3 ready pods and at most 5 pods.',
        'Stage 1, v1 serves everything: 4 pods of v1 and 0 pods of v2, 0% of the traffic to v2.',
        'Stage 2, v2 at 25%: 3 pods of v1 and 1 pod of v2, 25% of the traffic to v2, at least 3 ready on the way.',
        'Stage 3, v2 at 50%: 2 pods of v1 and 2 pods of v2, 50% of the traffic to v2, at least 3 ready on the way.',
        'Stage 4, v2 on the way to 100%: 1 pod of v1 and 3 pods of v2, 75% of the traffic to v2, at least 3 ready on the way.',
        'Stage 5, v2 at 100%: 0 pods of v1 and 4 pods of v2, 100% of the traffic to v2, at least 3 ready on the way.',
        'Last: v2 becomes the stable version, and my-app-v1 is removed.',
      ].join(' '),
    ]);
  });

  it('has the numbers of the plan, and is as wide as all it shows, for any plan', () => {
    const plans = fc
      .record({ replicas: fc.integer({ min: 1, max: 60 }), step: fc.integer({ min: 1, max: 99 }) })
      .map(({ replicas, step }) => tryPlanCanary({ replicas, steps: [step], maxSurge: 2, tolerance: 50 }).value)
      .filter((plan) => plan !== undefined);
    fc.assert(
      fc.property(plans, (plan) => {
        const svg = drawPlan(viewCanaryPlan(plan, 'v1', 'v2', { name: 'my-app' }));
        const root = readSvg(svg);
        const expected = plan.stages.map(({ number, title, stable, canary, actualPercent, lowestReady }) => [
          String(number),
          title,
          `${stable} + ${canary}`,
          percent(actualPercent),
          String(lowestReady),
        ]);
        if (plan.stages.length <= 40) expect(rowsOf(root)).toEqual(expected);
        expect(textsOf(root)).toContain(`floor ${plan.capacityFloor}`);
        const right = Number(root.getAttribute('width'));
        for (const text of Array.from(root.getElementsByTagName('text'))) {
          expect(Number(text.getAttribute('x'))).toBeLessThanOrEqual(right);
        }
        expect(svg).not.toMatch(/NaN|Infinity|undefined|e-\d/);
      }),
    );
  });

  it('draws as many cells as there are pods', () => {
    const rows = Array.from(readSvg(drawPlan(small)).getElementsByTagName('g'), (row) =>
      Array.from(row.getElementsByTagName('path'))
        .filter((path) => ['stable', 'canary'].includes(path.getAttribute('class') ?? ''))
        .map((path) => [path.getAttribute('class'), path.getAttribute('d')?.match(/M/g)?.length]),
    );
    expect(rows).toEqual([
      [['stable', 4]],
      [
        ['stable', 3],
        ['canary', 1],
      ],
      [
        ['stable', 2],
        ['canary', 2],
      ],
      [
        ['stable', 1],
        ['canary', 3],
      ],
      [['canary', 4]],
    ]);
  });
});

describe('the picture of a blue/green plan', () => {
  it('has outlines for the pods that get no traffic, and says so', () => {
    const svg = drawPlan(blueGreen);
    expect(rowsOf(readSvg(svg))).toEqual([
      ['1', 'blue serves everything', '3 + 0', '0%', '3'],
      ['2', 'green is tested', '3 + 1', '0%', '3'],
      ['3', 'green is tested at full size', '3 + 3', '0%', '3'],
      ['4', 'green serves everything', '3 + 3', '100%', '3'],
      ['5', 'blue has no pods any more', '0 + 3', '100%', '3'],
    ]);
    expect(textsOf(readSvg(svg))).toContain('get no traffic');
    const pods = classesOf(svg, 'path').filter((name) => /blue|green/.test(name));
    const legend = ['blue', 'green', 'idle green'];
    const rows = ['blue', 'blue', 'idle green', 'blue', 'idle green', 'idle blue', 'green', 'green'];
    expect(pods).toEqual([...legend, ...rows]);
  });

  it('has no outlines while both colors overlap, and the share that each gets', () => {
    const plan = planBlueGreen({ replicas: 3, previewReplicas: 1, overlap: true });
    const svg = drawPlan(viewBlueGreenPlan(plan, { name: 'my-app' }));
    expect(rowsOf(readSvg(svg)).slice(3, 5)).toEqual([
      ['4', 'blue and green both serve', '3 + 3', '50%', '3'],
      ['5', 'green serves everything', '3 + 3', '100%', '3'],
    ]);
    const pods = classesOf(svg, 'path').filter((name) => /blue|green/.test(name));
    const legend = ['blue', 'green', 'idle green'];
    const preview = ['blue', 'idle green'];
    expect(pods).toEqual([
      ...[...legend, 'blue', ...preview, ...preview],
      ...['blue', 'green', 'idle blue', 'green', 'green'],
    ]);
  });

  it('has no such entry if all pods serve', () => {
    expect(textsOf(readSvg(drawPlan(small)))).not.toContain('get no traffic');
  });
});

describe('the picture of a long plan', () => {
  const root = readSvg(drawPlan(long));
  const numbers = rowsOf(root).map(([number]) => Number(number));

  it('shows every nth stage, the first and the last, and says so', () => {
    expect(long.stages).toHaveLength(401);
    expect(numbers).toEqual([...Array.from({ length: 37 }, (_, row) => 1 + 11 * row), 401]);
    const note = '401 stages: one in 11 is drawn, with the fewest ready pods since the one before';
    expect(textsOf(root)).toContain(note);
    expect(textsOf(root, 'desc')[0]).toContain(` ${note}. `);
  });

  it('counts the fewest ready pods of the stages that it leaves out', () => {
    const stages = Array.from({ length: 100 }, (_, index) => ({
      ...long.stages[index]!,
      lowestReady: index === 50 ? 7 : 200,
    }));
    const lowest = rowsOf(readSvg(drawPlan({ ...long, stages }))).map((row) => row.at(-1));
    expect(lowest.filter((text) => text === '7')).toHaveLength(1);
  });
});

describe('any plan', () => {
  it('is drawn with the same bytes each time', () => {
    expect(drawPlan(structuredClone(blueGreen))).toBe(drawPlan(blueGreen));
  });

  it('is drawn with names that XML or a reader would misread', () => {
    const [first] = small.stages;
    const plan = {
      ...small,
      title: NASTY,
      promise: NASTY,
      tracks: [NASTY, NASTY] as const,
      stages: [{ ...first!, title: NASTY }],
      cleanUp: { title: NASTY },
    };
    const root = readSvg(drawPlan(plan));
    const shown = '<b>&"\\u0000\\u202e]]>\\ud800';
    expect(textsOf(root, 'title')).toEqual([shown]);
    expect(textsOf(root)).toEqual([
      shown,
      `Guarantees ${shown}`,
      ...['pods of <b>&"\\u…\\u202e]]>\\ud800', 'pods of <b>&"\\u…\\u202e]]>\\ud800'],
      'fewest ready on the way',
      'floor',
      'Stage',
      'Pods',
      'Share of…]>\\ud800',
      'Fewest ready',
      ...['1', shown, '4 + 0', '0%', '4'],
      'floor 3',
      `Last: ${shown}`,
    ]);
  });

  it('stays within its columns if numbers are huge', () => {
    const [first] = small.stages;
    const huge = { ...first!, pods: [2147483647, 2147483647] as const, lowestReady: 2147483647 };
    const root = readSvg(drawPlan({ ...small, floor: 2147483647, stages: [huge] }));
    expect(rowsOf(root)).toEqual([['1', 'v1 serves everything', '2147483647 + 2147483647', '0%', '2147483647']]);
    expect(drawPlan({ ...small, stages: [huge] }).length).toBeLessThan(10_000);
  });
});
