import type { Range } from './range';

/** The bounds of a version's share of the ready endpoints, in percent. Nothing where there never is a ready endpoint. */
export interface ShareBounds {
  readonly lowest?: number;
  readonly highest?: number;
}

/**
 * A version's share of the ready endpoints, in percent: its share of new connections, since kube-proxy picks an endpoint
 * at random.
 *
 * @returns nothing where no endpoint is ready: there is no share of nothing
 * @example
 * sharePercent(1, 10) // => 10
 */
export function sharePercent(own: number, all: number): number | undefined {
  return all === 0 ? undefined : (100 * own) / all;
}

/**
 * The lowest and the highest share that a version can have while its pods and the other versions' pods move anywhere
 * within their ranges. Moments without any ready endpoint don't count: nobody is served then.
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

/** The bounds that hold all the given ones. */
export function shareHull(bounds: ShareBounds[]): ShareBounds {
  const lowest = bounds.flatMap((share) => share.lowest ?? []);
  const highest = bounds.flatMap((share) => share.highest ?? []);
  return lowest.length === 0 ? {} : { lowest: Math.min(...lowest), highest: Math.max(...highest) };
}
