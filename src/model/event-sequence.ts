import { Progress, progressAt, wavesOf } from './apply-order';
import type { Range } from './range';
import { sharePercent } from './share';
import {
  endpointsOf,
  FIELD_OF_PROGRESS,
  type Moment,
  momentsOnTheWay,
  otherPods,
  type SelectedPods,
  serviceChange,
  type ServiceInput,
  toView,
  versionPods,
  type View,
} from './service-change';

/** The extreme value that a sequence leads to. A version is a pod template of a Deployment. */
export type Extreme =
  | { readonly kind: 'fewest-endpoints' }
  | { readonly kind: 'highest-share' | 'lowest-share'; readonly id: string; readonly template: string };

/** An event that happens to a Service or to its pods. */
export type ServiceEvent =
  /** Nothing has happened yet: the state before is steady. */
  | { readonly kind: 'start' }
  /** Pods of a version end, or become ready. */
  | {
      readonly kind: 'pods-lost' | 'pods-ready';
      readonly id: string;
      readonly template: string;
      readonly count: number;
    }
  /** The new selector replaces the old one. */
  | { readonly kind: 'selector' }
  /** All earlier waves are complete, and the changes of this one begin. `undefined`: all waves are complete. */
  | { readonly kind: 'wave'; readonly wave?: number };

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
 * state before. Pods of one version that come or go together are one event.
 *
 * @returns `undefined` if there is no such extreme: the share in a Service that never has a ready endpoint
 */
export function shortestSequence(input: ServiceInput, extreme: Extreme): SequenceStep[] | undefined {
  const value = extremeOf(input, extreme);
  if (value === undefined) return undefined;
  const found = [...(input.existed === false ? [] : [START]), ...momentsOnTheWay(input), END]
    .map((moment) => ({ moment, view: toView(input.pods, moment) }))
    .filter(({ view }) => isAt(value, view, input, extreme));
  // That all is done says less than what happens on the way.
  const telling = found.filter(({ moment }) => moment !== END);
  return (telling.length > 0 ? telling : found)
    .map(({ moment, view }) => walkTo(input, moment, targetsOf(input, view, extreme)))
    .map((steps) => upTo(steps, (step) => valueOf(step, extreme) === value))
    .reduce((shortest, other) => (other.length < shortest.length ? other : shortest));
}

/** Returns the steps up to the first one that reaches the extreme. */
function upTo(steps: SequenceStep[], isReached: (step: SequenceStep) => boolean): SequenceStep[] {
  return steps.slice(0, steps.findIndex(isReached) + 1 || steps.length);
}

/**
 * Returns the endpoints or the share after an event; `undefined` if no one is served, since no version then has a
 * share.
 */
function valueOf({ pods, endpoints }: Omit<SequenceStep, 'event'>, extreme: Extreme): number | undefined {
  if (extreme.kind === 'fewest-endpoints') return endpoints;
  const own = pods.find(({ id, template }) => id === extreme.id && template === extreme.template);
  return sharePercent(own?.selected ? own.ready : 0, endpoints);
}

const START: Moment = { selector: 'selectedBefore', at: () => Progress.BEFORE };
const END: Moment = { selector: 'selectedAfter', at: () => Progress.AFTER };

function extremeOf(input: ServiceInput, extreme: Extreme): number | undefined {
  const { lowest, versions } = serviceChange(input);
  if (extreme.kind === 'fewest-endpoints') return lowest;
  const version = versions.find(({ id, template }) => id === extreme.id && template === extreme.template);
  return extreme.kind === 'highest-share' ? version?.highest : version?.lowest;
}

function isAt(value: number, view: View, input: ServiceInput, extreme: Extreme): boolean {
  if (extreme.kind === 'fewest-endpoints') return view.total.low === value;
  // All targets are of versions that the Service selects at this moment.
  const pods = targetsOf(input, view, extreme).map((count) => ({ ...count, selected: true }));
  const endpoints = pods.reduce((sum, { ready }) => sum + ready, 0);
  return valueOf({ pods, endpoints }, extreme) === value;
}

/** The ready pods of a version. */
type Count = Omit<VersionPods, 'selected'>;

/** Returns the ready pods at the extreme of a moment, for the versions that the Service selects then. */
function targetsOf({ pods }: ServiceInput, view: View, extreme: Extreme): Count[] {
  if (extreme.kind === 'fewest-endpoints') return pods.flatMap((owner) => endsOf(owner, view, 'low'));
  const owner = pods.find(({ id }) => id === extreme.id);
  if (owner === undefined) return [];
  const { template } = extreme;
  const [own, others] = [versionPods(owner, template, view), otherPods(owner, template, view)];
  const [ownEnd, otherEnd] = endsOfShare(own, others, extreme.kind);
  return [
    ...pods.filter((other) => other !== owner).flatMap((other) => endsOf(other, view, otherEnd)),
    ...selectedTemplates(owner, view).map((selected) => ({
      id: owner.id,
      template: selected,
      ready: versionPods(owner, selected, view)[selected === template ? ownEnd : otherEnd],
    })),
  ];
}

type End = keyof Range;

/**
 * Returns the bounds that lead to the extreme share. If no one would be served there, it takes the extreme among the
 * moments that serve someone, as `shareBounds` does.
 */
