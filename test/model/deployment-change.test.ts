import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deploymentChange, type DeploymentSize, type RolloutStrategy } from '../../src/model/deployment-change';
import { exactly, type Range } from '../../src/model/range';

function pods(count: number, more: Partial<DeploymentSize> = {}): DeploymentSize {
  return { replicas: exactly(count), ...more };
}

function onTheWay(before: DeploymentSize | undefined, after: DeploymentSize | undefined): Range {
  return deploymentChange(before, after).onTheWay;
}

function range(low: number, high: number): { low: number; high: number } {
  return { low, high };
}

describe('the ready pods on the way', () => {
  it('is between both counts if the template stays', () => {
    expect(onTheWay(pods(3), pods(10))).toEqual(range(3, 10));
    expect(onTheWay(pods(10), pods(3))).toEqual(range(3, 10));
    expect(onTheWay(pods(5), pods(5))).toEqual(range(5, 5));
  });

  it('starts at 0 for a new Deployment and ends at 0 for a removed one', () => {
    expect(onTheWay(undefined, pods(4))).toEqual(range(0, 4));
    expect(onTheWay(pods(4), undefined)).toEqual(range(0, 4));
    expect(onTheWay(undefined, undefined)).toEqual(range(0, 0));
  });

  it.each<[string, number, number, RolloutStrategy | undefined, [number, number]]>([
    ['25% and 25% when nothing is said', 10, 10, undefined, [8, 13]],
    ['one pod: 25% of it is rounded down, so that none may be missing', 1, 1, undefined, [1, 2]],
    ['what the strategy says', 10, 10, { maxSurge: 0, maxUnavailable: '30%' }, [7, 10]],
    ['one missing if both bounds are 0', 10, 10, { maxSurge: 0, maxUnavailable: 0 }, [9, 10]],
    ['nothing missing, one more', 3, 3, { maxSurge: 1, maxUnavailable: 0 }, [3, 4]],
    ['the bounds of the new count when it shrinks', 10, 5, undefined, [4, 10]],
    ['what was there when it grows', 5, 10, undefined, [5, 13]],
    ['0 for Recreate', 5, 5, { recreate: true }, [0, 5]],
    ['0 for Recreate that grows', 5, 8, { recreate: true }, [0, 8]],
    ['0 from 0, and no old pods on top of the new ones', 0, 4, undefined, [0, 4]],
    ['twice the pods at most, however high the surge', 2, 2, { maxSurge: 5, maxUnavailable: 0 }, [2, 4]],
    ['no more than there were when it shrinks below them', 4, 1, { maxSurge: 5, maxUnavailable: 0 }, [1, 4]],
    ['0 to 0', 4, 0, undefined, [0, 4]],
  ])('of a changed template is %s', (_, from, to, strategy, [low, high]) => {
    expect(onTheWay(pods(from, { template: 'a' }), pods(to, { template: 'b', strategy }))).toEqual(range(low, high));
  });

  it('uses the strategy of the new state', () => {
    const before = pods(4, { template: 'a', strategy: { recreate: true } });
    expect(onTheWay(before, pods(4, { template: 'b' }))).toEqual(range(3, 5));
  });

  it('uses the bounds of an autoscaler', () => {
    const before = { replicas: range(4, 8), template: 'a' };
    expect(onTheWay(before, { replicas: range(4, 8), template: 'a' })).toEqual(range(4, 8));
    expect(onTheWay(before, { replicas: range(2, 12), template: 'a' })).toEqual(range(2, 12));
    expect(onTheWay(before, { replicas: range(4, 8), template: 'b' })).toEqual(range(3, 10));
  });

  it('does not roll out the template of a paused Deployment, but scales it', () => {
    const before = pods(5, { template: 'a' });
    const change = deploymentChange(before, pods(3, { template: 'b', paused: true }));
    expect(change.onTheWay).toEqual(range(3, 5));
    expect(change.templates.map(({ template }) => template)).toEqual(['a']);
  });

  it('starts no pod of a Deployment that is created paused', () => {
    expect(deploymentChange(undefined, pods(5, { paused: true }))).toMatchObject({
      onTheWay: range(0, 0),
      after: range(0, 0),
    });
  });

  it('scales a paused Deployment that has pods, but perhaps not one that has none', () => {
    const after = pods(5, { paused: true });
    expect(deploymentChange(pods(3, { paused: true, ready: exactly(3) }), after).after).toEqual(range(5, 5));
    expect(deploymentChange(pods(0, { paused: true, ready: exactly(0) }), after).after).toEqual(range(0, 5));
    // A Deployment that ran before it was paused has a ReplicaSet, even with 0 replicas.
    expect(deploymentChange(pods(0), after).after).toEqual(range(5, 5));
  });

  it('expects a rollout when a Deployment is no longer paused', () => {
    // It may have been created paused, without any pods.
    expect(onTheWay(pods(10, { paused: true }), pods(10))).toEqual(range(0, 13));
    expect(onTheWay(pods(3, { paused: true }), pods(3))).toEqual(range(0, 4));
    expect(onTheWay(pods(10, { paused: true, ready: exactly(10) }), pods(10))).toEqual(range(8, 13));
    expect(onTheWay(pods(10, { paused: true }), pods(10, { paused: true }))).toEqual(range(0, 10));
  });

  it('expects a rollout that is under way to go on', () => {
    expect(onTheWay(pods(3, { rollingOut: true }), pods(3))).toEqual(range(3, 4));
    expect(onTheWay(pods(3), pods(3))).toEqual(range(3, 3));
  });

  it('starts no pod of a paused Deployment that is created again', () => {
    const change = deploymentChange(pods(5, { selector: 'a' }), pods(5, { selector: 'b', paused: true }));
    expect(change).toMatchObject({ onTheWay: range(0, 5), after: range(0, 0) });
  });

  it('expects nothing of a Deployment whose selector changes', () => {
    // Old pods that are terminating exist next to all of the new ones.
    expect(onTheWay(pods(5, { selector: 'a' }), pods(5, { selector: 'b' }))).toEqual(range(0, 10));
    const change = deploymentChange(
      pods(2, { selector: 'a', template: 'a' }),
      pods(3, { selector: 'b', template: 'b' }),
    );
    expect(change.onTheWay).toEqual(range(0, 5));
    expect(change.templates.map(({ onTheWay }) => onTheWay)).toEqual([range(0, 2), range(0, 3)]);
  });

  it('passes through the count that is applied before an autoscaler acts', () => {
    const after = { replicas: range(3, 10), applied: range(1, 5) };
    expect(onTheWay(pods(5), after)).toEqual(range(1, 10));
    expect(onTheWay(pods(5, { template: 'a' }), { ...after, template: 'b' })).toEqual(range(1, 13));
    const small = { replicas: range(1, 3), applied: range(1, 5), template: 'b' };
    expect(deploymentChange(pods(5, { template: 'a' }), small).templates[1]?.onTheWay).toEqual(range(0, 5));
  });

  it('starts from the pods that are ready if that is known', () => {
    expect(onTheWay(pods(5, { ready: exactly(2) }), pods(5))).toEqual(range(2, 5));
    expect(onTheWay(pods(5, { ready: exactly(2), template: 'a' }), pods(5, { template: 'b' }))).toEqual(range(2, 7));
    // The pods that are not ready yet may become ready before they go.
    expect(onTheWay(pods(5, { ready: exactly(2), template: 'a' }), pods(2, { template: 'b' }))).toEqual(range(2, 5));
  });
});

