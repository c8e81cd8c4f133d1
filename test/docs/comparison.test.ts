import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkRollout, splitReplicas } from 'cdk8s-rollouts';
import { expect, it } from 'vitest';
import { SEQUENCES } from '../../e2e/sequences';

/** A function that returns the actual share of the canary with a tool, in percent. */
type Share = (replicas: number, percent: number) => number;

const ofPods = (canary: number, others: number): number => (100 * canary) / (canary + others);

const ours =
  (maxSurge: number): Share =>
  (replicas, trafficPercent) =>
    splitReplicas({ replicas, trafficPercent, maxSurge, tolerance: 100 }).actualPercent;

/** Returns the nearest of both roundings, with N or N + 1 pods in total and at least one pod per side. */
const argoRollouts: Share = (replicas, percent) => {
  const shares = [replicas, replicas + 1].flatMap((total) =>
    [Math.floor, Math.ceil].map((round) => {
      const canary = Math.min(total - 1, Math.max(1, round((replicas * percent) / 100)));
      return ofPods(canary, total - canary);
    }),
  );
  return shares.reduce((best, share) => (Math.abs(share - percent) < Math.abs(best - percent) ? share : best));
};

const gitLab: Share = (replicas, percent) =>
  ofPods(
    Math.max(1, Math.floor((replicas * percent) / 100)),
    Math.max(1, Math.floor((replicas * (100 - percent)) / 100)),
  );

const kruise: Share = (replicas, percent) => {
  const canary = Math.min(replicas - 1, Math.ceil((replicas * percent) / 100));
  return ofPods(canary, replicas - canary);
};

const pipeCd: Share = (replicas, percent) => ofPods(Math.ceil((replicas * percent) / 100), replicas);

const azure: Share = (replicas, percent) => {
  const canary = Math.round((replicas * percent) / 100);
  return ofPods(canary, canary + replicas);
};

/** Returns the cells of the first row of the page with a name, with an empty cell in front. */
function tableRow(name: string): string[] {
  const rows = readFileSync(join(__dirname, '../../docs/comparison.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
  return rows.find((cells) => cells[1] === name) ?? [];
}

const points = (number: number): string => number.toFixed(1);

it.each<[string, Share]>([
  ['this package, `maxSurge: 2`', ours(2)],
  ['this package, no surge', ours(0)],
  ['Argo Rollouts, one pod of surge', argoRollouts],
  ['GitLab Auto Deploy', gitLab],
  ['OpenKruise, partition', kruise],
  ['PipeCD, canary', pipeCd],
  ['Azure `KubernetesManifest`, split by pod', azure],
])('%s has the errors that the comparison states', (tool, share) => {
  const errors: number[] = [];
  for (let replicas = 2; replicas <= 10; replicas += 1) {
    for (let percent = 1; percent <= 99; percent += 1) errors.push(Math.abs(share(replicas, percent) - percent));
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  expect(tableRow(tool).slice(3, 5)).toEqual([points(mean), points(Math.max(...errors))]);
});

it('the cases of other tools follow from their formulas', () => {
  expect(azure(10, 25)).toBe(100 * (3 / 16));
  expect(pipeCd(10, 50)).toBeCloseTo(100 * (5 / 15));
  for (const [replicas, percent] of [
    [2, 75],
    [5, 90],
    [10, 95],
  ] as const) {
    expect(replicas * (100 - percent)).toBe(50);
    expect(splitReplicas({ replicas, trafficPercent: percent, tolerance: 100 }).stable).toBeGreaterThan(0);
  }
});

it.each(Object.entries(SEQUENCES))('%s does what the comparison states', (name, states) => {
  const reports = states.slice(1).map((after, index) => checkRollout(states[index]!, after).services[0]!);
  const fewest = Math.min(...reports.map(({ lowestReadyEndpoints }) => lowestReadyEndpoints));
  const given = reports.at(-1)!.versions.find(({ deployment: of }) => of === 'web-v2')?.percentAfter ?? 0;
  expect(tableRow(name).slice(3, 5)).toEqual([`${Math.round(given)}%`, String(fewest)]);
});
