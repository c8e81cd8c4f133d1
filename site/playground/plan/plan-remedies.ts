import { CapacityPolicy } from '../../../src/split/capacity-policy';
import { DEFAULT_TOLERANCE } from '../../../src/split/split-options';
import { remedies, type Remedy } from '../../../src/split/split-remedies';
import { planOf, splitOf } from './plan-result';
import { boundsOf, DEFAULT_PLAN, MAX_REPLICAS, MAX_TOLERANCE, type PlanState, stepsOf } from './plan-state';

/** A change to the settings that makes them work. */
export interface Offer {
  readonly label: string;
  readonly state: PlanState;
}

/** A function that reports whether settings work. */
type Works = (tried: PlanState) => boolean;

const splits: Works = (tried) => splitOf(tried).value !== undefined;
const plans: Works = (tried) => planOf(tried).view !== undefined;

/** Returns changes that each make the split possible. Each of them has been tried. */
export function splitOffers(state: PlanState): Offer[] {
  return firstThatWork(state, splits, [
    () => candidates(state, [state.percent]),
    ...[{}, { surge: 1 }].map((pod) => () => together(state, pod, splits)),
  ]);
}

/** Returns changes that each make the plan possible. Each of them has been tried. */
export function planOffers(state: PlanState): Offer[] {
  const inRange = stepsOf(state).filter((step) => step > 0 && step <= 100);
  const rising = [...new Set(inRange)].sort((a, b) => a - b);
  const sorted = { steps: (rising.length === 0 ? stepsOf(DEFAULT_PLAN) : rising).join(', ') };
  const pods = [{ surge: 1 }, { unavailable: 1 }];
  return firstThatWork(state, plans, [
    () => [sorted, ...pods, ...candidates(state, rising)],
    ...[{}, ...pods].map((pod) => () => together(state, { ...sorted, ...pod }, plans)),
  ]);
}

/** Returns the offers of the first list that has any. Later lists change more at once and take longer to compute. */
function firstThatWork(state: PlanState, works: Works, lists: readonly (() => Partial<PlanState>[])[]): Offer[] {
  for (const list of lists) {
    const offers = working(state, list(), works);
    if (offers.length > 0) return offers;
  }
  return [];
}

/**
 * Returns changes for the case that no single setting helps: a base change, and the smallest change of another setting
 * that works with it.
 */
function together(state: PlanState, base: Partial<PlanState>, works: Works): Partial<PlanState>[] {
  const found = [base, { ...base, policy: CapacityPolicy.REPLACE }].map((change) => {
    const least = (key: 'replicas' | 'surge' | 'tolerance', from: number, to: number): Partial<PlanState>[] => {
      const value = smallest(from, to, (count) => works({ ...state, ...change, [key]: count }));
      return value === undefined ? [] : [{ ...change, [key]: value }];
    };
    return [
      ...least('replicas', state.replicas, MAX_REPLICAS),
      ...least('surge', boundsOf(state).surge, state.replicas),
      ...least('tolerance', state.tolerance, MAX_TOLERANCE),
    ];
  });
  return found.find((changes) => changes.length > 0) ?? [];
}

/**
 * Returns the remedies that the split suggests for the percentages. For several percentages, it takes the largest value
 * that any of them needs.
 */
function candidates(state: PlanState, percents: number[]): Partial<PlanState>[] {
  const { replicas, tolerance, policy } = state;
  const maxSurge = boundsOf(state).surge;
  const each = percents
    .filter((trafficPercent) => splitOf({ ...state, percent: trafficPercent }).value === undefined)
    .map((trafficPercent) => remedies({ replicas, trafficPercent, maxSurge, tolerance, capacityPolicy: policy }));
  const most = (field: 'replicas' | 'maxSurge' | 'tolerance'): number =>
    Math.max(0, ...each.flatMap((found) => found.map((remedy: Remedy) => remedy[field] ?? 0)));
  const first = smallest(replicas + 1, MAX_REPLICAS, (count) =>
    percents.every((percent) => splitOf({ ...state, replicas: count, percent }).value !== undefined),
  );
  return [
    ...(first === undefined ? [] : [{ replicas: first }]),
    { surge: most('maxSurge') },
    { tolerance: Math.ceil(Math.max(most('tolerance'), DEFAULT_TOLERANCE)) },
    ...each.flatMap((found) =>
      found.flatMap(({ capacityPolicy }) => (capacityPolicy ? [{ policy: capacityPolicy }] : [])),
    ),
    ...each.flatMap((found) =>
      found.map((remedy) => ({
        replicas: remedy.replicas ?? replicas,
        surge: remedy.maxSurge ?? state.surge,
        tolerance: Math.ceil(remedy.tolerance ?? tolerance),
      })),
    ),
  ];
}

function smallest(from: number, to: number, works: (count: number) => boolean): number | undefined {
  for (let count = from; count <= to; count++) if (works(count)) return count;
  return undefined;
}

function working(state: PlanState, changes: Partial<PlanState>[], works: Works): Offer[] {
  // Of two values for the same settings, the first is the smaller change.
  const offers = new Map<string, Offer>();
  for (const change of changes) {
    const tried = { ...state, ...change };
    const label = labelOf(state, tried);
    const settings = Object.keys(change)
      .filter((key) => tried[key as keyof PlanState] !== state[key as keyof PlanState])
      .sort()
      .join();
    if (label !== '' && !offers.has(settings) && tried.replicas <= MAX_REPLICAS && works(tried)) {
      offers.set(settings, { label, state: tried });
    }
  }
  return [...offers.values()].slice(0, 4);
}

function labelOf(before: PlanState, after: PlanState): string {
  const names = { replicas: 'replicas', surge: 'maxSurge', unavailable: 'maxUnavailable', tolerance: 'tolerance' };
  const changed = Object.entries(names).flatMap(([key, name]) => {
    const field = key as keyof typeof names;
    return before[field] === after[field] ? [] : [`${name}: ${after[field]}`];
  });
  const policy = before.policy === after.policy ? [] : [`capacityPolicy: ${after.policy}`];
  const steps = before.steps === after.steps ? [] : [`steps: ${after.steps}`];
  return [...changed, ...policy, ...steps].join(' and ');
}
