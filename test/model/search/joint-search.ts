import { sharePercent } from '../../../src/model/share';
import type { Placed } from './extremes';
import { endsOf, type Graph } from './graph';

/** The results of a search over all Deployments of a Service at once, each with the fewest events that lead there. */
export interface Seen {
  /** The fewest events by number of ready endpoints. */
  readonly endpoints: Map<number, number>;
  /** The shares of each version: `0 a` is template a of the first Deployment. */
  readonly shares: Map<string, Map<number, number>>;
  /** The moments that occurred, for looking up whether one can occur at all. See `momentKey`. */
  readonly moments: Set<string>;
}

/** The state of everything at one moment. */
interface State {
  /** The moment of each Deployment in its graph. */
  readonly at: readonly number[];
  /** The index of the wave. */
  readonly wave: number;
  readonly switched: boolean;
  /** The Deployment whose pods moved last. Its next move is part of the same event. */
  readonly last: number;
}

/** Returns the key of a moment: which selector is in force, and the ready pods of each version that is ever selected. */
export function momentKey(switched: boolean, ready: readonly number[]): string {
  return `${switched ? 'after' : 'before'} ${ready.join()}`;
}

/**
 * Walks over all events of a Service and its Deployments, those with fewer events before them first.
 *
 * An event is that pods of one Deployment come and go, that the new selector comes into force, or that everything of the waves
 * so far is done and the next one begins; a removal may linger. A change that no selector of the Service ever shows is no event.
 */
export function searchJointly(deployments: readonly Placed[], wave = 0): Seen {
  const search = new Search(deployments, wave);
  search.run();
  return search.seen;
}

class Search {
  readonly seen: Seen = { endpoints: new Map(), shares: new Map(), moments: new Set() };
  readonly #deployments: readonly Placed[];
  readonly #graphs: Graph[];
  readonly #wave: number;
  readonly #waves: number[];
  /** By Deployment and moment: the ready pods of the templates that are ever selected. */
  readonly #shown: number[][][];
  readonly #templates: string[][];
  /** By Deployment and moment: the moments of rest that can follow. */
  readonly #rests: number[][][];
  readonly #switchShows: boolean;

  constructor(deployments: readonly Placed[], wave: number) {
    this.#deployments = deployments;
    this.#graphs = deployments.map(({ watched }) => watched.graph);
    this.#wave = wave;
    this.#waves = [...new Set([wave, ...deployments.map((one) => one.wave)])].sort((a, b) => a - b);
    this.#templates = deployments.map(({ watched: { change, selectedBefore, selectedAfter } }) =>
      change.templates
        .map(({ template }) => template)
        .filter((template) => selectedBefore.includes(template) || selectedAfter.includes(template)),
    );
    this.#shown = this.#graphs.map(({ moments }, index) =>
      moments.map((ready) => this.#templates[index]!.map((template) => ready[template] ?? 0)),
    );
    this.#rests = this.#graphs.map(restsOf);
    this.#switchShows = deployments.some(({ watched: { selectedBefore, selectedAfter } }, index) =>
      this.#templates[index]!.some(
        (template) => selectedBefore.includes(template) !== selectedAfter.includes(template),
      ),
    );
  }

  run(): void {
    const best = new Map<string, number>();
    // Moves without an event of their own stay in this round, the others wait for the next.
    let round: State[] = product(this.#graphs.map(({ starts }) => Array.from({ length: starts }, (_, at) => at))).map(
      (at) => ({ at, wave: 0, switched: false, last: -1 }),
    );
    for (let events = 0; round.length > 0; events++) {
      const later: State[] = [];
      for (const state of round) {
        const key = `${state.at.join()} ${state.wave} ${state.switched} ${state.last}`;
        if ((best.get(key) ?? Infinity) <= events) continue;
        best.set(key, events);
        this.#observe(state, events);
        for (const [next, cost] of this.#next(state)) (cost === 0 ? round : later).push(next);
      }
      round = later;
    }
  }

  #next(state: State): [State, cost: number][] {
    return [...this.#podMoves(state), ...this.#switchMoves(state), ...this.#waveMoves(state)];
  }

  #podMoves(state: State): [State, cost: number][] {
    const current = this.#waves[state.wave]!;
    return this.#deployments.flatMap(({ wave, lingers }, index) => {
      if (wave > current || (wave < current && !lingers)) return [];
      return this.#graphs[index]!.next[state.at[index]!]!.map((moment): [State, number] => {
        const at = state.at.map((other, one) => (one === index ? moment : other));
        const shows = this.#differs(index, state.at[index]!, moment);
        if (!shows) return [{ ...state, at }, 0];
        return [{ ...state, at, last: index }, state.last === index ? 0 : 1];
      });
    });
  }

  #switchMoves(state: State): [State, cost: number][] {
    if (state.switched || this.#waves[state.wave] !== this.#wave) return [];
    return [[{ ...state, switched: true, last: this.#switchShows ? -1 : state.last }, this.#switchShows ? 1 : 0]];
  }

  #waveMoves(state: State): [State, cost: number][] {
    const current = this.#waves[state.wave]!;
    if (state.wave === this.#waves.length - 1 || (!state.switched && current === this.#wave)) return [];
    const choices = this.#deployments.map(({ wave, lingers }, index) =>
      wave <= current && !lingers ? this.#rests[index]![state.at[index]!]! : [state.at[index]!],
    );
    return product(choices).map((at): [State, number] => {
      const shows = at.some((moment, index) => this.#differs(index, state.at[index]!, moment));
      return [{ ...state, at, wave: state.wave + 1, last: -1 }, shows ? 1 : 0];
    });
  }

  #differs(index: number, one: number, other: number): boolean {
    return this.#shown[index]![one]!.join() !== this.#shown[index]![other]!.join();
  }

  #observe({ at, switched }: State, events: number): void {
    const selector = switched ? 'selectedAfter' : 'selectedBefore';
    const shown = at.map((moment, index) => this.#shown[index]![moment]!);
    const counted = shown.map((ready, index) =>
      ready.map((count, one) =>
        this.#deployments[index]!.watched[selector].includes(this.#templates[index]![one]!) ? count : 0,
      ),
    );
    const endpoints = counted.flat().reduce((sum, count) => sum + count, 0);
    setFirst(this.seen.endpoints, endpoints, events);
    this.seen.moments.add(momentKey(switched, shown.flat()));
    counted.forEach((ready, index) => {
      ready.forEach((count, one) => {
        const share = sharePercent(count, endpoints);
        if (share === undefined) return;
        const key = `${index} ${this.#templates[index]![one]!}`;
        const shares = this.seen.shares.get(key) ?? new Map<number, number>();
        this.seen.shares.set(key, shares);
        setFirst(shares, share, events);
      });
    });
  }
}

/**
 * Sets a count if there is none. The number of events only grows from round to round, so the first count is the fewest.
 */
function setFirst(fewest: Map<number, number>, value: number, events: number): void {
  if (!fewest.has(value)) fewest.set(value, events);
}

/** Returns, for each moment of a Deployment, the moments of rest that can follow. */
function restsOf(graph: Graph): number[][] {
  const ends = new Set(endsOf(graph));
  return graph.moments.map((_, start) => {
    const found = new Set([start]);
    for (const moment of found) for (const next of graph.next[moment]!) found.add(next);
    return [...found].filter((moment) => ends.has(moment));
  });
}

function product(choices: readonly (readonly number[])[]): number[][] {
  return choices.reduce<number[][]>((rows, list) => rows.flatMap((row) => list.map((one) => [...row, one])), [[]]);
}
