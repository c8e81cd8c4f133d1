import { expect, it } from 'vitest';
import { changedLines } from '../playground/check/changed-lines';

const changed = (before: string[], after: string[]): [number[], number[]] => {
  const lines = changedLines(before.join('\n'), after.join('\n'));
  return [[...lines.before], [...lines.after]];
};

it('finds the lines that only one of two texts has', () => {
  expect(changed(['a', 'b', 'c'], ['a', 'b', 'c'])).toEqual([[], []]);
  expect(changed(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual([[2], [2]]);
  expect(changed(['a', 'c'], ['a', 'b', 'b', 'c'])).toEqual([[], [2, 3]]);
  expect(changed(['a', 'b', 'c', 'd', 'e'], ['a', 'c', 'x', 'e'])).toEqual([[2, 4], [3]]);
  expect(changed([''], ['a', 'b'])).toEqual([[1], [1, 2]]);
});

it('gives up on long texts that differ throughout', () => {
  const text = (letter: string): string[] => Array.from({ length: 3000 }, (_, index) => `${letter}${index}`);
  const [before, after] = changed(['same', ...text('a')], ['same', ...text('b')]);
  expect([before.length, after.length, before[0]]).toEqual([3000, 3000, 2]);
});