describe('deploymentChange', () => {
  it('distinguishes old and new pods of a changed template', () => {
    const change = deploymentChange(pods(5, { template: 'a' }), pods(8, { template: 'b' }));
    expect(change.templates).toEqual([
      // Kubernetes scales the old pods to the new count before it starts the first new one.
      { template: 'a', before: range(5, 5), onTheWay: range(0, 8), after: range(0, 0) },
      { template: 'b', before: range(0, 0), onTheWay: range(0, 8), after: range(8, 8) },
    ]);
  });

  it('has no old pods if there were none', () => {
    const [old] = deploymentChange(pods(0, { template: 'a' }), pods(5, { template: 'b' })).templates;
    expect(old).toEqual({ template: 'a', before: range(0, 0), onTheWay: range(0, 0), after: range(0, 0) });
  });

  const size = fc.record({
    replicas: fc.nat(30).map(exactly),
    template: fc.constantFrom('a', 'b'),
    paused: fc.boolean(),
    selector: fc.constantFrom('s', 's', 's', 't'),
    strategy: fc.record({
      recreate: fc.boolean(),
      maxSurge: fc.oneof(fc.nat(5), fc.constantFrom('0%', '25%', '100%')),
      maxUnavailable: fc.oneof(fc.nat(5), fc.constantFrom('0%', '25%', '100%')),
    }),
  });

  it('holds both ends within the range of the transition, for all pods and for each template', () => {
    fc.assert(
      fc.property(fc.option(size, { nil: undefined }), fc.option(size, { nil: undefined }), (before, after) => {
        const change = deploymentChange(before, after);
        for (const { before: start, onTheWay, after: end } of [change, ...change.templates]) {
          expect(onTheWay.low).toBeLessThanOrEqual(Math.min(start.low, end.low));
          expect(onTheWay.high).toBeGreaterThanOrEqual(Math.max(start.high, end.high));
          expect(onTheWay.low).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('never has fewer pods in all than a simulated Deployment controller has, nor more', () => {
    const bound = fc.oneof(fc.nat(4), fc.constantFrom('0%', '25%', '50%'));
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 0, max: 12 }),
        bound,
        bound,
        fc.infiniteStream(fc.nat(3)),
        (from, to, maxSurge, maxUnavailable, choices) => {
          const strategy = { maxSurge, maxUnavailable };
          const allowed = onTheWay(pods(from, { template: 'a' }), pods(to, { template: 'b', strategy }));
          const seen = simulateRollout(from, to, strategy, choices);
          expect(seen.low).toBeGreaterThanOrEqual(allowed.low);
          expect(seen.high).toBeLessThanOrEqual(allowed.high);
        },
      ),
    );
  });
});

/**
 * Simulates a rolling update by the rules of kubernetes/pkg/controller/deployment (sync.go, rolling.go), with pods that
 * become ready and controllers that act in a random order. It is independent of the model, and uses counts of pods and
 * no bounds.
 */
function simulateRollout(
  from: number,
  to: number,
  { maxSurge, maxUnavailable }: RolloutStrategy,
  choices: Iterator<number>,
): { low: number; high: number } {
  const share = (value: number | string, round: (x: number) => number): number =>
    typeof value === 'number' ? value : round((parseInt(value) * to) / 100);
  const surge = share(maxSurge ?? '25%', Math.ceil);
  let unavailable = share(maxUnavailable ?? '25%', Math.floor);
  if (surge === 0 && unavailable === 0) unavailable = 1;
  const minAvailable = to - Math.min(unavailable, to);
  const old = { spec: from, ready: from };
  const fresh = { spec: 0, ready: 0 };
  let low = from;
  let high = from;
  const scale = (set: typeof old, spec: number): void => {
    // A ReplicaSet deletes pods that are not ready before pods that are.
    set.spec = spec;
    set.ready = Math.min(set.ready, spec);
  };
  if (from > 0) scale(old, to);
  for (let step = 0; step < 1000 && (old.spec > 0 || fresh.ready < to); step++) {
    low = Math.min(low, old.ready + fresh.ready);
    high = Math.max(high, old.ready + fresh.ready);
    const choice = choices.next().value as number;
    if (choice === 0 && fresh.ready < fresh.spec) fresh.ready++;
    else if (choice === 1 && old.ready < old.spec) old.ready++;
    else if (choice === 2)
      scale(fresh, fresh.spec + Math.max(0, Math.min(to + surge - old.spec - fresh.spec, to - fresh.spec)));
    else {
      const removable = old.spec + fresh.spec - minAvailable - (fresh.spec - fresh.ready);
      const unhealthy = Math.min(old.spec - old.ready, Math.max(0, removable));
      scale(old, old.spec - unhealthy);
      const spare = old.ready + fresh.ready - minAvailable;
      if (removable > 0 && spare > 0) scale(old, Math.max(0, old.spec - spare));
    }
  }
  low = Math.min(low, old.ready + fresh.ready);
  high = Math.max(high, old.ready + fresh.ready);
  return { low, high };
}
