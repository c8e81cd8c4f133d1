import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deploymentChange, type DeploymentSize } from '../../src/model/deployment-change';
import { type SequenceStep, shortestSequence, steadyStates } from '../../src/model/event-sequence';
import { exactly } from '../../src/model/range';
import { type SelectedPods, serviceChange, type ServiceInput } from '../../src/model/service-change';

/** Returns a Deployment with one template that is scaled. By default, it is selected all the time. */
function scaled(id: string, from: number, to: number, more: Partial<SelectedPods> = {}): SelectedPods {
  const size = (count: number): DeploymentSize => ({ replicas: exactly(count), template: id });
  const change = deploymentChange(size(from), size(to));
  return { id, change, wave: 0, lingers: false, selectedBefore: [id], selectedAfter: [id], ...more };
}

const words = (steps: SequenceStep[] | undefined): string[] =>
  (steps ?? []).map(({ event, endpoints }) => {
    const { kind, id, wave, changes } = { id: '', wave: '', changes: [], ...event };
    const counts = changes.map(({ template, by }) => `${template}${by > 0 ? '+' : ''}${by}`);
    return `${[kind, id, ...counts, wave].filter((part) => part !== '').join(' ')}: ${endpoints}`;
  });

const fewest = (input: ServiceInput): string[] => words(shortestSequence(input, { kind: 'fewest-endpoints' }));

describe('the shortest sequence of events to the fewest endpoints', () => {
  it('of 5 + 5 to 0 + 10 is the removal of the old pods', () => {
    const pods = [scaled('v1', 5, 0), scaled('v2', 5, 10)];
    expect(fewest({ pods })).toEqual(['start: 10', 'pods v1 v1-5: 5']);
  });

  it('of a switch to pods that are not there is the switch', () => {
    const pods = [scaled('blue', 3, 3, { selectedAfter: [] }), scaled('green', 0, 3, { selectedBefore: [] })];
    expect(fewest({ pods })).toEqual(['start: 3', 'selector: 0']);
  });

  it('of a rolling update is the loss of as many pods as may be missing', () => {
    const change = deploymentChange(
      { replicas: exactly(10), template: 'a' },
      { replicas: exactly(10), template: 'b', strategy: { maxUnavailable: 3 } },
    );
    const both = ['a', 'b'];
    const pods = [scaled('web', 10, 10, { change, selectedBefore: both, selectedAfter: both })];
    expect(fewest({ pods })).toEqual(['start: 10', 'pods web a-3: 7']);
  });

  it('is nothing if nothing is lost', () => {
    expect(fewest({ pods: [scaled('v1', 3, 3), scaled('v2', 0, 2)] })).toEqual(['start: 3']);
  });

  it('counts a new selector that selects the same pods as no event', () => {
    expect(fewest({ wave: 0, pods: [scaled('v1', 5, 0, { wave: 1 })] })).toEqual(['start: 5', 'pods v1 v1-5: 0']);
  });

  it('passes through the waves before', () => {
    const pods = [
      scaled('v2', 5, 10),
      scaled('v1', 5, 0, { wave: 1 }),
      scaled('v0', 2, 0, { wave: 1, selectedAfter: [] }),
    ];
    expect(fewest({ wave: 2, pods })).toEqual(['start: 12', 'wave 1: 17', 'wave 2: 10']);
  });
});

describe('the steady states', () => {
  it('are those before, after the selector and after all, with the fewest pods of autoscalers', () => {
    const scaling = deploymentChange(
      { replicas: { low: 2, high: 4 }, template: 'v2' },
      { replicas: { low: 3, high: 8 }, template: 'v2' },
    );
    const pods = [
      scaled('v1', 5, 1, { selectedAfter: [] }),
      scaled('v2', 2, 3, { change: scaling, selectedBefore: [] }),
    ];
    const { before, switched, after } = steadyStates({ pods });
    expect([before, switched, after].map(({ endpoints }) => endpoints)).toEqual([5, 2, 3]);
    expect(after.pods).toEqual([
      { id: 'v1', template: 'v1', ready: 1, selected: false },
      { id: 'v2', template: 'v2', ready: 3, selected: true },
    ]);
  });

  it('need as many reads for each Deployment, however many there are', () => {
    const readsFor = (count: number): number => {
      let reads = 0;
      const pods = Array.from(
        { length: count },
        (_, index) =>
          new Proxy(scaled(`v${index}`, 1, 2), {
            get: (target, field) => {
              reads++;
              return Reflect.get(target, field) as unknown;
            },
          }),
      );
      steadyStates({ pods });
      return reads;
    };
    expect(readsFor(20)).toBeGreaterThan(0);
    expect(readsFor(40)).toBe(2 * readsFor(20));
  });
});

describe('the shortest sequence of events to a share', () => {
  it('of a canary is the removal of the others', () => {
    const input = { pods: [scaled('v1', 9, 6), scaled('v2', 1, 3)] };
    const share = { kind: 'highest-share', id: 'v2', template: 'v2' } as const;
    expect(words(shortestSequence(input, share))).toEqual(['start: 10', 'pods v1 v1-3: 7', 'pods v2 v2+2: 9']);
  });

  it('of a rolling update is one event, since old and new pods take turns', () => {
    const change = deploymentChange(
      { replicas: exactly(4), template: 'a' },
      { replicas: exactly(4), template: 'b', strategy: { maxSurge: 1, maxUnavailable: 0 } },
    );
    const pods = [scaled('web', 4, 4, { change, selectedBefore: ['a', 'b'], selectedAfter: ['a', 'b'] })];
    const share = { kind: 'highest-share', id: 'web', template: 'b' } as const;
    // It never passes through 0 endpoints.
    expect(words(shortestSequence({ pods }, share))).toEqual(['start: 4', 'pods web a-4 b+4: 4']);
  });

  it('does not exist if no endpoint is ever ready', () => {
    const share = { kind: 'highest-share', id: 'v1', template: 'v1' } as const;
    expect(shortestSequence({ pods: [scaled('v1', 0, 0)] }, share)).toBeUndefined();
  });
});

