import type { DeploymentSize } from '../../../src/model/deployment-change';
import { type Pods, startsOf, stepsOf } from './deployment-machine';

/** The ready pods of each template at one moment, which is everything that a Service sees of a Deployment. */
export type Ready = Readonly<Record<string, number>>;

/** Everything that can happen to a Deployment from one state to the next. */
export interface Graph {
  /** All moments, beginning with those at which the change can start. */
  readonly moments: Ready[];
  /** The number of moments at which the change can start. */
  readonly starts: number;
  /** The moments that can follow each moment. None follow if the Deployment is at rest. */
  readonly next: number[][];
}

/** Walks breadth-first over all events of a Deployment and its controllers. */
export function toGraph(before: DeploymentSize | undefined, after: DeploymentSize | undefined): Graph {
  const numbers = new Map<string, number>();
  const queue: Pods[] = [];
  const numberOf = (pods: Pods): number => {
    const key = JSON.stringify(pods);
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, queue.length);
    return queue.push(pods) - 1;
  };
  startsOf(before, after).forEach(numberOf);
  const starts = queue.length;
  const next: number[][] = [];
  // The queue grows while it is walked.
  for (const pods of queue) next.push(stepsOf(pods, before, after).map(numberOf));
  return { moments: queue.map(readyOf), starts, next };
}

function readyOf({ sets }: Pods): Ready {
  const ready: Record<string, number> = {};
  for (const set of sets) ready[set.template] = (ready[set.template] ?? 0) + set.ready;
  return ready;
}

/** Returns the moments at which the Deployment is at rest again. */
export function endsOf({ next }: Graph): number[] {
  return next.flatMap((following, moment) => (following.length === 0 ? [moment] : []));
}
