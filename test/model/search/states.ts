import type { DeploymentSize, RolloutStrategy } from '../../../src/model/deployment-change';
import { exactly } from '../../../src/model/range';

/** A Deployment in two committed states. */
export interface Pair {
  readonly before: DeploymentSize | undefined;
  readonly after: DeploymentSize | undefined;
}

/**
 * Returns all changes of one Deployment up to a number of pods. It leaves out states that behave the same: the strategy
 * of the state before has no effect, because that state is at rest, and neither has that of a paused Deployment. It
 * also leaves out percentages, because the model first converts them to numbers, which `rolling-bounds.test.ts` tests.
 */
export function allPairs(mostPods: number): Pair[] {
  const counts = Array.from({ length: mostPods + 1 }, (_, count) => count);
  // One more than the number of pods, so that every bound is exceeded, too.
  const bounds = [...counts, mostPods + 1];
  const strategies: RolloutStrategy[] = [
    { recreate: true },
    ...bounds.flatMap((maxSurge) => bounds.map((maxUnavailable) => ({ maxSurge, maxUnavailable }))),
  ];
  const befores = counts.flatMap((count): DeploymentSize[] => {
    const state = { replicas: exactly(count), template: 'a', selector: 's' };
    return [state, { ...state, paused: true }];
  });
  const afters = counts.flatMap((count) =>
    ['a', 'b'].flatMap((template) =>
      ['s', 't'].flatMap((selector): DeploymentSize[] => {
        const state = { replicas: exactly(count), template, selector };
        return [...strategies.map((strategy) => ({ ...state, strategy })), { ...state, paused: true }];
      }),
    ),
  );
  return [undefined, ...befores].flatMap((before) => [undefined, ...afters].map((after) => ({ before, after })));
}
