import { progressAt, Progress, wavesOf } from './apply-order';
import type { Range } from './range';
import { sharePercent } from './share';
import {
  FIELD_OF_PROGRESS,
  type Moment,
  momentsOnTheWay,
  type SelectedPods,
  serviceChange,
  type ServiceInput,
} from './service-change';

/** The extreme value that a sequence leads to. A version is a pod template of a Deployment. */
export type Extreme =
  | { readonly kind: 'fewest-endpoints' }
  | { readonly kind: 'highest-share' | 'lowest-share'; readonly id: string; readonly template: string };

/** An event that happens to a Service or to its pods. */
export type ServiceEvent =
  /** Nothing has happened yet: the state before is steady. */
  | { readonly kind: 'start' }
  /** Pods of a Deployment end or become ready, or new ones replace old ones. */
  | { readonly kind: 'pods'; readonly id: string; readonly changes: CountChange[] }
  /** The new selector replaces the old one. */
  | { readonly kind: 'selector' }
  /** All earlier waves are complete, and the changes of this one begin. */
  | { readonly kind: 'wave'; readonly wave: number };

/** The number of ready pods of a version that come, or go if it is negative. Never 0. */
export interface CountChange {
  readonly template: string;
  readonly by: number;
}

/** The ready pods of one version. */
export interface VersionPods {
  readonly id: string;
  readonly template: string;
  readonly ready: number;
  /** Whether they are endpoints of the Service. */
  readonly selected: boolean;
}

/** An event, with the state after it. */
export interface SequenceStep {
  readonly event: ServiceEvent;
  /** All versions that the Service selects before or after the change. */
  readonly pods: VersionPods[];
  /** The ready endpoints of the Service. */
  readonly endpoints: number;
}

/**
 * Returns the shortest sequence of events that leads to an extreme that `serviceChange` predicts. Its first step is the
 * state before. Consecutive changes of the pods of one Deployment are one event.
 *
 * The tests compare its length with that of a breadth-first search over the events of the controllers.
 *
 * @returns `undefined` if there is no such extreme: the share in a Service that never has a ready endpoint
 */
export function shortestSequence(input: ServiceInput, extreme: Extreme): SequenceStep[] | undefined {
  const value = extremeOf(input, extreme);
  if (value === undefined) return undefined;
  const found = momentsOnTheWay(input).flatMap((moment) => {
    const walk = new Walk(input);
    walk.passTo(moment);
    const targets = nearestTargets(input, moment, extreme, value, walk.counts);
    if (targets === undefined) return [];
    walk.reach(targets);
    if (moment.selector === 'selectedAfter') walk.select();
    return [walk.steps];
  });
  return found.reduce<SequenceStep[] | undefined>(
    (shortest, steps) => (shortest === undefined || isShorter(steps, shortest) ? steps : shortest),
    undefined,
  );
}

/**
 * A Service at three moments: before a change, with its new selector and the pods from before, and after the change.
 */
export interface SteadyStates {
  readonly before: Omit<SequenceStep, 'event'>;
  readonly switched: Omit<SequenceStep, 'event'>;
  readonly after: Omit<SequenceStep, 'event'>;
}

/** Returns the pods and endpoints of a Service while nothing moves. Autoscalers count with their fewest pods. */
export function steadyStates(input: ServiceInput): SteadyStates {
  const walk = new Walk(input);
  const before = walk.now();
  walk.select();
  const switched = walk.now();
  walk.settle();
  return { before, switched, after: walk.now() };
}

/** Reports whether a sequence has fewer events than another one, or as many but moves fewer pods. */
function isShorter(steps: SequenceStep[], other: SequenceStep[]): boolean {
  if (steps.length !== other.length) return steps.length < other.length;
  return movedPods(steps) < movedPods(other);
}

function movedPods(steps: SequenceStep[]): number {
  const changes = steps.flatMap(({ event }) => (event.kind === 'pods' ? event.changes : []));
  return changes.reduce((sum, { by }) => sum + Math.abs(by), 0);
}

function extremeOf(input: ServiceInput, extreme: Extreme): number | undefined {
  const { lowest, versions } = serviceChange(input);
  if (extreme.kind === 'fewest-endpoints') return lowest;
  const version = versions.find(({ id, template }) => id === extreme.id && template === extreme.template);
  return extreme.kind === 'highest-share' ? version?.highest : version?.lowest;
}

