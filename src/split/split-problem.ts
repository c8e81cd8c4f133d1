import { CapacityPolicy } from './capacity-policy';
import { closestSplit, type SplitWish } from './closest-split';
import type { Problem } from '../validate/problem';
import { reportSplit } from './split';
import { remedies, type Remedy } from './split-remedies';

/** Returns the problem of a wish that no split meets, with the options that would help. */
export function unmetSplitProblem(wish: SplitWish): Problem {
  return {
    prop: 'trafficPercent',
    received: wish.trafficPercent,
    expected: allowedInstead(wish),
    fix: `set ${alternatives(remedies(wish).map(describeRemedy))}`,
  };
}

function allowedInstead(wish: SplitWish): string {
  const closest = closestSplit(wish);
  if (closest === undefined) {
    const bounds = `replicas: ${wish.replicas} and maxSurge: ${wish.maxSurge}`;
    return wish.capacityPolicy === CapacityPolicy.KEEP_STABLE && wish.replicas > 0
      ? `0 or 100 with ${bounds}, because the canary needs a pod beside the stable ones`
      : `0 or 100 with ${bounds}, because stable and canary need at least one pod each`;
  }
  const { stable, canary } = closest;
  const points = wish.tolerance === 1 ? '1 point' : `${wish.tolerance} points`;
  return (
    `a percentage that ${describePods(wish)} can serve within ${points} ` +
    `(the closest is ${closestPercent(wish, stable, canary)}%, with ${stable} stable + ${canary} canary)`
  );
}

/** Describes the pods that the wish allows: `3 pods`, `3 to 5 pods`, `3 stable and 1 to 2 canary pods`. */
function describePods({ replicas, maxSurge, capacityPolicy }: SplitWish): string {
  if (capacityPolicy === CapacityPolicy.KEEP_STABLE) {
    return maxSurge === 1
      ? `${replicas} stable pods and 1 canary pod`
      : `${replicas} stable and 1 to ${maxSurge} canary pods`;
  }
  return maxSurge === 0 ? `${replicas} pods` : `${replicas} to ${replicas + maxSurge} pods`;
}

/**
 * Returns the percentage with two decimals, or with as many as it takes to tell it from 0, from 100 and from the wish.
 */
function closestPercent({ trafficPercent }: SplitWish, stable: number, canary: number): number {
  const { actualPercent } = reportSplit(stable, canary);
  for (let decimals = 2; decimals < 20; decimals++) {
    const rounded = Number(actualPercent.toFixed(decimals));
    if (![0, 100, trafficPercent].includes(rounded)) return rounded;
  }
  return actualPercent;
}

function describeRemedy(remedy: Remedy): string {
  return Object.entries(remedy)
    .map(([option, value]) => `${option}: ${option === 'capacityPolicy' ? 'CapacityPolicy.REPLACE' : value}`)
    .join(' and ');
}

/** Returns a list in words: `a`, `a or b`, `a, b or c`. */
function alternatives(texts: string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}
