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

it('an index selects what a look at every object selects, in the same order', () => {
  fc.assert(
    fc.property(fc.array(item), selector, (items, wanted) => {
      const expected = items.filter(({ namespace, labels: own }) => namespace === 'one' && matchesLabels(wanted, own));
      expect(new LabelIndex(items).select('one', wanted)).toEqual(expected);
    }),
  );
});
