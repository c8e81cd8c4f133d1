import {
  type CountChange,
  type Extreme,
  type SequenceStep,
  shortestSequence,
  type SteadyStates,
  steadyStates,
  type VersionPods,
} from '../model/event-sequence';
import { isAtRest } from '../manifests/live-status';
import { serviceChange, type ServiceInput, type VersionShare } from '../model/service-change';
import { enumerate, plural } from '../text/words';
import { toVersionName } from './version-labels';
import { keyedStates } from './transition/deployment-transition';
import type { ServiceTransition } from './transition/service-transition';

/** The shortest sequence of events that leads to a finding. */
export interface Counterexample {
  /** The namespace of the Service, if its manifest states one. */
  readonly namespace?: string;
  /** The Service: `web`. */
  readonly service: string;
  /**
   * The events, one after another. In the first step, nothing has happened yet: it is the state before, or the new
   * state if the finding is about an event there.
   */
  readonly steps: CounterexampleStep[];
}

/** One event, with the state after it. */
export interface CounterexampleStep {
  /** The event in words: `v1 loses 5 pods`. */
  readonly event: string;
  /** The ready endpoints of the Service after the event. */
  readonly endpoints: number;
  /** The ready pods after the event, of each version or, if the event concerns one Deployment, of its versions alone. */
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

/** The extreme that a finding is about, for which the events are shown. */
export type SequenceRequest =
  | {
      readonly kind: 'fewest-endpoints';
      readonly service: ServiceTransition;
      /** The prediction that the finding is about. @default - that of the Service */
      readonly input?: ServiceInput;
      /** Words for the moment at which the new state of the Service is in force. @default - the new selector */
      readonly switchEvent?: string;
    }
  /** The version of a Deployment that gains most. */
  | {
      readonly kind: 'highest-share';
      readonly service: ServiceTransition;
      readonly deployment: string;
      /** The prediction that the finding is about. @default - that of the Service at each load */
      readonly input?: ServiceInput;
      /** Words for the state in which nothing has happened yet. @default - the state before */
      readonly start?: string;
    }
  /** An event that moves no pods: it decides which of them clients reach. */
  | {
      readonly kind: 'event';
      readonly service: ServiceTransition;
      readonly event: string;
      /** The state in which it happens. */
      readonly from: 'before' | 'after';
      /** The state that it leads to. @default - `from` */
      readonly to?: keyof SteadyStates;
      /** The key of the Deployment whose pods the steps list. @default - those of all Deployments */
      readonly deployment?: string;
    };

/** The words for the new state, when the whole change is done. */
export const NEW_STATE = 'the new state is at rest';

/**
 * Returns the shortest sequence of events that leads to the fewest endpoints of a Service, or to the highest share of a
 * version.
 *
 * @returns `undefined` if nothing tells how many endpoints there are
 */
export function counterexample(request: SequenceRequest): Counterexample | undefined {
  const { service } = request;
  const state = service.after ?? service.before;
  if (state === undefined || service.input.pods.length === 0) return undefined;
  const names = remembered(NAMES, service, () => new Names(service));
  const steps = request.kind === 'event' ? eventSteps(request) : shortestSteps(request, names);
  if (steps === undefined) return undefined;
  const told = steps.map(({ event, endpoints, pods }) => ({
    event,
    endpoints,
    pods: remembered(TOLD_PODS, pods, () =>
      pods.map(({ id, template, ready, selected }) => ({ ...names.of(id, template), ready, selected })),
    ),
  }));
  const { namespaceStated, namespace, name } = state;
  return { ...(namespaceStated ? { namespace } : {}), service: name, steps: told };
}

/** A step whose event is in words. */
type ToldStep = Omit<SequenceStep, 'event'> & { readonly event: string };

/** The pods of a state in words: findings about the same steady state share them. */
const TOLD_PODS = new WeakMap<VersionPods[], CounterexamplePods[]>();

/** The steady states of each Service: a change of many Deployments leads to many findings with the same ones. */
const STEADY_STATES = new WeakMap<ServiceInput, SteadyStates>();

/** Returns the state in which an event happens, and the state that it leads to. */
function eventSteps(request: SequenceRequest & { readonly kind: 'event' }): ToldStep[] {
  const { service, event, from, to = from, deployment } = request;
  const states = remembered(STEADY_STATES, service.input, () => steadyStates(service.input));
  const start = from === 'after' ? NEW_STATE : describeStart(service);
  const stepOf = (words: string, { pods, endpoints }: Omit<SequenceStep, 'event'>): ToldStep => ({
    event: words,
    endpoints,
    pods: deployment === undefined ? pods : pods.filter(({ id }) => id === deployment),
  });
  return [stepOf(start, states[from]), stepOf(event, states[to])];
}

function remembered<K extends object, V>(known: WeakMap<K, V>, key: K, make: () => V): V {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

type ShortestRequest = Exclude<SequenceRequest, { readonly kind: 'event' }>;

function shortestSteps(request: ShortestRequest, names: Names): ToldStep[] | undefined {
  const [input, extreme] = toQuestion(request);
  const steps = extreme && shortestSequence(input, extreme);
  return steps?.map((step, index) => ({ ...step, event: describeEvent(step, steps[index - 1], names, request) }));
}

function toQuestion(request: ShortestRequest): [input: ServiceInput, extreme: Extreme | undefined] {
  const { service } = request;
  if (request.kind === 'fewest-endpoints') return [request.input ?? service.input, { kind: 'fewest-endpoints' }];
  // With autoscalers, shares are compared at one load, but endpoints over all loads.
  const byLoad = service.inputsByLoad.length === 0 ? [service.input] : service.inputsByLoad;
  return mostGain(request.input ? [request.input] : byLoad, request.deployment);
}

function mostGain(inputs: ServiceInput[], deployment: string): [input: ServiceInput, extreme: Extreme | undefined] {
  const [first, ...others] = inputs.flatMap((input) => {
    const version = gaining(input, deployment);
    return version === undefined ? [] : { input, version };
  });
  if (first === undefined) return [inputs[0]!, undefined];
  const { input, version } = others.reduce((most, one) => (gain(one.version) > gain(most.version) ? one : most), first);
  return [input, { kind: 'highest-share', id: version.id, template: version.template }];
}

/** Returns the version of a Deployment with the largest gain in share on the way. */
function gaining(input: ServiceInput, deployment: string): VersionShare | undefined {
  const own = serviceChange(input).versions.filter(({ id, highest }) => id === deployment && highest !== undefined);
  const [first, ...others] = own;
  return first && others.reduce((most, version) => (gain(version) > gain(most) ? version : most), first);
}

function gain({ before = 0, highest = 0 }: VersionShare): number {
  return highest - before;
}

/** The names of each Service, which its findings share. */
const NAMES = new WeakMap<ServiceTransition, Names>();

/** The names of the versions of a Service, as in its report. */
class Names {
  readonly #names = new Map<string, { version: string; deployment: string }>();

  constructor({ deployments }: ServiceTransition) {
    for (const { deployment } of deployments) {
      const states = keyedStates(deployment);
      const templates = states.map(({ state }) => state.template);
      for (const { key, state } of states) {
        const name = states[0]!.state.name;
        const version = toVersionName(state.template, templates, name);
        this.#names.set(`${deployment.key} ${key}`, { version, deployment: name });
      }
    }
  }

  of(id: string, template: string): { version: string; deployment: string } {
    return this.#names.get(`${id} ${template}`) ?? { version: id, deployment: id };
  }
}

function describeEvent(
  step: SequenceStep,
  before: SequenceStep | undefined,
  names: Names,
  request: ShortestRequest,
): string {
  const { event } = step;
  switch (event.kind) {
    case 'start':
      return (request.kind === 'highest-share' ? request.start : undefined) ?? describeStart(request.service);
    case 'pods':
      return describePods(event.id, event.changes, step, names, request.service.input);
    case 'selector':
      return (
        (request.kind === 'fewest-endpoints' ? request.switchEvent : undefined) ?? describeSwitch(step, names, request)
      );
    case 'wave':
      return describeWave(event.wave, step, before, names);
  }
}

function describePods(
  id: string,
  changes: CountChange[],
  { pods }: SequenceStep,
  names: Names,
  input: ServiceInput,
): string {
  const lost = changes.filter(({ by }) => by < 0);
  const gained = changes.filter(({ by }) => by > 0);
  const losses = lost.map(({ template, by }) => `${names.of(id, template).version} loses ${plural(-by, 'pod')}`);
  const gains = gained.map(({ template, by }) => `${plural(by, 'pod')} of ${names.of(id, template).version}`);
  const ready = `${enumerate(gains)} become${gained.length === 1 && gained[0]?.by === 1 ? 's' : ''} ready`;
  if (lost.length === 0) return ready;
  if (gained.length > 0) return `${enumerate(losses)} while ${ready}`;
  const waiting = pods.find((other) => other.selected && other.ready === 0 && grows(input, other));
  const note = waiting === undefined ? '' : `; none of ${names.of(waiting.id, waiting.template).version} is ready yet`;
  return `${enumerate(losses)}${note}`;
}

/** Reports whether a version has more pods after the change than before it. */
function grows({ pods }: ServiceInput, { id, template }: { readonly id: string; readonly template: string }): boolean {
  const owner = pods.find((one) => one.id === id);
  const change = owner?.change.templates.find((one) => one.template === template);
  return change !== undefined && change.after.high > change.before.high;
}

function describeStart({ before, deployments }: ServiceTransition): string {
  if (before === undefined) return 'the Service is created';
  const isSteady = deployments.every(({ deployment }) => isAtRest(deployment.status, deployment.before?.paused));
  return isSteady ? 'the state before is at rest' : 'the state before is not at rest';
}

function describeSwitch({ pods }: SequenceStep, names: Names, { service }: ShortestRequest): string {
  if (service.after === undefined) return 'the Service is removed';
  const selected = pods.filter((version) => version.selected);
  const counts = selected.map(({ id, template, ready }) => `${ready} of ${names.of(id, template).version}`);
  return counts.length === 0
    ? 'the new selector is in force and selects no pods'
    : `the new selector is in force, with ${counts.join(', ')} ready`;
}

function describeWave(wave: number, { pods }: SequenceStep, before: SequenceStep | undefined, names: Names): string {
  const changed = pods.flatMap(({ id, template, ready }, index) =>
    before?.pods[index]?.ready === ready ? [] : [`${names.of(id, template).version} has ${plural(ready, 'ready pod')}`],
  );
  return `wave ${wave} begins once the waves before it are done: ${changed.join(', ')}`;
}
