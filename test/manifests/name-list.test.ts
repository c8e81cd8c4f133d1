import { expect, it } from 'vitest';
import fc from 'fast-check';
import { NameList } from '../../src/manifests/name-list';

it.each([0, 1, 999, 1_000, 1_001, 2_500])('keeps %d names in order', (count) => {
  const names = Array.from({ length: count }, (_, index) => `name-${index}`);
  expect([...listOf(names)]).toEqual(names);
});

it('keeps names that no API server accepts', () => {
  const names = Array.from({ length: 1_000 }, (_, index) => `"a\n${index}\u2028`);
  expect([...listOf(names)]).toEqual(names);
});

it('adds the names of several lists in order, and leaves these as they are', () => {
  const sizes = fc.array(fc.constantFrom(0, 1, 999, 1_000, 1_001), { maxLength: 5 });
  fc.assert(
    fc.property(sizes, (counts) => {
      const parts = counts.map((count, part) => Array.from({ length: count }, (_, index) => `${part}-${index}`));
      const lists = parts.map(listOf);
      const all = new NameList();
      for (const list of lists) all.addAll(list);
      all.add('last');
      expect([...all]).toEqual([...parts.flat(), 'last']);
      expect(lists.map((list) => [...list])).toEqual(parts);
    }),
  );
});

function listOf(names: readonly string[]): NameList {
  const list = new NameList();
  for (const name of names) list.add(name);
  return list;
}
