import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CapacityPolicy, Color, ReleaseStrategy } from '../../src';
import { countRelease, resolveRelease } from '../../src/release/resolve-release';

const replicas = fc.integer({ min: 1, max: 60 });
const bound = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom('0%', '10%', '50%'));

const canary = fc.record({
  strategy: fc.constant(ReleaseStrategy.CANARY),
  replicas,
  steps: fc
    .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 })
    .map((steps) => steps.sort((a, b) => a - b)),
  maxUnavailable: bound,
  maxSurge: bound,
  tolerance: fc.integer({ min: 1, max: 100 }),
  capacityPolicy: fc.constantFrom(...Object.values(CapacityPolicy)),
  current: fc.constantFrom({ image: 'shop:1' }, { image: 'shop:1', color: Color.GREEN }),
});

const blueGreen = fc.record({
  strategy: fc.constant(ReleaseStrategy.BLUE_GREEN),
  replicas,
  previewReplicas: fc.integer({ min: 1, max: 60 }),
  overlap: fc.boolean(),
  current: fc.constantFrom(...Object.values(Color)).map((color) => ({ image: 'shop:1', color })),
});

test('the pods of the stages are those of the plan, whose texts take longer', () => {
  const nextOrNone = fc.constantFrom(undefined, { image: 'shop:2' });
  fc.assert(
    fc.property(fc.oneof(canary, blueGreen), nextOrNone, fc.nat(), (figures, next, drawn) => {
      const atFirst = { ...figures, next };
      const count = countRelease(atFirst).value?.stages.length ?? 1;
      const number = 1 + (drawn % count);
      const release = next === undefined ? atFirst : { ...atFirst, stage: number };
      const counted = countRelease(release).value;
      const resolved = resolveRelease(release).value;
      expect(counted?.stages).toEqual(
        resolved?.plan.stages.map((stage) => ({
          number: stage.number,
          current: stage.current,
          next: stage.next,
          nextPercent: stage.nextPercent,
        })),
      );
      expect(counted?.stage).toEqual(next && counted?.stages[number - 1]);
      expect(resolved?.stage).toEqual(next && resolved?.plan.stages[number - 1]);
    }),
  );
});
