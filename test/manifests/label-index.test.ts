import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LabelIndex, type Labeled } from '../../src/manifests/label-index';
import { type LabelSelector, matchesLabels } from '../../src/manifests/label-selector';

const labels = fc.dictionary(fc.constantFrom('app', 'tier', 'version'), fc.constantFrom('a', 'b', 'c'));
const selector: fc.Arbitrary<LabelSelector> = fc.record({
  matchLabels: labels,
  matchExpressions: fc.array(
    fc.record({
      key: fc.constantFrom('app', 'tier'),
      operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
      values: fc.array(fc.constantFrom('a', 'b'), { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
});
const item: fc.Arbitrary<Labeled> = fc.record({ namespace: fc.constantFrom('one', 'two'), labels });

it('an index selects the same objects as a full scan, in the same order', () => {
  fc.assert(
    fc.property(fc.array(item), selector, (items, wanted) => {
      const expected = items.filter(({ namespace, labels: own }) => namespace === 'one' && matchesLabels(wanted, own));
      expect(new LabelIndex(items).select('one', wanted)).toEqual(expected);
    }),
  );
});

it('an index makes comparisons in proportion to its items, and says if that was not enough', () => {
  let looks = 0;
  const items = Array.from({ length: 1_000 }, (_, index) => ({
    namespace: 'a',
    get labels() {
      looks++;
      return { app: 'web', name: `d${index}` };
    },
  }));
  const index = new LabelIndex<Labeled>(items);
  const built = looks;
  const select = (values: string[]) =>
    index.select('a', { matchLabels: {}, matchExpressions: [{ key: 'app', operator: 'NotIn', values }] });
  expect(select(['x'])).toHaveLength(500);
  expect(looks - built).toBe(500);
  expect(select(['x'])).toHaveLength(500);
  expect(looks - built).toBe(500);
  expect(index.exhausted).toBe(false);
  for (let round = 0; round < 4_000; round++) select(['web', `x${round}`]);
  expect(index.exhausted).toBe(true);
  expect(looks - built).toBeLessThanOrEqual(3_000_001);
});
