import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deploymentChange } from '../../src/model/deployment-change';
import { exactly } from '../../src/model/range';
import { type SelectedPods, serviceChange } from '../../src/model/service-change';

/** Returns a Deployment with one template that is scaled. By default, it is selected all the time. */
function scaled(id: string, from: number, to: number, more: Partial<SelectedPods> = {}): SelectedPods {
  const size = (count: number): { replicas: ReturnType<typeof exactly>; template: string } => ({
    replicas: exactly(count),
    template: id,
  });
  const change = deploymentChange(size(from), size(to));
  return { id, change, wave: 0, lingers: false, selectedBefore: [id], selectedAfter: [id], ...more };
}

function shares(change: ReturnType<typeof serviceChange>): [string, number?, number?, number?, number?][] {
  return change.versions.map(({ id, before, lowest, highest, after }) => [id, before, lowest, highest, after]);
}

describe('serviceChange', () => {
  it('of a canary that changes from 5 + 5 to 0 + 10 can have 5 endpoints', () => {
    const change = serviceChange({ pods: [scaled('v1', 5, 0), scaled('v2', 5, 10)] });
    expect(change).toMatchObject({ before: exactly(10), lowest: 5, highest: 15, after: exactly(10) });
    expect(shares(change)).toEqual([
      ['v1', 50, 0, 50, 0],
      ['v2', 50, 50, 100, 100],
    ]);
  });

  it('of a step from 10% to 30% stays between both', () => {
    const change = serviceChange({ pods: [scaled('v1', 9, 7), scaled('v2', 1, 3)] });
    expect(change.lowest).toBe(8);
    expect(shares(change)).toEqual([
      ['v1', 90, 70, 90, 70],
      ['v2', 10, 10, 30, 30],
    ]);
  });

  it('of a switch has either selector in force', () => {
    const pods = [scaled('blue', 3, 3, { selectedAfter: [] }), scaled('green', 2, 2, { selectedBefore: [] })];
    const change = serviceChange({ pods });
    expect(change).toMatchObject({ before: exactly(3), lowest: 2, after: exactly(2) });
    expect(shares(change)).toEqual([
      ['blue', 100, 0, 100, 0],
      ['green', 0, 0, 100, 100],
    ]);
  });

  it('of a switch to a Deployment that is created at the same time has no endpoint for a while', () => {
    const green = deploymentChange(undefined, { replicas: exactly(3), template: 'green' });
    const pods = [
      scaled('blue', 3, 3, { selectedAfter: [] }),
      scaled('green', 0, 3, { change: green, selectedBefore: [] }),
    ];
    expect(serviceChange({ pods })).toMatchObject({ lowest: 0, versions: [{}, { readyOnceSelected: 0 }] });
  });

  it('walks sync waves: green first, then the switch', () => {
    const green = deploymentChange(undefined, { replicas: exactly(3), template: 'green' });
    const pods = [
      scaled('blue', 3, 0, { selectedAfter: [], wave: 2 }),
      scaled('green', 0, 3, { change: green, selectedBefore: [] }),
    ];
    expect(serviceChange({ wave: 1, pods })).toMatchObject({ lowest: 3, versions: [{}, { readyOnceSelected: 3 }] });
    expect(serviceChange({ wave: 0, pods })).toMatchObject({ lowest: 0 });
  });

  it('lets a removal happen in any later wave', () => {
    const pods = [scaled('v1', 5, 0, { wave: 0, lingers: true }), scaled('v2', 5, 10, { wave: 1 })];
    expect(serviceChange({ wave: 0, pods })).toMatchObject({ lowest: 5, highest: 15 });
  });

  it('shows old and new pods of a changed template as two versions', () => {
    const change = deploymentChange(
      { replicas: exactly(4), template: 'a' },
      { replicas: exactly(4), template: 'b', strategy: { maxUnavailable: 1, maxSurge: 0 } },
    );
    const pods = [scaled('web', 4, 4, { change, selectedBefore: ['a', 'b'], selectedAfter: ['a', 'b'] })];
    const result = serviceChange({ pods });
    expect(result.lowest).toBe(3);
    expect(result.versions.map(({ template, before, after }) => [template, before, after])).toEqual([
      ['a', 100, 0],
      ['b', 0, 100],
    ]);
  });

  it('counts nothing before a Service exists', () => {
    expect(serviceChange({ existed: false, pods: [scaled('v1', 3, 3, { selectedBefore: [] })] })).toMatchObject({
      before: exactly(0),
      lowest: 3,
      versions: [{ before: undefined, lowest: 100, after: 100 }],
    });
  });

  it('has no shares without endpoints', () => {
    expect(shares(serviceChange({ pods: [scaled('v1', 0, 0)] }))).toEqual([
      ['v1', undefined, undefined, undefined, undefined],
    ]);
  });

  it('holds the shares of every moment, in whatever order the pods come and go', () => {
    const count = fc.integer({ min: 0, max: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count, count), { minLength: 1, maxLength: 4 }), (counts) => {
        const change = serviceChange({ pods: counts.map(([from, to], index) => scaled(`v${index}`, from, to)) });
        // A moment with each Deployment somewhere between both counts.
        const now = counts.map(([from, to, at]) => Math.max(Math.min(from, to), Math.min(at, Math.max(from, to))));
        const total = now.reduce((sum, pods) => sum + pods, 0);
        expect(total).toBeGreaterThanOrEqual(change.lowest);
        expect(total).toBeLessThanOrEqual(change.highest);
        if (total === 0) return;
        change.versions.forEach(({ lowest, highest }, index) => {
          const share = (100 * (now[index] ?? 0)) / total;
          expect(share).toBeGreaterThanOrEqual(lowest ?? NaN);
          expect(share).toBeLessThanOrEqual(highest ?? NaN);
        });
      }),
    );
  });

  it('predicts the same for pods that stay as beside a change elsewhere, in any wave', () => {
    const wave = fc.integer({ min: -1, max: 1 });
    const range = fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })).map(([low, more]) => ({ low, high: low + more }));
    const still = fc.record({ range, wave, lingers: fc.boolean(), selected: fc.boolean() });
    fc.assert(
      fc.property(fc.array(still, { maxLength: 3 }), wave, fc.boolean(), (all, own, existed) => {
        const pods = all.map(({ range: ready, selected, ...order }, index) => {
          const id = `v${index}`;
          const size = { before: ready, onTheWay: ready, after: ready };
          const selectedAfter = selected ? [id] : [];
          const change = { ...size, templates: [{ template: id, ...size }] };
          return { id, change, ...order, selectedBefore: existed ? selectedAfter : [], selectedAfter };
        });
        // It moves, so every moment is looked at, but the Service selects none of its pods.
        const elsewhere = scaled('elsewhere', 1, 2, { selectedBefore: [], selectedAfter: [] });
        expect(serviceChange({ wave: own, existed, pods })).toEqual(
          serviceChange({ wave: own, existed, pods: [...pods, elsewhere] }),
        );
      }),
    );
  });
});
