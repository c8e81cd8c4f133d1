import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daemonSetChange } from '../../src/model/daemon-set-change';
import type { DeploymentSize } from '../../src/model/deployment-change';
import { exactly } from '../../src/model/range';

function daemon(nodes: number, template: string, more: Partial<DeploymentSize> = {}): DeploymentSize {
  return { replicas: exactly(nodes), template, ...more };
}

const surge = (maxSurge: number | string) => ({ strategy: { maxSurge, maxUnavailable: 0 } });
const missing = (maxUnavailable: number | string) => ({ strategy: { maxSurge: 0, maxUnavailable } });
const onDelete = { strategy: { onDelete: true } };

describe('daemonSetChange', () => {
  it.each<[string, DeploymentSize | undefined, DeploymentSize | undefined, [number, number]]>([
    ['is created', undefined, daemon(3, 'a'), [0, 3]],
    ['is removed', daemon(3, 'a'), undefined, [0, 3]],
    ['stays', daemon(3, 'a'), daemon(3, 'a'), [3, 3]],
    ['is updated node by node', daemon(3, 'a'), daemon(3, 'b'), [2, 3]],
    ['is updated two at once', daemon(5, 'a'), daemon(5, 'b', missing(2)), [3, 5]],
    ['is updated by a percentage, rounded up', daemon(3, 'a'), daemon(3, 'b', missing('34%')), [1, 3]],
    ['is updated all at once', daemon(3, 'a'), daemon(3, 'b', missing('100%')), [0, 3]],
    ['starts the new pod first', daemon(3, 'a'), daemon(3, 'b', surge(1)), [3, 4]],
    ['starts new pods by a percentage, rounded up', daemon(3, 'a'), daemon(3, 'b', surge('34%')), [3, 5]],
    ['is updated on deletion', daemon(3, 'a'), daemon(3, 'b', onDelete), [3, 3]],
    ['no longer waits for deletion', daemon(3, 'b', onDelete), daemon(3, 'b'), [2, 3]],
    ['goes on with its rollout', daemon(3, 'b', { rollingOut: true }), daemon(3, 'b'), [2, 3]],
    ['gets another selector', daemon(3, 'a'), daemon(3, 'a', { selector: 'b' }), [0, 6]],
    ['is not ready on one node', daemon(3, 'a', { ready: exactly(2) }), daemon(3, 'a'), [2, 3]],
  ])('of a set that %s', (_, before, after, [low, high]) => {
    expect(daemonSetChange(before, after).onTheWay).toEqual({ low, high });
  });

  it('keeps old pods under OnDelete', () => {
    const { templates } = daemonSetChange(daemon(3, 'a'), daemon(3, 'b', onDelete));
    expect(templates.map(({ template, after }) => [template, after])).toEqual([['a', exactly(3)]]);
  });

  it('never has more pods missing than it may', () => {
    const bound = fc.oneof(
      fc.nat(9),
      fc.nat(100).map((share) => `${share}%`),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), bound, (nodes, maxUnavailable) => {
        const { onTheWay } = daemonSetChange(daemon(nodes, 'a'), daemon(nodes, 'b', missing(maxUnavailable)));
        const most =
          typeof maxUnavailable === 'number' ? maxUnavailable : Math.ceil((parseInt(maxUnavailable, 10) * nodes) / 100);
        expect(onTheWay).toEqual({ low: Math.max(0, nodes - Math.max(1, most)), high: nodes });
      }),
    );
  });
});