/** The ready pods of each template of a Deployment, in the order of its change. */
type Counts = readonly number[];

/**
 * Returns counts for each Deployment that give a value at a moment and differ from the current counts as little as
 * possible.
 */
function nearestTargets(
  input: ServiceInput,
  moment: Moment,
  extreme: Extreme,
  value: number,
  now: Counts[],
): Counts[] | undefined {
  const corners = input.pods.map((owner, index) => cornersOf(owner, moment, now[index]!));
  const isReached = (counts: Counts[]): boolean => valueOf(input, moment, extreme, counts) === value;
  const targets = outermost(input, moment, extreme, corners).find(isReached);
  if (targets === undefined) return undefined;
  const backToNow = (counts: Counts[]): Counts[] =>
    counts.reduce((kept, _, index) => {
      const other = kept.map((one, at) => (at === index ? now[at]! : one));
      return isReached(other) ? other : kept;
    }, counts);
  // If the pods of one Deployment have to stay, those of another may go instead. A second pass finds these.
  return backToNow(backToNow(targets));
}

/**
 * Returns the endpoints or the share at a moment, or `undefined` if no endpoint is ready, so that no version has a
 * share.
 */
function valueOf({ pods }: ServiceInput, moment: Moment, extreme: Extreme, counts: Counts[]): number | undefined {
  const endpoints = pods.reduce((sum, owner, index) => sum + selectedOf(owner, moment, counts[index]!), 0);
  if (extreme.kind === 'fewest-endpoints') return endpoints;
  const own = pods.findIndex(({ id }) => id === extreme.id);
  return sharePercent(versionOf(pods[own]!, moment, extreme.template, counts[own]!), endpoints);
}

/**
 * Returns the counts to try for an extreme: all other versions at their fewest or their most, with the best count of
 * this version.
 */
function outermost(input: ServiceInput, moment: Moment, extreme: Extreme, corners: Counts[][]): Counts[][] {
  const { pods } = input;
  const fewest = pods.map((owner, index) => best(corners[index]!, (counts) => -selectedOf(owner, moment, counts)));
  if (extreme.kind === 'fewest-endpoints') return [fewest];
  const most = pods.map((owner, index) => best(corners[index]!, (counts) => selectedOf(owner, moment, counts)));
  const own = pods.findIndex(({ id }) => id === extreme.id);
  const sign = extreme.kind === 'highest-share' ? 1 : -1;
  // Moments without any ready endpoint don't count, as in `shareBounds`.
  return [fewest, most].map((others) => {
    const withOwn = (counts: Counts): Counts[] => others.map((other, at) => (at === own ? counts : other));
    const share = (counts: Counts): number | undefined => valueOf(input, moment, extreme, withOwn(counts));
    return withOwn(best(corners[own]!, (counts) => sign * (share(counts) ?? -sign * Infinity)));
  });
}

/** Returns the first of the items with the highest score. */
function best<T>(items: readonly T[], score: (item: T) => number): T {
  return items.reduce((found, item) => (score(item) > score(found) ? item : found));
}

function selectedOf({ change, ...owner }: SelectedPods, { selector }: Moment, counts: Counts): number {
  return change.templates.reduce(
    (sum, { template }, index) => sum + (owner[selector].includes(template) ? counts[index]! : 0),
    0,
  );
}

function versionOf({ change, ...owner }: SelectedPods, { selector }: Moment, template: string, counts: Counts): number {
  const index = change.templates.findIndex((one) => one.template === template);
  return owner[selector].includes(template) ? (counts[index] ?? 0) : 0;
}

/** Returns counts that a Deployment can have at a moment, including its most and its fewest pods. */
function cornersOf({ change, ...order }: SelectedPods, { at }: Moment, now: Counts): Counts[] {
  const progress = at({ change, ...order });
  const field = FIELD_OF_PROGRESS[progress];
  const [total, templates] = [change[field], change.templates.map((one) => one[field])];
  const [old, fresh] = templates;
  if (old === undefined) return [now];
  if (fresh === undefined) return [...(progress === Progress.AFTER ? [] : [now]), [old.low], [old.high]];
  if (progress !== Progress.ON_THE_WAY) return [now, ...ends(old).flatMap((a) => ends(fresh).map((b) => [a, b]))];
  // The number of new pods in addition to the old ones.
  const added = Math.min(fresh.high, total.high - Math.min(old.high, fresh.high));
  return [
    now,
    // Old pods go before new ones are ready.
    [total.low, 0],
    [old.high, 0],
    [0, fresh.high],
    [total.high - added, added],
    change.templates.map(({ after }) => after.low),
    change.templates.map(({ after }) => after.high),
  ];
}

