import type { Counterexample } from '../../check/counterexample';
import { plural } from '../../text/words';

/** The most events in a report. More would tell the reader nothing new, and the JSON has all of them. */
const MOST_STEPS = 12;

/**
 * Returns a sequence of events for a report, one line per event, without the numbers. These start at 0.
 *
 * @example
 * toSteps({ service: 'web', steps: [{ event: 'v1 loses 5 pods', endpoints: 5, pods: [] }] })
 * // => ['v1 loses 5 pods: 5 endpoints']
 */
export function toSteps(counterexample: Counterexample | undefined): string[] {
  const steps = counterexample?.steps ?? [];
  const lines = steps.map(({ event, endpoints }) => `${event}: ${plural(endpoints, 'endpoint')}`);
  if (lines.length <= MOST_STEPS) return lines;
  const [last = ''] = lines.slice(-1);
  return [...lines.slice(0, MOST_STEPS - 2), `… ${lines.length - MOST_STEPS + 1} more events`, last];
}

/**
 * Returns a sequence of events, one line per event.
 *
 * @example
 * describeSteps({ service: 'web', steps: [{ event: 'v1 loses 5 pods', endpoints: 5, pods: [] }] })
 * // => ['0. v1 loses 5 pods: 5 endpoints']
 */
export function describeSteps(counterexample: Counterexample | undefined): string[] {
  return toSteps(counterexample).map((step, index) => `${index}. ${step}`);
}
