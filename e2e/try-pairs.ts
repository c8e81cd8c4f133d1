import { setTimeout as sleep } from 'node:timers/promises';
import { checkRollout } from '../src';
import { applyStage, inNamespace } from './apply-stage';
import type { Cluster } from './cluster';
import type { EndpointWatch } from './endpoint-watch';
import { move, type ObservedMove, type Order } from './move';
import { Random } from './random';
import { randomPair, type RandomPair } from './random-pair';

/** A pair of states, with the observation of its Service. */
export interface TriedPair extends RandomPair {
  readonly observed: ObservedMove;
}

/** The number of pairs to try at the same time. */
const AT_ONCE = 6;

/** The time within which the objects of a state are applied, in any order, in milliseconds. */
const MOST_DELAY = 400;

/** Tries random pairs of states in one namespace, some at the same time. */
export async function tryPairs(
  cluster: Cluster,
  watch: EndpointWatch,
  seed: number,
  count: number,
): Promise<TriedPair[]> {
  const random = new Random(seed);
  // Draw all pairs before the first is tried, so that they depend only on the seed.
  const pairs = Array.from({ length: count }, (_, index) => judgedPair(random, `pair-${index + 1}`));
  const waiting = [...pairs];
  const tried: TriedPair[] = [];
  const work = async (): Promise<void> => {
    for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
      tried.push({ ...pair, observed: await tryPair(cluster, watch, pair, random) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return tried;
}

/** Draws a pair with a prediction. There is none for a Service that selects no pods in either state. */
function judgedPair(random: Random, name: string): RandomPair {
  for (;;) {
    const pair = randomPair(random, name);
    if (checkRollout(pair.before, pair.after).services.length > 0) return pair;
  }
}

async function tryPair(
  cluster: Cluster,
  watch: EndpointWatch,
  pair: RandomPair,
  random: Random,
): Promise<ObservedMove> {
  const isOwn = (name: string): boolean => name === pair.name || name.startsWith(`${pair.name}-`);
  const order: Order = (work) =>
    random.shuffle(work).map((run) => async () => {
      await sleep(random.integer(0, MOST_DELAY));
      await run();
    });
  const [before, after] = [inNamespace(cluster, pair.before), inNamespace(cluster, pair.after)];
  await move(cluster, watch, [], before, { isOwn });
  const [observed] = await move(cluster, watch, before, after, { isOwn, order });
  await applyStage(cluster, after, []);
  if (observed === undefined) throw new Error(`the checker says nothing of Service ${pair.name}`);
  return observed;
}