function ends({ low, high }: Range): number[] {
  return [low, high];
}

/** The events so far, with the state that they led to. */
class Walk {
  readonly steps: SequenceStep[] = [];
  readonly #input: ServiceInput;
  #selector: Moment['selector'];
  #counts: Counts[];

  constructor(input: ServiceInput) {
    this.#input = input;
    this.#selector = input.existed === false ? 'selectedAfter' : 'selectedBefore';
    this.#counts = input.pods.map(({ change }) => change.templates.map(({ before }) => before.low));
    this.#add({ kind: 'start' });
  }

  /** The ready pods now. */
  get counts(): Counts[] {
    return this.#counts;
  }

  /** Completes all waves before that of a moment. */
  passTo({ wave: last }: Moment): void {
    const { wave: own = 0, pods } = this.#input;
    const [first, ...others] = wavesOf([{ wave: own, lingers: false }, ...pods]);
    if (first === last) return;
    if (first === own) this.select();
    for (const wave of others) {
      this.#enter(wave);
      if (wave === last) return;
      if (wave === own) this.select();
    }
  }

  /**
   * Completes all waves before this one. It adds an event only if that changes pods that the Service selects before or
   * after the change.
   */
  #enter(wave: number): void {
    const before = this.#shown();
    this.#counts = this.#input.pods.map((owner, index) =>
      progressAt(owner, wave) === Progress.AFTER
        ? owner.change.templates.map(({ after }) => after.low)
        : this.#counts[index]!,
    );
    if (this.#shown().some(({ ready }, index) => ready !== before[index]!.ready)) this.#add({ kind: 'wave', wave });
  }

  /** Applies the new selector. It adds an event only if that selects other pods. */
  select(): void {
    if (this.#selector === 'selectedAfter') return;
    this.#selector = 'selectedAfter';
    const differs = this.#input.pods.some(({ change, selectedBefore, selectedAfter }) =>
      change.templates.some(({ template }) => selectedBefore.includes(template) !== selectedAfter.includes(template)),
    );
    if (differs) this.#add({ kind: 'selector' });
  }

  /** Moves the pods of each Deployment, beginning with those that lose some. */
  reach(targets: Counts[]): void {
    const moves = this.#input.pods.map((owner, index) => {
      const changes = owner.change.templates
        .map(({ template }, at) => ({ template, by: targets[index]![at]! - this.#counts[index]![at]! }))
        .filter(({ template, by }) => by !== 0 && isShown(owner, template));
      return { id: owner.id, index, changes, gain: changes.reduce((sum, { by }) => sum + by, 0) };
    });
    for (const { id, index, changes } of moves.sort((a, b) => a.gain - b.gain)) {
      this.#counts = this.#counts.map((counts, at) => (at === index ? targets[index]! : counts));
      if (changes.length > 0) this.#add({ kind: 'pods', id, changes });
    }
  }

  /** Brings all pods to their counts after the change, without events. */
  settle(): void {
    this.#counts = this.#input.pods.map(({ change }) => change.templates.map(({ after }) => after.low));
  }

  /** Returns the state that the events so far led to. */
  now(): Omit<SequenceStep, 'event'> {
    const pods = this.#shown();
    return { pods, endpoints: pods.reduce((sum, { ready, selected }) => sum + (selected ? ready : 0), 0) };
  }

  #shown(): VersionPods[] {
    return this.#input.pods.flatMap((owner, index) =>
      owner.change.templates.flatMap(({ template }, at) => {
        if (!isShown(owner, template)) return [];
        const ready = this.#counts[index]![at]!;
        return { id: owner.id, template, ready, selected: owner[this.#selector].includes(template) };
      }),
    );
  }

  #add(event: ServiceEvent): void {
    this.steps.push({ event, ...this.now() });
  }
}

/** Reports whether the Service selects a version before or after the change. */
function isShown({ selectedBefore, selectedAfter }: SelectedPods, template: string): boolean {
  return selectedBefore.includes(template) || selectedAfter.includes(template);
}
