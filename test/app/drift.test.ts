import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitBounds } from '../../src/split/split-bounds';
import { splitReplicas } from '../../src/split/split-replicas';
import { type Drift, shareOver, SimulatedAutoscalers, upAndDown } from './simulated-autoscalers';

const GUIDE = readFileSync(join(__dirname, '../../docs/autoscaling.md'), 'utf8');

/** The number of autoscaler cycles, 15 s apart, from the lowest load to the highest: 5 minutes to 4 hours. */
const RAMPS = [20, 120, 480, 960];
/** Returns loads from a little less than `replicas` can carry to a little more than `maxReplicas` can. */
const loads = (replicas: number, maxReplicas: number, looks: number): number[] =>
  upAndDown(0.9 * replicas, 1.05 * maxReplicas, looks);

function atRest(replicas: number, maxReplicas: number, trafficPercent: number): SimulatedAutoscalers {
  const split = splitReplicas({ replicas, trafficPercent });
  const { stable, canary } = splitBounds(split, maxReplicas);
  return new SimulatedAutoscalers([
    { ...stable, pods: split.stable },
    { ...canary, pods: split.canary },
  ]);
}

function hull(drifts: Drift[]): Drift {
  return {
    lowest: Math.min(...drifts.map(({ lowest }) => lowest)),
    highest: Math.max(...drifts.map(({ highest }) => highest)),
  };
}

const round = (percent: number): string => `${Math.round(10 * percent) / 10}%`;

describe('the share of a canary while the load goes from low to high and back', () => {
  it.each([
    [10, 40, 10],
    [20, 80, 10],
    [50, 200, 10],
    [100, 400, 10],
    [200, 800, 10],
    [10, 40, 30],
    [50, 200, 30],
    [10, 40, 50],
  ])('is as the guide states for %i to %i pods at %i percent', (replicas, maxReplicas, percent) => {
    const { lowest, highest } = hull(
      RAMPS.map((looks) => shareOver(atRest(replicas, maxReplicas, percent), loads(replicas, maxReplicas, looks))),
    );
    const { stable, canary } = splitReplicas({ replicas, trafficPercent: percent });
    const cells = [
      `${replicas} to ${maxReplicas}`,
      `${percent}%`,
      `${stable} + ${canary}`,
      round(lowest),
      round(highest),
    ];
    expect(rowsOf('at the least load')).toContainEqual(cells);
  });

  it('is the percentage again whenever all autoscalers are at their bounds', () => {
    const replicas = fc.integer({ min: 10, max: 200 });
    const percents = fc.constantFrom(10, 20, 50, 70);
    fc.assert(
      fc.property(replicas, fc.integer({ min: 2, max: 6 }), percents, (fewest, factor, percent) => {
        const { actualPercent } = splitReplicas({ replicas: fewest, trafficPercent: percent });
        const autoscalers = atRest(fewest, factor * fewest, percent);
        // More load than all pods can serve.
        shareOver(autoscalers, new Array<number>(100).fill(2 * factor * fewest));
        expect(Math.abs(autoscalers.percent(1) - actualPercent)).toBeLessThanOrEqual(50 / fewest);
        // No load at all.
        shareOver(autoscalers, new Array<number>(100).fill(0));
        expect(autoscalers.percent(1)).toBeCloseTo(actualPercent, 9);
      }),
    );
  });
});

describe('the steps of a release at a load of 20 pods', () => {
  const STEPS = [10, 30, 50];

  it.each([10, 15, 20, 40])('reach the shares that the guide states with replicas: %i', (replicas) => {
    const maxReplicas = 40;
    const start = splitBounds({ stable: replicas, canary: 0 }, maxReplicas);
    const autoscalers = new SimulatedAutoscalers([{ ...start.stable, pods: Math.max(replicas, 20) }]);
    const shares = STEPS.map((percent) => {
      const split = splitReplicas({ replicas, trafficPercent: percent });
      const { stable, canary } = splitBounds(split, maxReplicas);
      if (autoscalers.versions.length === 1) autoscalers.add({ ...canary, pods: split.canary });
      autoscalers.setBounds([stable, canary]);
      shareOver(autoscalers, new Array<number>(60).fill(20));
      return round(autoscalers.percent(1));
    });
    expect(rowsOf('share at 10%')).toContainEqual([String(replicas), ...shares]);
  });
});

/** Returns the cells of the table with a column, row by row. */
function rowsOf(column: string): string[][] {
  const tables = GUIDE.split('\n\n').filter((part) => part.startsWith('|') && part.includes(`| ${column} `));
  return tables.flatMap((table) =>
    table.split('\n').map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    ),
  );
}
