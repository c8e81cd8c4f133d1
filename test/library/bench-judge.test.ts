import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';

interface Limit {
  readonly what: string;
  readonly value: unknown;
  readonly limit: number;
}

interface Bench {
  areSettled(limits: Limit[], rounds: number): boolean;
  exceeded(limits: Limit[]): Limit[];
  spread(numbers: number[]): unknown;
  growth(large: Sized, small: Sized): { readonly all: number[] };
}

interface Sized {
  readonly count: number;
  readonly results: { readonly cpu: number }[];
}

let bench: Bench;

beforeAll(async () => {
  const folder = resolve(__dirname, '../../bench');
  const [judge, statistics] = await Promise.all(
    ['judge.mjs', 'statistics.mjs'].map((file) => import(join(folder, file)) as Promise<Partial<Bench>>),
  );
  bench = { ...judge, ...statistics } as Bench;
});

const limitOf = (rounds: number[]): Limit => ({ what: 'time', value: bench.spread(rounds), limit: 1.3 });

describe('a short check of the benchmark', () => {
  it.each<[string, number[], boolean, boolean]>([
    ['passes with the first round that meets the target', [1.3], true, true],
    ['goes on if the first round is only near its target', [1.4], false, true],
    ['passes once most rounds are within the margin', [1.4, 1.95], true, true],
    ['fails if most rounds are over the margin', [1.4, 2.4, 2.5], false, false],
    ['passes if the best round meets the target', [2.4, 2.5, 1.2], true, true],
  ])('%s', (_, rounds, isSettled, passes) => {
    expect(bench.areSettled([limitOf(rounds)], 3)).toBe(isSettled);
    expect(bench.exceeded([limitOf(rounds)])).toHaveLength(passes ? 0 : 1);
  });

  it('ends early only if the rounds that are left out could not make it fail', () => {
    const ratio = fc.double({ min: 0.5, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.array(ratio, { minLength: 1, maxLength: 8 }), (rounds) => {
        const ends = rounds.findIndex((__, index) =>
          bench.areSettled([limitOf(rounds.slice(0, index + 1))], rounds.length),
        );
        // A time limit can end the rounds earlier than planned.
        for (let count = ends + 1; ends !== -1 && count <= rounds.length; count++) {
          expect(bench.exceeded([limitOf(rounds.slice(0, count))])).toEqual([]);
        }
      }),
    );
  });
});

it('growth compares the times of a unit in the rounds that both sizes have', () => {
  const sized = (count: number, ...times: number[]): Sized => ({ count, results: times.map((cpu) => ({ cpu })) });
  expect(bench.growth(sized(200, 400, 300, 500), sized(100, 100, 150)).all).toEqual([2, 1]);
});
