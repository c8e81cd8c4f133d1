import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeploymentSize } from '../../src/model/deployment-change';
import { exactly } from '../../src/model/range';
import { statefulSetChange } from '../../src/model/stateful-set-change';

function set(count: number, template: string, more: Partial<DeploymentSize> = {}): DeploymentSize {
  return { replicas: exactly(count), template, ...more };
}

describe('statefulSetChange', () => {
  it.each<[string, DeploymentSize | undefined, DeploymentSize | undefined, [number, number]]>([
    ['is created', undefined, set(3, 'a'), [0, 3]],
    ['is removed', set(3, 'a'), undefined, [0, 3]],
    ['goes to 0', set(3, 'a'), set(0, 'a'), [0, 3]],
    ['is scaled', set(3, 'a'), set(5, 'a'), [3, 5]],
    ['is updated pod by pod', set(3, 'a'), set(3, 'b'), [2, 3]],
    ['is updated with its only pod', set(1, 'a'), set(1, 'b'), [0, 1]],
    ['is updated two at once', set(5, 'a'), set(5, 'b', { strategy: { maxUnavailable: 2 } }), [3, 5]],
    ['is updated by a percentage', set(5, 'a'), set(5, 'b', { strategy: { maxUnavailable: '25%' } }), [3, 5]],
    ['is updated on deletion', set(3, 'a'), set(3, 'b', { strategy: { onDelete: true } }), [3, 3]],
    [
      'is updated above a partition',
      set(5, 'a'),
      set(5, 'b', { strategy: { partition: 4, maxUnavailable: 3 } }),
      [4, 5],
    ],
    ['has a partition above all pods', set(3, 'a'), set(3, 'b', { strategy: { partition: 3 } }), [3, 3]],
    ['lowers its partition', set(3, 'b', { strategy: { partition: 2 } }), set(3, 'b'), [2, 3]],
    ['no longer waits for deletion', set(3, 'b', { strategy: { onDelete: true } }), set(3, 'b'), [2, 3]],
    [
      'lowers a partition above all pods',
      set(5, 'b', { strategy: { partition: 9 } }),
      set(5, 'b', { strategy: { partition: 4, maxUnavailable: 3 } }),
      [4, 5],
    ],
    ['may miss none, which means one', set(3, 'a'), set(3, 'b', { strategy: { maxUnavailable: 0 } }), [2, 3]],
    ['is still being updated', set(3, 'a', { rollingOut: true }), set(3, 'a'), [2, 3]],
    ['passes through the count that is applied', set(5, 'a'), set(3, 'a', { applied: exactly(1) }), [1, 5]],
    ['gets another selector', set(3, 'a'), set(3, 'a', { selector: 'b' }), [0, 6]],
  ])('of a set that %s', (_, before, after, [low, high]) => {
    expect(statefulSetChange(before, after).onTheWay).toEqual({ low, high });
  });

  it('keeps old pods below the partition', () => {
    const { templates } = statefulSetChange(set(5, 'a'), set(5, 'b', { strategy: { partition: 3 } }));
    expect(templates.map(({ template, after }) => [template, after])).toEqual([
      ['a', exactly(3)],
      ['b', exactly(2)],
    ]);
  });

  it('holds both ends within the range of the transition', () => {
    const size = fc
      .record({
        count: fc.nat(8),
        template: fc.constantFrom('a', 'b'),
        strategy: fc.record({
          partition: fc.nat(9),
          onDelete: fc.boolean(),
          maxUnavailable: fc.constantFrom(1, 3, '30%'),
        }),
      })
      .map(({ count, template, strategy }) => set(count, template, { strategy }));
    fc.assert(
      fc.property(size, size, (before, after) => {
        const change = statefulSetChange(before, after);
        for (const { before: start, onTheWay, after: end } of [change, ...change.templates]) {
          expect(onTheWay.low).toBeLessThanOrEqual(Math.min(start.low, end.low));
          expect(onTheWay.high).toBeGreaterThanOrEqual(Math.max(start.high, end.high));
          expect(onTheWay.low).toBeGreaterThanOrEqual(0);
        }
        expect(change.templates.reduce((sum, { after: { low } }) => sum + low, 0)).toBe(change.after.low);
      }),
    );
  });
});
