import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULE_IDS } from '../../src/check/rules';

const ROOT = join(__dirname, '../..');

interface Counts {
  readonly states: number;
  readonly quiet: number;
  readonly errors: number;
  readonly refused: number;
  readonly leftOut: number;
  readonly notJudged: number;
}

interface Facts extends Counts {
  readonly imagesOnly: Counts;
  readonly rules: Readonly<Record<string, number>>;
}

/** The output of `bench/replay-history.mjs --facts`, which contains only counts. */
const { repositories, total } = JSON.parse(readFileSync(join(ROOT, 'bench/history/facts.json'), 'utf8')) as {
  readonly repositories: (Facts & { readonly repository: string; readonly snapshot: string })[];
  readonly total: Facts;
};

const share = (part: number, whole: number): number => (100 * part) / whole;

it('the recorded figures of real histories meet the goals', () => {
  expect(total.states).toBeGreaterThan(1_500);
  expect(share(total.refused, total.states)).toBeLessThanOrEqual(1);
  // A change of images is only a rolling update.
  expect(total.imagesOnly.states).toBeGreaterThan(500);
  expect(share(total.imagesOnly.errors, total.imagesOnly.states)).toBeLessThanOrEqual(0.5);
  expect(share(total.imagesOnly.quiet, total.imagesOnly.states)).toBeGreaterThanOrEqual(99);
});

it('the totals are the sums of the parts, and every rule exists', () => {
  const keys = ['states', 'quiet', 'errors', 'refused', 'leftOut', 'notJudged'] as const;
  for (const key of keys) {
    expect(repositories.reduce((sum, one) => sum + one[key], 0)).toBe(total[key]);
    expect(repositories.reduce((sum, one) => sum + one.imagesOnly[key], 0)).toBe(total.imagesOnly[key]);
  }
  const rules = Object.keys(total.rules).map((key) => key.split(' ')[1]);
  expect(rules.filter((rule) => !RULE_IDS.includes(rule ?? ''))).toEqual([]);
});

it('the documentation has these figures', () => {
  const page = readFileSync(join(ROOT, 'docs/model-against-reality.md'), 'utf8');
  const rows = [...repositories, { repository: '**all**', ...total }].map(({ repository, imagesOnly, ...counts }) => [
    repository,
    ...[counts.states, counts.quiet, counts.errors, counts.refused, counts.leftOut].map(String),
    ...[imagesOnly.states, imagesOnly.quiet, imagesOnly.errors].map(String),
  ]);
  const table = page.split('\n').flatMap((line) => {
    const cells = line.split('|').map((cell) => cell.trim());
    return line.startsWith('| ') && cells.length === 11 ? [cells.slice(1, -1)] : [];
  });
  expect(table.slice(1).filter(([first]) => !first?.startsWith('-'))).toEqual(rows);
});