function endsOfShare(own: Range, others: Range, kind: 'highest-share' | 'lowest-share'): [own: End, others: End] {
  if (kind === 'highest-share') return own.high + others.low === 0 ? ['low', 'high'] : ['high', 'low'];
  return own.low + others.high === 0 ? ['high', 'low'] : ['low', 'high'];
}

/**
 * Returns the pods of a Deployment at their lowest or highest number in a moment, changing as few versions as possible.
 */
function endsOf(owner: SelectedPods, view: View, end: End): Count[] {
  const { id, change } = owner;
  const selected = selectedTemplates(owner, view);
  const field = FIELD_OF_PROGRESS[view.at(owner)];
  const [old, fresh] = change.templates;
  if (selected.length < 2 || old === undefined || fresh === undefined) {
    return selected.map((template) => ({ id, template, ready: versionPods(owner, template, view)[end] }));
  }
  // Old and new pods together are better known than one by one.
  const total = endpointsOf(owner, view)[end];
  const ready = Math.min(total, Math.max(old[field].low, Math.min(old.before.low, old[field].high)));
  const missing = total - ready;
  const added = Math.min(missing, fresh[field].high);
  return [
    { id, template: old.template, ready: ready + missing - added },
    { id, template: fresh.template, ready: added },
  ];
}

function selectedTemplates(owner: SelectedPods, { selector }: Moment): string[] {
  return owner.change.templates
    .map(({ template }) => template)
    .filter((template) => owner[selector].includes(template));
}

function isSelected({ pods }: ServiceInput, { selector }: Moment, id: string, template: string): boolean {
  return pods.some((owner) => owner.id === id && owner[selector].includes(template));
}

/** Returns the events that lead from the state before to the given pods at a moment. */
function walkTo(input: ServiceInput, moment: Moment, targets: Count[]): SequenceStep[] {
  const walk = new Walk(input);
  const { wave: own = 0 } = input;
  const waves = wavesOf([{ wave: own, lingers: false }, ...input.pods]);
  for (const wave of moment === START ? [] : waves) {
    if (wave !== waves[0]) walk.enter(wave);
    if (wave === moment.wave) break;
    if (wave === own) walk.select();
  }
  if (moment === END) walk.enter(undefined);
  walk.reach(targets);
  if (moment.selector === 'selectedAfter') walk.select();
  return walk.steps;
}

/** The events so far, with the state that they led to. */
class Walk {
  readonly steps: SequenceStep[] = [];
  readonly #input: ServiceInput;
  #selector: Moment['selector'];
  #counts: Count[];

  constructor(input: ServiceInput) {
    this.#input = input;
    this.#selector = input.existed === false ? 'selectedAfter' : 'selectedBefore';
    this.#counts = input.pods.flatMap(({ id, change, selectedBefore, selectedAfter }) =>
      change.templates
        .filter(({ template }) => selectedBefore.includes(template) || selectedAfter.includes(template))
        .map(({ template, before }) => ({ id, template, ready: before.low })),
    );
    this.#add({ kind: 'start' });
  }

  /** Completes all waves before this one. It adds an event only if that changes pods. */
  enter(wave: number | undefined): void {
    const done = (owner: SelectedPods): boolean => wave === undefined || progressAt(owner, wave) === Progress.AFTER;
    const after = this.#counts.map((count) => {
      const owner = this.#input.pods.find(({ id }) => id === count.id)!;
      const change = owner.change.templates.find(({ template }) => template === count.template);
      return done(owner) ? { ...count, ready: change?.after.low ?? 0 } : count;
    });
    if (after.every(({ ready }, index) => ready === this.#counts[index]!.ready)) return;
    this.#counts = after;
    this.#add({ kind: 'wave', wave });
  }

  /** Puts the new selector in force. It adds an event only if that selects other pods. */
  select(): void {
    if (this.#selector === 'selectedAfter') return;
    const before = this.#selected();
    this.#selector = 'selectedAfter';
    if (before.join() !== this.#selected().join()) this.#add({ kind: 'selector' });
  }

  /** Removes pods and then adds some, with one event for each version. */
  reach(targets: Count[]): void {
    const moves = targets.map((target) => ({ target, count: target.ready - this.#readyOf(target) }));
    for (const { target, count } of moves) if (count < 0) this.#move(target, 'pods-lost', -count);
    for (const { target, count } of moves) if (count > 0) this.#move(target, 'pods-ready', count);
  }

  #move(target: Count, kind: 'pods-lost' | 'pods-ready', count: number): void {
    const { id, template } = target;
    this.#counts = this.#counts.map((other) => (other.id === id && other.template === template ? target : other));
    this.#add({ kind, id, template, count });
  }

  #readyOf({ id, template }: Count): number {
    return this.#counts.find((count) => count.id === id && count.template === template)?.ready ?? 0;
  }

  #selected(): boolean[] {
    const moment = { selector: this.#selector, at: () => Progress.BEFORE };
    return this.#counts.map(({ id, template }) => isSelected(this.#input, moment, id, template));
  }

  #add(event: ServiceEvent): void {
    const selected = this.#selected();
    const pods = this.#counts.map((count, index) => ({ ...count, selected: selected[index]! }));
    const endpoints = pods.reduce((sum, { ready, selected: counts }) => sum + (counts ? ready : 0), 0);
    this.steps.push({ event, pods, endpoints });
  }
}
