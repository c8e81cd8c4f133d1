import { rollingBounds } from '../../../src/model/rolling-bounds';
import { CapacityPolicy } from '../../../src/split/capacity-policy';

/** Everything that a user can set for a plan. */
export interface PlanState {
  readonly strategy: 'canary' | 'blue-green';
  readonly replicas: number;
  /** The share of the traffic that the split shows, in percent. */
  readonly percent: number;
  /** The steps as typed: `10, 30, 50, 100`. */
  readonly steps: string;
  /** The number of extra pods that may run. @default - 25% of the replicas */
  readonly surge?: number;
  /** The number of pods that may be missing. @default - 25% of the replicas */
  readonly unavailable?: number;
  /** In percentage points. */
  readonly tolerance: number;
  readonly policy: CapacityPolicy;
  /** The number of pods of the new color to test at first. @default - all of them */
  readonly preview?: number;
  /** Whether both colors serve for one stage before the switch. @default false */
  readonly overlap?: boolean;
}

export const DEFAULT_PLAN: PlanState = {
  strategy: 'canary',
  replicas: 10,
  percent: 30,
  steps: '10, 30, 50, 100',
  tolerance: 5,
  policy: CapacityPolicy.REPLACE,
};

/** The largest number of pods on a slider. */
export const MAX_REPLICAS = 60;

/** The largest tolerance on the slider, in percentage points. */
export const MAX_TOLERANCE = 50;

/** Returns the steps as numbers. Anything else becomes `NaN`, which the planner refuses with a message. */
export function stepsOf({ steps }: PlanState): number[] {
  return stepsIn(steps);
}

/** Returns the steps in typed text. */
export function stepsIn(steps: string): number[] {
  const parts = steps.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.map((part) => Number(part.replace(/%$/, '')));
}

/** Returns the numbers of pods that may be added and that may be missing, with the defaults of a rolling update. */
export function boundsOf({ replicas, surge, unavailable }: PlanState): { surge: number; unavailable: number } {
  const defaults = rollingBounds(replicas);
  return { surge: surge ?? defaults.surge, unavailable: Math.min(unavailable ?? defaults.unavailable, replicas) };
}

/** Returns the state as the fragment of a URL, without default values. */
export function toQuery(state: PlanState): string {
  const entries = Object.entries(state).filter(
    ([key, value]) => value !== undefined && value !== DEFAULT_PLAN[key as keyof PlanState],
  );
  const query = new URLSearchParams(entries.map(([key, value]) => [key, String(value).replaceAll(', ', ',')]));
  return query.toString().replaceAll('%2C', ',');
}

/** Reads the state from a fragment. Unknown and invalid settings keep their defaults. */
export function fromQuery(query: string): PlanState {
  const given = new URLSearchParams(query);
  const count = (key: string, most: number): number | undefined => {
    const value = Number(given.get(key) ?? Number.NaN);
    return Number.isInteger(value) && value >= 0 && value <= most ? value : undefined;
  };
  const replicas = count('replicas', MAX_REPLICAS) ?? DEFAULT_PLAN.replicas;
  const steps = given.get('steps')?.slice(0, 200).replaceAll(',', ', ') ?? DEFAULT_PLAN.steps;
  return {
    strategy: given.get('strategy') === 'blue-green' ? 'blue-green' : 'canary',
    replicas: Math.max(replicas, 1),
    percent: count('percent', 100) ?? DEFAULT_PLAN.percent,
    steps,
    surge: count('surge', MAX_REPLICAS),
    unavailable: count('unavailable', MAX_REPLICAS),
    tolerance: count('tolerance', 100) ?? DEFAULT_PLAN.tolerance,
    policy: given.get('policy') === CapacityPolicy.KEEP_STABLE ? CapacityPolicy.KEEP_STABLE : CapacityPolicy.REPLACE,
    preview: count('preview', MAX_REPLICAS),
    overlap: given.get('overlap') === 'true' ? true : undefined,
  };
}
