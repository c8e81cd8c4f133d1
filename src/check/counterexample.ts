import type { PodTemplate } from '../manifests/state';
import { type CountChange, type Extreme, type SequenceStep, shortestSequence } from '../model/event-sequence';
import { serviceChange, type ServiceInput, type VersionShare } from '../model/service-change';
import { enumerate, plural } from '../text/words';
import { toVersionName } from './version-labels';
import type { ServiceTransition } from './transition/service-transition';

/** The shortest sequence of events that leads to a finding. */
export interface Counterexample {
  /** The Service: `web`. */
  readonly service: string;
  /** The events, one after another. The first step is the state before, in which nothing has happened yet. */
  readonly steps: CounterexampleStep[];
}

/** One event, with the state after it. */
export interface CounterexampleStep {
  /** The event in words: `v1 loses 5 pods`. */
  readonly event: string;
  /** The ready endpoints of the Service after the event. */
  readonly endpoints: number;
  /** The ready pods of each version after the event. */
  readonly pods: CounterexamplePods[];
}

/** The ready pods of one version after an event. */
export interface CounterexamplePods {
  readonly version: string;
  /** The name of the Deployment or StatefulSet. */
  readonly deployment: string;
  readonly ready: number;
  /** Whether the Service selects them, so that they are its endpoints. */
  readonly selected: boolean;
}

/** The extreme that a finding is about. */
export type CounterexampleKind = 'fewest-endpoints' | 'highest-share';

/** The rules about Services whose findings have a sequence of events. */
const KINDS: Readonly<Record<string, CounterexampleKind>> = {
  'capacity-below-floor': 'fewest-endpoints',
  'no-ready-endpoints': 'fewest-endpoints',
  'switch-to-smaller': 'fewest-endpoints',
  'switch-to-unready': 'fewest-endpoints',
  'template-changed-with-switch': 'fewest-endpoints',
  'share-jump': 'highest-share',
};

/** Returns the extreme that the findings of a rule are about, or `undefined` if they are about something else. */
export function counterexampleKind(rule: string): CounterexampleKind | undefined {
  return Object.hasOwn(KINDS, rule) ? KINDS[rule] : undefined;
}

/**
 * Returns the shortest sequence of events that leads to the fewest endpoints of a Service, or to the highest share of
 * the version that gains most.
 *
 * @returns `undefined` if the Service is new, because it has no users yet
 * @example
 * // Start: 10 endpoints. v1 loses 5 pods; none of v2 is ready yet: 5 endpoints.
 */
export function counterexample(service: ServiceTransition, kind: CounterexampleKind): Counterexample | undefined {
  const { before, after } = service;
  const state = before ?? after;
  if (before === undefined || state === undefined) return undefined;
  const input = inputOf(service, kind);
  const extreme = extremeOf(input, kind);
  const steps = extreme && shortestSequence(input, extreme);
  if (steps === undefined) return undefined;
  const names = new Names(service);
  return {
    service: state.name,
    steps: steps.map((step, index) => ({
      event: describeEvent(step, steps[index - 1], names, service),
      endpoints: step.endpoints,
      pods: step.pods.map(({ id, template, ready, selected }) => ({ ...names.of(id, template), ready, selected })),
    })),
  };
}

/**
 * Returns the input of the prediction. With autoscalers, shares are compared at one load, and endpoints over all loads.
 */
function inputOf({ input: all, inputsByLoad }: ServiceTransition, kind: CounterexampleKind): ServiceInput {
  if (kind === 'fewest-endpoints' || inputsByLoad.length === 0) return all;
  return inputsByLoad.reduce((worst, input) => (highestGain(input) > highestGain(worst) ? input : worst));
}

function highestGain(input: ServiceInput): number {
  const found = gaining(input);
  return found === undefined ? 0 : gain(found);
}

function extremeOf(input: ServiceInput, kind: CounterexampleKind): Extreme | undefined {
  if (kind === 'fewest-endpoints') return { kind };
  const version = gaining(input);
  return version && { kind, id: version.id, template: version.template };
}

/** Returns the version with the largest gain in share on the way. */
function gaining(input: ServiceInput): VersionShare | undefined {
  const [first, ...others] = serviceChange(input).versions.filter(({ highest }) => highest !== undefined);
  return first && others.reduce((most, version) => (gain(version) > gain(most) ? version : most), first);
}

function gain({ before = 0, highest = 0 }: VersionShare): number {
  return highest - before;
}

/** The names of the versions of a Service, as in its report. */
class Names {
  readonly #names = new Map<string, { version: string; deployment: string }>();

  constructor({ deployments }: ServiceTransition) {
    for (const { deployment } of deployments) {
      const states = [deployment.before, deployment.after].filter((state) => state !== undefined);
      for (const { template } of states)
        this.#names.set(`${deployment.key} ${template.fingerprint}`, nameOf(states, template));
    }
  }

  of(id: string, template: string): { version: string; deployment: string } {
    return this.#names.get(`${id} ${template}`) ?? { version: id, deployment: id };
  }
}

function nameOf(
  states: { readonly name: string; readonly template: PodTemplate }[],
  own: PodTemplate,
): { version: string; deployment: string } {
  const deployment = states[0]!.name;
  return {
    version: toVersionName(
      own,
      states.map(({ template }) => template),
      deployment,
    ),
    deployment,
  };
}

function describeEvent(
  step: SequenceStep,
  before: SequenceStep | undefined,
  names: Names,
  { after }: ServiceTransition,
): string {
  const { event } = step;
  switch (event.kind) {
    case 'start':
      return 'the state before is at rest';
    case 'pods':
      return describePods(event.id, event.changes, step, names);
    case 'selector':
      return after === undefined ? 'the Service is removed' : describeSwitch(step, names);
    case 'wave':
      return describeWave(event.wave, step, before, names);
  }
}

function describePods(id: string, changes: CountChange[], { pods }: SequenceStep, names: Names): string {
  const lost = changes.filter(({ by }) => by < 0);
  const gained = changes.filter(({ by }) => by > 0);
  const losses = lost.map(({ template, by }) => `${names.of(id, template).version} loses ${plural(-by, 'pod')}`);
  const gains = gained.map(({ template, by }) => `${plural(by, 'pod')} of ${names.of(id, template).version}`);
  const ready = `${enumerate(gains)} become${gained.length === 1 && gained[0]?.by === 1 ? 's' : ''} ready`;
  if (lost.length === 0) return ready;
  if (gained.length > 0) return `${enumerate(losses)} while ${ready}`;
  const waiting = pods.find(
    (other) => other.selected && other.ready === 0 && !lost.some(({ template }) => template === other.template),
  );
  const note = waiting === undefined ? '' : `; none of ${names.of(waiting.id, waiting.template).version} is ready yet`;
  return `${enumerate(losses)}${note}`;
}

function describeSwitch({ pods }: SequenceStep, names: Names): string {
  const selected = pods.filter((version) => version.selected);
  const counts = selected.map(({ id, template, ready }) => `${ready} of ${names.of(id, template).version}`);
  return counts.length === 0
    ? 'the new selector is in force and selects no pods'
    : `the new selector is in force; ready are ${counts.join(', ')}`;
}

function describeWave(wave: number, { pods }: SequenceStep, before: SequenceStep | undefined, names: Names): string {
  const changed = pods.flatMap(({ id, template, ready }, index) =>
    before?.pods[index]?.ready === ready ? [] : [`${names.of(id, template).version} has ${plural(ready, 'ready pod')}`],
  );
  return `wave ${wave} begins once the waves before it are done: ${changed.join(', ')}`;
}
