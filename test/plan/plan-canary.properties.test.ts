import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CanaryPlan,
  type CanaryPlanOptions,
  type CanaryStage,
  checkRollout,
  planCanary,
  splitReplicas,
} from '../../src';
import { deployment, service } from '../check/manifests';
import { tolerance } from '../split/split-arbitraries';
import { fewestStages, isAllowed, type Limits } from './canary-plan-oracle';

const bound = fc.oneof(
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 100 }).map((percent) => `${percent}%`),
);
const steps = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0.5, max: 100, noNaN: true })), {
    minLength: 1,
    maxLength: 5,
  })
  .map((list) => list.sort((a, b) => a - b));
const optionsUpTo = (replicas: number): fc.Arbitrary<CanaryPlanOptions> =>
  fc.record(
    { replicas: fc.integer({ min: 1, max: replicas }), steps, maxUnavailable: bound, maxSurge: bound, tolerance },
    { requiredKeys: ['replicas', 'steps'] },
  );

/** Returns the plan, or `undefined` if there is none. Other tests check whether there should be one. */
function tryPlan(options: CanaryPlanOptions): CanaryPlan | undefined {
  try {
    return planCanary(options);
  } catch {
    return undefined;
  }
}

function neighbors({ stages }: CanaryPlan): [CanaryStage, CanaryStage][] {
  return stages.slice(1).map((stage, index) => [stages[index]!, stage]);
}

/** Runs a property over random plans, and fails if too few of the random options have one. */
function forPlans(replicas: number, property: (plan: CanaryPlan, options: CanaryPlanOptions) => void): void {
  fc.assert(
    fc.property(optionsUpTo(replicas), (options) => {
      const plan = tryPlan(options);
      fc.pre(plan !== undefined);
      property(plan, options);
    }),
    { maxSkipsPerRun: 3 },
  );
}

/** Returns the stage that serves the step that the way to a stage enters. */
function enteredStep(plan: CanaryPlan, stage: CanaryStage): CanaryStage {
  return plan.stages.slice(stage.number - 1).find((later) => later.steps.length > 0)!;
}

/** Returns the highest share of the traffic that the canary may get on the way to a step. */
function maxPercentOf({ steps: [step], actualPercent }: CanaryStage, points: number): number {
  return Math.min(step!, actualPercent) + points;
}

function manifestsOf({ stable, canary }: CanaryStage): object[] {
  const labels = (version: string): Record<string, string> => ({ app: 'web', version });
  return [
    deployment('web-v1', { labels: labels('v1'), replicas: stable, image: 'web:1' }),
    deployment('web-v2', { labels: labels('v2'), replicas: canary, image: 'web:2' }),
    service('web', { app: 'web' }),
  ];
}

describe('every plan', () => {
  it('goes from all stable to all canary through every step, in their order', () => {
    forPlans(60, ({ stages }, { replicas, steps: asked }) => {
      expect(stages[0]).toMatchObject({ stable: replicas, canary: 0 });
      expect(stages.at(-1)).toMatchObject({ stable: 0, canary: replicas });
      expect(stages.flatMap((stage) => stage.steps)).toEqual(asked.at(-1) === 100 ? asked : [...asked, 100]);
    });
  });

  it('serves each step with the split that the constructs would choose', () => {
    forPlans(60, ({ stages, capacityCeiling }, { replicas, tolerance: points }) => {
      for (const { stable, canary, steps: served } of stages) {
        for (const trafficPercent of served) {
          const split = [0, capacityCeiling - replicas].flatMap((maxSurge) => {
            try {
              return [splitReplicas({ replicas, trafficPercent, maxSurge, tolerance: points })];
            } catch {
              return [];
            }
          })[0];
          expect({ stable, canary }).toEqual({ stable: split?.stable, canary: split?.canary });
        }
      }
    });
  });

  it('keeps the floor, the ceiling and the exposure on the way to each stage', () => {
    forPlans(60, (plan, { maxUnavailable = '25%', tolerance: points = 5 }) => {
      for (const [from, to] of neighbors(plan)) {
        const limits: Limits = {
          floor: plan.capacityFloor,
          ceiling: plan.capacityCeiling,
          maxUnavailable,
          maxPercent: maxPercentOf(enteredStep(plan, to), points),
        };
        expect(isAllowed(from, to, limits)).toBe(true);
      }
    });
  });

  it('states for each stage the figures that follow from the definition', () => {
    forPlans(60, (plan) => {
      for (const [from, to] of neighbors(plan)) {
        const canary = Math.max(from.canary, to.canary);
        const percent = (100 * canary) / (canary + Math.min(from.stable, to.stable));
        expect(to.lowestReady).toBe(Math.min(from.stable, to.stable) + Math.min(from.canary, to.canary));
        expect(to.highestReady).toBe(Math.max(from.stable, to.stable) + canary);
        expect(to.highestPercent).toBeCloseTo(canary === 0 ? 0 : percent, 9);
      }
    });
  });

  it('passes the checker from each stage to the next', () => {
    forPlans(60, (plan, { maxUnavailable, tolerance: points }) => {
      for (const [from, to] of neighbors(plan)) {
        const { findings, services } = checkRollout(manifestsOf(from), manifestsOf(to), {
          maxUnavailable,
          maxShareStep: 100,
          tolerance: points,
        });
        expect(findings).toEqual([]);
        expect(services[0]?.lowestReadyEndpoints).toBe(to.lowestReady);
      }
    });
  });

  it('goes back from each stage to the earliest that is safe, and from there to the start', () => {
    forPlans(20, (plan, { maxUnavailable = '25%' }) => {
      const { stages, capacityFloor: floor, capacityCeiling: ceiling } = plan;
      for (const stage of stages.slice(1)) {
        const { toStage } = stage.rollback;
        const limits = { floor, ceiling, maxUnavailable, maxPercent: stage.highestPercent };
        expect(toStage).toBeLessThan(stage.number);
        expect(isAllowed(stage, stages[toStage! - 1]!, limits)).toBe(true);
        const earlier = stages[toStage! - 2];
        expect(earlier === undefined || !isAllowed(stage, earlier, limits)).toBe(true);
      }
    });
  });

  it('has no more stages than a brute-force search needs from step to step', () => {
    forPlans(9, (plan, { maxUnavailable = '25%', tolerance: points = 5 }) => {
      const { stages, capacityFloor: floor, capacityCeiling: ceiling } = plan;
      const rests = stages.filter((stage) => stage.number === 1 || stage.steps.length > 0);
      rests.slice(1).forEach((to, index) => {
        const from = rests[index]!;
        const limits = { floor, ceiling, maxUnavailable, maxPercent: maxPercentOf(to, points) };
        expect(to.number - from.number).toBe(fewestStages(from, to, limits));
      });
    });
  });
});

describe('options without a plan', () => {
  it('fail because no pod can move, or because no split meets a step', () => {
    fc.assert(
      fc.property(optionsUpTo(30), (options) => {
        if (tryPlan(options) !== undefined) return;
        expect(() => planCanary(options)).toThrow(/maxSurge: |maxUnavailable and maxSurge: |steps\[\d\]: /);
      }),
    );
  });
});
