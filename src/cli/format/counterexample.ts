import type { Counterexample } from '../../check/counterexample';
import { plural } from '../../text/words';

/**
 * Returns a sequence of events, one line per event.
 *
 * @example
 * describeSteps(counterexample)
 * // => ['0. the state before is at rest: 10 endpoints', '1. v1 loses 5 pods: 5 endpoints']
 */
export function describeSteps(counterexample: Counterexample | undefined): string[] {
  const steps = counterexample?.steps ?? [];
  return steps.map(({ event, endpoints }, index) => `${index}. ${event}: ${plural(endpoints, 'endpoint')}`);
}
