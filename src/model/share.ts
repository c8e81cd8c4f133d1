import type { Range } from './range';

/**
 * The bounds of a version's share of the ready endpoints, in percent. `undefined` if there is never a ready endpoint.
 */
export interface ShareBounds {
  readonly lowest?: number;
  readonly highest?: number;
}

/**
 * Returns a version's share of the ready endpoints, in percent. It is also its share of new connections, because
 * kube-proxy picks an endpoint at random.
 *
 * @returns `undefined` if no endpoint is ready
 * @example
 * sharePercent(1, 10) // => 10
 */
export function sharePercent(own: number, all: number): number | undefined {
  return all === 0 ? undefined : (100 * own) / all;
}

/**
 * Returns the lowest and the highest share of a version while its pods and the pods of other versions move anywhere
 * within their ranges. Moments without any ready endpoint don't count, because no one is served then.
 *
 * @example
 * shareBounds({ low: 0, high: 1 }, { low: 9, high: 10 }) // => { lowest: 0, highest: 10 }
 */
export function shareBounds(own: Range, others: Range): ShareBounds {
  return {
    lowest:
      own.low + others.high === 0 ? sharePercent(own.high, own.high) : sharePercent(own.low, own.low + others.high),
    highest: own.high + others.low === 0 ? sharePercent(0, others.high) : sharePercent(own.high, own.high + others.low),
  };
}

/** Returns the bounds that contain all given bounds. */
export function shareHull(bounds: ShareBounds[]): ShareBounds {
  const lowest = bounds.flatMap((share) => share.lowest ?? []);
  const highest = bounds.flatMap((share) => share.highest ?? []);
  return lowest.length === 0 ? {} : { lowest: Math.min(...lowest), highest: Math.max(...highest) };
}
