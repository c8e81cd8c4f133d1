import { setTimeout as sleep } from 'node:timers/promises';
import { checkRollout } from '../src';
import { applyStage, inNamespace } from './apply-stage';
import type { Cluster } from './cluster';
import type { EndpointWatch } from './endpoint-watch';
import { move, type ObservedMove, type Order } from './move';
import { Random } from './random';
import { randomPair, type RandomPair } from './random-pair';

/** A pair of states, and what its Service went through from one to the other. */
export interface TriedPair extends RandomPair {
  readonly observed: ObservedMove;
}

/** How many pairs are under way at the same time. */
const AT_ONCE = 6;

/** The objects of a state are applied within this many milliseconds, in any order. */
const MOST_DELAY = 400;

/** Brings random pairs of states about, some at a time, all in one namespace. */
export async function tryPairs(
  cluster: Cluster,
  watch: EndpointWatch,
  seed: number,
  count: number,
): Promise<TriedPair[]> {
  const random = new Random(seed);
  // Drawn before the first is tried, so that the seed alone decides on them.
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

/** Draws a pair with a prediction: a Service that selects no pods of either state is not judged. */
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