/** Arbitrary Services over arbitrary Deployments, with waves, switches, removals, creations and changed templates. */
const size = fc.record({
  replicas: fc.nat({ max: 6 }).map(exactly),
  template: fc.constantFrom('a', 'b'),
  strategy: fc.record({
    recreate: fc.boolean(),
    maxSurge: fc.nat({ max: 3 }),
    maxUnavailable: fc.nat({ max: 3 }),
  }),
});
const selected = fc.subarray(['a', 'b']);
const owner = fc.record({
  before: fc.option(size, { nil: undefined }),
  after: fc.option(size, { nil: undefined }),
  wave: fc.nat({ max: 2 }),
  lingers: fc.boolean(),
  selectedBefore: selected,
  selectedAfter: selected,
});
const service: fc.Arbitrary<ServiceInput> = fc
  .record({ wave: fc.nat({ max: 2 }), owners: fc.array(owner, { minLength: 1, maxLength: 3 }) })
  .map(({ wave, owners }) => ({
    wave,
    pods: owners.map(({ before, after, ...rest }, index) => ({
      id: `d${index}`,
      change: deploymentChange(before, after),
      ...rest,
    })),
  }));

const START = { selector: 'selectedBefore' as 'selectedBefore' | 'selectedAfter', wave: -1 };

/**
 * Replays only the events, from the state before. `exhaustive.slow.test.ts` compares each moment with the controllers.
 *
 * @returns the endpoints after each event
 */
function replay(input: ServiceInput, steps: SequenceStep[]): { endpoints: number[]; shares: Map<string, number> } {
  const counts = new Map(
    input.pods.flatMap(({ id, change }) =>
      change.templates.map(({ template, before }) => [`${id} ${template}`, before.low]),
    ),
  );
  const now = { ...START };
  const shares = new Map<string, number>();
  const endpoints = steps.map(({ event }) => {
    if (event.kind === 'selector') now.selector = 'selectedAfter';
    if (event.kind === 'wave') {
      expect(event.wave).toBeGreaterThan(now.wave);
      now.wave = event.wave;
      for (const { id, change, wave: own, lingers } of input.pods) {
        if (own < event.wave && !lingers) {
          for (const { template, after } of change.templates) counts.set(`${id} ${template}`, after.low);
        }
      }
    }
    if (event.kind === 'pods') {
      const change = input.pods.find(({ id }) => id === event.id)!.change;
      for (const { template, by } of event.changes) {
        const key = `${event.id} ${template}`;
        counts.set(key, counts.get(key)! + by);
        const { onTheWay } = change.templates.find((one) => one.template === template)!;
        expect(counts.get(key)).toBeGreaterThanOrEqual(onTheWay.low);
        expect(counts.get(key)).toBeLessThanOrEqual(onTheWay.high);
      }
      const total = change.templates.reduce((sum, { template }) => sum + counts.get(`${event.id} ${template}`)!, 0);
      // If the Service selects only one template, the other one is not shown.
      if (event.changes.length > 1) expect(total).toBeGreaterThanOrEqual(change.onTheWay.low);
      if (event.changes.length > 1) expect(total).toBeLessThanOrEqual(change.onTheWay.high);
    }
    const served = input.pods.flatMap((pods) =>
      pods[now.selector].map((template) => [pods.id, template, counts.get(`${pods.id} ${template}`) ?? 0] as const),
    );
    const all = served.reduce((sum, [, , count]) => sum + count, 0);
    shares.clear();
    for (const [id, template, count] of served) shares.set(`${id} ${template}`, (100 * count) / all);
    return all;
  });
  return { endpoints, shares };
}

describe('any sequence', () => {
  it('leads, event by event, to exactly the fewest endpoints that are predicted', () => {
    fc.assert(
      fc.property(service, (input) => {
        const steps = shortestSequence(input, { kind: 'fewest-endpoints' })!;
        const { endpoints } = replay(input, steps);
        expect(endpoints).toEqual(steps.map((step) => step.endpoints));
        expect(endpoints.at(-1)).toBe(serviceChange(input).lowest);
        expect(steps.length).toBeLessThanOrEqual(1 + 2 + 1 + input.pods.length);
      }),
    );
  });

  it('leads, event by event, to exactly the lowest and the highest share that are predicted', () => {
    fc.assert(
      fc.property(service, (input) => {
        for (const { id, template, lowest, highest } of serviceChange(input).versions) {
          for (const [kind, share] of [
            ['lowest-share', lowest],
            ['highest-share', highest],
          ] as const) {
            const steps = shortestSequence(input, { kind, id, template });
            expect(steps === undefined).toBe(share === undefined);
            if (steps === undefined || share === undefined) continue;
            const { endpoints, shares } = replay(input, steps);
            expect(endpoints).toEqual(steps.map((step) => step.endpoints));
            expect(shares.get(`${id} ${template}`) ?? 0).toBe(share);
          }
        }
      }),
    );
  });

  it('ends with the event that reaches the extreme', () => {
    fc.assert(
      fc.property(service, (input) => {
        const steps = shortestSequence(input, { kind: 'fewest-endpoints' })!;
        const { lowest } = serviceChange(input);
        for (const { endpoints } of steps.slice(0, -1)) expect(endpoints).toBeGreaterThan(lowest);
      }),
    );
  });
});
