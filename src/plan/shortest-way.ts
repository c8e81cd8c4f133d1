import type { PodCounts } from '../split/closest-split';
import { totalOf } from './capacity-bounds';

/** The most pods for which all states are tried: their pairs grow with the fourth power. */
const MOST_PODS = 48;

/** A state of both versions, and the one from which it was reached. */
interface Reached {
  readonly pods: PodCounts;
  readonly previous?: Reached;
}

/**
 * Returns the shortest way from one state to another by trying every state, the last one included.
 *
 * @param most the most stages of the way
 * @param bounds the fewest and the most pods of a state
 * @param isAllowed returns whether one state may follow another
 * @returns `undefined` if there is no such way, or if the ceiling is above 48 pods
 */
export function shortestWay(
  from: PodCounts,
  to: PodCounts,
  most: number,
  bounds: { readonly floor: number; readonly ceiling: number },
  isAllowed: (from: PodCounts, to: PodCounts) => boolean,
): PodCounts[] | undefined {
  if (bounds.ceiling > MOST_PODS) return undefined;
  let unseen = statesBetween(bounds);
  let frontier: Reached[] = [{ pods: from }];
  for (let stages = 1; stages <= most && frontier.length > 0; stages++) {
    const last = frontier.find(({ pods }) => isAllowed(pods, to));
    if (last !== undefined) return wayOf({ pods: to, previous: last });
    const reached: Reached[] = [];
    unseen = unseen.filter((pods) => {
      const previous = frontier.find((state) => isAllowed(state.pods, pods));
      if (previous !== undefined) reached.push({ pods, previous });
      return previous === undefined;
    });
    frontier = reached;
  }
  return undefined;
}

function statesBetween({ floor, ceiling }: { readonly floor: number; readonly ceiling: number }): PodCounts[] {
  const side = Array.from({ length: ceiling + 1 }, (_, pods) => pods);
  return side
    .flatMap((stable) => side.map((canary) => ({ stable, canary })))
    .filter((pods) => totalOf(pods) >= floor && totalOf(pods) <= ceiling);
}

/** Returns the states behind the first one, in order. */
function wayOf(last: Reached): PodCounts[] {
  return last.previous === undefined ? [] : [...wayOf(last.previous), last.pods];
}
