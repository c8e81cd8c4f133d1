import { expect, inject, it } from 'vitest';
import { Progress } from '../../src/model/apply-order';
import { readObjects } from '../../src/manifests/yaml/read-manifests';
import { toState } from '../../src/manifests/to-state';
import type { ManifestState } from '../../src/manifests/state';
import { toRollout } from '../../src/check/transition/transition';
import { deploymentChange, type DeploymentChange, type DeploymentSize } from '../../src/model/deployment-change';
import { type Extreme, shortestSequence } from '../../src/model/event-sequence';
import type { Range } from '../../src/model/range';
import {
  endpointsOf,
  otherPods,
  type SelectedPods,
  type Selector,
  type ServiceChange,
  serviceChange,
  type ServiceInput,
  toView,
  versionPods,
} from '../../src/model/service-change';
import { shareBounds } from '../../src/model/share';
import { deployment, service } from '../check/manifests';
import {
  type Extremes,
  extremesOf,
  type Phase,
  PHASES,
  type Placed,
  SELECTORS,
  sharesBeside,
  type View,
  viewsOf,
} from './search/extremes';
import { endsOf, type Graph, type Ready, toGraph } from './search/graph';
import { momentKey, searchJointly, type Seen } from './search/joint-search';
import { type Found, type PlacedGraph, type PlacedService, searchServices } from './search/search-services';
import { allWatched, toSelectedPods, type Watched } from './search/service-states';
import { allPairs, type Pair } from './search/states';

/**
 * Compares the closed form of the model with a search over everything that the controllers can do. The slow suite walks
 * all states of a small size, and `npm run test:fuzz` all of up to 4 pods:
 *
 * - one Deployment, every pair of states: its bounds, its Services in every order of waves, the shortest sequences
 * - two Deployments, every pair of changes that differ in anything that a Service can see of them at some moment
 * - any number of Deployments, so three of up to 4 pods too: each change at each moment beside every number of pods
 *   that the others can have. Both sides take their extremes over the same moments, so that nothing else can differ.
 * - three Deployments and two Services at once, all events of all of them in one search. There are billions of these,
 *   so that it is a sample, the same in each run.
 */
const IS_WHOLE = inject('runs') >= 1000;

/** The whole run takes minutes, and much longer on a busy machine. */
const WHOLE = { timeout: IS_WHOLE ? 3_600_000 : 600_000 };

/** The first few differences from the search. An assertion per pair would take most of the time. */
class Differences {
  pairs = 0;
  readonly #found: unknown[] = [];

  compare(predicted: unknown, searched: unknown, states: () => unknown): void {
    this.pairs++;
    if (this.#found.length >= 3 || JSON.stringify(predicted) === JSON.stringify(searched)) return;
    this.#found.push({ states: states(), predicted, searched });
  }

  expectNone(atLeast: number): void {
    expect(this.#found.map((one) => JSON.stringify(one))).toEqual([]);
    expect(this.pairs).toBeGreaterThanOrEqual(atLeast);
    if (IS_WHOLE) console.log(`${this.pairs.toLocaleString('en')} pairs, 0 differences`);
  }
}

it('a Deployment of up to 4 pods has the pods that its controllers give it, at least and at most', () => {
  const differences = new Differences();
  for (const { before, after } of allPairs(4)) {
    const change = deploymentChange(before, after);
    differences.compare(boundsOf(change), searchedBounds(toGraph(before, after), change), () => ({ before, after }));
  }
  differences.expectNone(8_371);
});

it('a Service over one Deployment of up to 4 pods, in any order of waves, has the extremes that are searched', () => {
  const differences = new Differences();
  for (const watched of allWatched(IS_WHOLE ? 4 : 2)) {
    for (const [wave, own] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const) {
      for (const lingers of [false, true]) compareExtremes(differences, [{ watched, wave: own, lingers }], wave);
    }
  }
  differences.expectNone(IS_WHOLE ? 22_000 : 3_000);
});

it('a Service over two Deployments has the extremes that are searched', WHOLE, () => {
  const differences = new Differences();
  forEachPair(distinctAmong(allWatched(IS_WHOLE ? 4 : 1)), (pair) => compareExtremes(differences, pair.map(atOnce)));
  differences.expectNone(IS_WHOLE ? 2_000_000 : 3_000);
});

it('a Deployment beside any others has the share that is searched, at each moment', WHOLE, () => {
  const differences = new Differences();
  const mostPods = IS_WHOLE ? 4 : 2;
  // Two others that are recreated give the most pods: all old ones next to all new ones.
  const others = rangesUpTo(IS_WHOLE ? 2 * 2 * mostPods : 4);
  for (const watched of allWatched(mostPods)) {
    const views = viewsOf(watched);
    for (const selector of SELECTORS) {
      for (const phase of PHASES) {
        const view = views[`${selector} ${phase}`];
        compareMoment(differences, watched, selector, phase, view, others);
      }
    }
  }
  differences.expectNone(IS_WHOLE ? 3_000_000 : 50_000);
});

it('a Service over three Deployments has the extremes that are searched', () => {
  const differences = new Differences();
  const all = distinctAmong(allWatched(1));
  all.forEach((third, index) => {
    // One of them beside each pair, or each of them.
    if (!IS_WHOLE && index < all.length - 1) return;
    forEachPair(IS_WHOLE ? all.slice(index) : all, (pair) =>
      compareExtremes(differences, [third, ...pair].map(atOnce)),
    );
  });
  differences.expectNone(IS_WHOLE ? 90_000 : 3_000);
});

it(
  'two Services over three Deployments in any waves have the extremes that a search over all at once finds',
  WHOLE,
  () => {
    const differences = new Differences();
    const draw = new Draw();
    const all = allWatched(IS_WHOLE ? 4 : 1);
    let walked = 0;
    while (walked < (IS_WHOLE ? 3_000 : 100)) {
      const placed = Array.from({ length: 3 }, () => ({ ...draw.order(), watched: draw.from(all) }));
      const services = Array.from({ length: 2 }, () => draw.service(placed));
      const graphs = placed.map(({ watched: { graph, change }, ...order }) => ({
        ...order,
        graph,
        templates: change.templates.map(({ template }) => template),
      }));
      const found = searchServices(graphs, services);
      if (found === undefined) continue;
      walked++;
      services.forEach((service, index) => {
        const pods = placed.map(({ watched: { change }, ...order }, at): SelectedPods => {
          const [selectedBefore, selectedAfter] = service.selectors[at]!;
          return { id: String(at), change, ...order, selectedBefore, selectedAfter };
        });
        const { wave, existed } = service;
        const { lowest, highest, versions } = serviceChange({ wave, existed, pods });
        const predicted = [lowest, highest, versions.map((one) => [one.id, one.template, one.lowest, one.highest])];
        differences.compare(predicted, foundBy(found[index]!, graphs, service), () => ({ service, pods }));
      });
    }
    differences.expectNone(IS_WHOLE ? 6_000 : 200);
  },
);

it('a Service over two Deployments in any waves has the extremes, and the shortest way to each, that a joint search finds', () => {
  const [differences, lengths] = [new Differences(), new Differences()];
  const all = allWatched(1).filter(({ graph }) => graph.starts === 1);
  let turn = 0;
  forEachPair(all, (pair) => {
    turn++;
    ORDERS.forEach(([wave, ...own], index) => {
      // Each order in its turn; all of them in the whole run.
      if (!IS_WHOLE && turn % (16 * ORDERS.length) !== index) return;
      const deployments = pair.map((watched, at) => ({ watched, wave: own[at]!, lingers: at === turn % 3 }));
      const seen = searchJointly(deployments, wave);
      const searched = extremesOf(deployments, wave);
      differences.compare(jointly(seen, deployments), alone(searched), () => describe(deployments, wave));
      compareSequences(lengths, seen, deployments, wave);
    });
  });
  differences.expectNone(IS_WHOLE ? 30_000 : 250);
  lengths.expectNone(IS_WHOLE ? 100_000 : 1_000);
});

it('a Service over one Deployment goes the shortest way to each extreme, and only through possible moments', () => {
  const differences = new Differences();
  for (const watched of allWatched(IS_WHOLE ? 4 : 1).filter(({ graph }) => graph.starts === 1)) {
    for (const [wave, own] of [
      [0, 0],
      [0, 1],
      [1, 0],
    ] as const) {
      const deployments = [{ watched, wave: own, lingers: wave > own }];
      compareSequences(differences, searchJointly(deployments, wave), deployments, wave);
    }
  }
  differences.expectNone(IS_WHOLE ? 15_000 : 500);
});

it('the check predicts from manifests the extremes that the search finds', () => {
  const differences = new Differences();
  for (const pair of allPairs(IS_WHOLE ? 4 : 1)) {
    if (pair.before === undefined && pair.after === undefined) continue;
    const rollout = toRollout(manifestsOf(pair.before, 'before'), manifestsOf(pair.after, 'after'), true);
    for (const running of [true, false]) {
      const watched = watchedOf(pair, running);
      const found = SERVICES.map(({ name }) => rollout.services.get(`shop/${name}`)!);
      const predicted = found.map(({ change, atWorst }) => withoutNames(running ? change : atWorst));
      const searched = watched.map((one) => withoutShares(extremesOf([atOnce(one)])));
      differences.compare(predicted, searched, () => pair);
    }
  }
  differences.expectNone(IS_WHOLE ? 16_000 : 800);
});

/**
 * Returns one of each group of changes that look alike at every moment, to the model and to the search. The test of each
 * moment, beside any others, walks all of them.
 */
function distinctAmong(all: readonly Watched[]): Watched[] {
  const distinct = new Map<string, Watched>();
  for (const watched of all) {
    const own = toSelectedPods(watched, 'own');
    const views = viewsOf(watched);
    const versions = [...new Set([...watched.selectedBefore, ...watched.selectedAfter])].sort();
    const seen = SELECTORS.flatMap((selector) =>
      PHASES.map((phase) => {
        const moment = { selector, at: () => PROGRESS[phase] };
        const view = toView([own], moment);
        const { low, high } = views[`${selector} ${phase}`];
        return [low, high, view.total, versions.map((one) => [versionPods(own, one, view), otherPods(own, one, view)])];
      }),
    );
    const key = JSON.stringify([versions, seen]);
    if (!distinct.has(key)) distinct.set(key, watched);
  }
  return [...distinct.values()];
}

/** Returns all ranges up to a number of pods. */
function rangesUpTo(most: number): Range[] {
  return Array.from({ length: most + 1 }, (_, high) =>
    Array.from({ length: high + 1 }, (_, low) => ({ low, high })),
  ).flat();
}

const PROGRESS = { before: Progress.BEFORE, onTheWay: Progress.ON_THE_WAY, after: Progress.AFTER };

/** Compares the endpoints of a moment, and the share of each version beside any number of other pods. */
function compareMoment(
  differences: Differences,
  watched: Watched,
  selector: Selector,
  phase: Phase,
  view: View,
  ranges: Range[],
): void {
  const moment = { selector, at: () => PROGRESS[phase] };
  const own = toSelectedPods(watched, 'own');
  const told = (): unknown => ({ ...watched, graph: undefined, selector, phase });
  differences.compare(endpointsOf(own, moment), { low: view.low, high: view.high }, told);
  const versions = new Set([...watched.selectedBefore, ...watched.selectedAfter]);
  for (const range of ranges) {
    const pods = [own, toOthers(range)];
    const total = toView(pods, moment);
    for (const template of versions) {
      const bounds = shareBounds(versionPods(own, template, total), otherPods(own, template, total));
      differences.compare(bounds, sharesBeside(view, template, range), () => [template, range, told()]);
    }
  }
}

/** Returns other Deployments with a range of pods at every moment. */
function toOthers(range: Range): SelectedPods {
  const pods = { before: range, onTheWay: range, after: range };
  const change = { ...pods, templates: [{ template: 'other', ...pods }] };
  return { id: 'others', change, selectedBefore: ['other'], selectedAfter: ['other'], wave: 0, lingers: false };
}

/** Returns the extremes of a search in the form of `serviceChange`. */
function foundBy({ lowest, highest, shares }: Found, graphs: PlacedGraph[], { selectors }: PlacedService): unknown {
  const versions = graphs.flatMap(({ templates }, index) =>
    templates.flatMap((template, at) => {
      if (!selectors[index]!.flat().includes(template)) return [];
      const share = shares[index]![at]!;
      return [[String(index), template, share.lowest, share.highest]];
    }),
  );
  return [lowest, highest, versions];
}

/** A generator of numbers that are the same in each run. */
class Draw {
  #state = 1;

  /** Returns a whole number below a bound (mulberry32). */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }

  from<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  order(): { readonly wave: number; readonly lingers: boolean } {
    return { wave: this.below(3), lingers: this.below(4) === 0 };
  }

  service(placed: readonly { readonly watched: Watched }[]): PlacedService {
    const subset = (templates: string[]): string[] => templates.filter(() => this.below(3) > 0);
    const selectors = placed.map(({ watched: { change } }) => {
      const templates = change.templates.map(({ template }) => template);
      return [subset(templates), subset(templates)] as const;
    });
    return { wave: this.below(3), existed: this.below(5) > 0, selectors };
  }
}

/** Orders of waves: first that of the Service, then those of two Deployments. */
const ORDERS = [
  [0, 0, 0],
  [0, 0, 1],
  [0, 1, 1],
  [1, 0, 0],
  [1, 0, 1],
  [1, 0, 2],
  [0, 1, 2],
  [2, 0, 1],
  [2, 1, 0],
] as const;

function atOnce(watched: Watched): Placed {
  return { watched, wave: 0, lingers: false };
}

function forEachPair(all: readonly Watched[], visit: (pair: [Watched, Watched]) => void): void {
  all.forEach((one, index) => {
    for (let other = index; other < all.length; other++) visit([one, all[other]!]);
  });
}

function inputOf(deployments: readonly Placed[], wave = 0): ServiceInput {
  const pods = deployments.map((one, index) => toSelectedPods(one.watched, String(index), one.wave, one.lingers));
  return { wave, pods };
}

function compareExtremes(differences: Differences, deployments: Placed[], wave = 0): void {
  const predicted = serviceChange(inputOf(deployments, wave));
  differences.compare(withoutNames(predicted), withoutShares(extremesOf(deployments, wave)), () =>
    describe(deployments, wave),
  );
}

/** Returns the parts of a prediction that the search also finds, in the same order. */
function withoutNames({ before, lowest, highest, after, versions }: ServiceChange): unknown {
  return [before, lowest, highest, after, versions.map((one) => [one.lowest, one.highest, one.readyOnceSelected])];
}

function withoutShares({ before, lowest, highest, after, versions }: Extremes): unknown {
  return [before, lowest, highest, after, versions.map((one) => [one.lowest, one.highest, one.readyOnceSelected])];
}

function alone({ lowest, highest, versions }: Extremes): unknown {
  return [lowest, highest, versions.map((one) => [one.lowest, one.highest])];
}

function jointly({ endpoints, shares }: Seen, deployments: Placed[]): unknown {
  const counts = [...endpoints.keys()];
  const versions = deployments.flatMap(({ watched: { change, selectedBefore, selectedAfter } }, index) =>
    change.templates
      .filter(({ template }) => selectedBefore.includes(template) || selectedAfter.includes(template))
      .map(({ template }) => {
        const found = [...(shares.get(`${index} ${template}`)?.keys() ?? [])];
        return found.length === 0 ? [undefined, undefined] : [Math.min(...found), Math.max(...found)];
      }),
  );
  return [Math.min(...counts), Math.max(...counts), versions];
}

function compareSequences(differences: Differences, seen: Seen, deployments: Placed[], wave: number): void {
  const input = inputOf(deployments, wave);
  const { lowest, versions } = serviceChange(input);
  compareSequence({ kind: 'fewest-endpoints' }, seen.endpoints.get(lowest));
  for (const { id, template, ...share } of versions) {
    const fewest = (percent: number | undefined): number | undefined =>
      percent === undefined ? undefined : seen.shares.get(`${id} ${template}`)?.get(percent);
    compareSequence({ kind: 'lowest-share', id, template }, fewest(share.lowest));
    compareSequence({ kind: 'highest-share', id, template }, fewest(share.highest));
  }

  function compareSequence(extreme: Extreme, fewest: number | undefined): void {
    const steps = shortestSequence(input, extreme);
    let switched = false;
    const impossible = steps?.find(({ event, pods }) => {
      const ready = pods.map((version) => version.ready);
      // A switch between the same pods is no event.
      switched ||= event.kind === 'selector';
      return !seen.moments.has(momentKey(switched, ready)) && !seen.moments.has(momentKey(true, ready));
    });
    const found = [steps === undefined ? undefined : steps.length - 1, impossible];
    differences.compare(found, [fewest, undefined], () => [extreme, describe(deployments, wave)]);
  }
}

function describe(deployments: Placed[], wave: number): unknown {
  const shown = deployments.map(({ watched: { change, selectedBefore, selectedAfter, graph }, ...order }) => ({
    ...order,
    change,
    selectedBefore,
    selectedAfter,
    moments: graph.moments,
  }));
  return { wave, deployments: shown };
}

/** Returns the bounds of a change: of all its pods, and of each template if there are two. */
function boundsOf({ before, onTheWay, after, templates }: DeploymentChange): unknown {
  return [before, onTheWay, after, templates.length > 1 ? templates.map((one) => one.onTheWay) : []];
}

function searchedBounds(graph: Graph, { templates }: DeploymentChange): unknown {
  const total = (ready: Ready): number => Object.values(ready).reduce((sum, count) => sum + count, 0);
  const ends = endsOf(graph).map((moment) => graph.moments[moment]!);
  return [
    rangeOf(graph.moments.slice(0, graph.starts).map(total)),
    rangeOf(graph.moments.map(total)),
    rangeOf(ends.map(total)),
    templates.length > 1 ? templates.map((one) => rangeOf(graph.moments.map((ready) => ready[one.template] ?? 0))) : [],
  ];
}

function rangeOf(counts: number[]): Range {
  return { low: Math.min(...counts), high: Math.max(...counts) };
}

/** Services over all pods, over those of the new template, and switched from the old pods to the new ones. */
const SERVICES = [
  { name: 'all', before: { app: 'web' }, after: { app: 'web' } },
  { name: 'new', before: { app: 'web', image: 'b' }, after: { app: 'web', image: 'b' } },
  { name: 'switched', before: { app: 'web', image: 'a' }, after: { app: 'web', image: 'b' } },
] as const;

/** The states that have been read. There are only a few, and each is part of many pairs. */
const read = { before: new Map<unknown, ManifestState>(), after: new Map<unknown, ManifestState>() };

function manifestsOf(size: DeploymentSize | undefined, side: 'before' | 'after'): ManifestState {
  const known = read[side].get(size);
  if (known !== undefined) return known;
  const services = SERVICES.map((one) => service(one.name, one[side]));
  const { state } = toState(readObjects([...(size === undefined ? [] : [toManifest(size)]), ...services], side));
  read[side].set(size, state);
  return state;
}

function toManifest({ replicas, template = '', selector, paused, strategy }: DeploymentSize): object {
  const labels = { app: 'web', image: template, kind: 'pod' };
  const { recreate, maxSurge, maxUnavailable } = strategy ?? {};
  return deployment('web', {
    replicas: replicas.low,
    image: `web:${template}`,
    labels,
    matchLabels: selector === 's' ? { app: 'web' } : { app: 'web', kind: 'pod' },
    paused,
    recreate,
    maxSurge,
    maxUnavailable,
  });
}

/**
 * Returns a change as the model and the search see it.
 *
 * @param running whether the pods of a Deployment that was paused are assumed to run
 */
function watchedOf({ before, after }: Pair, running: boolean): Watched[] {
  const start = before && running ? { ...before, ready: before.replicas } : before;
  const [change, graph] = [deploymentChange(start, after), toGraph(start, after)];
  const templates = change.templates.map(({ template }) => template);
  return SERVICES.map(({ before: old, after: fresh }) => {
    const select = (selector: object): string[] =>
      templates.filter((template) => !('image' in selector) || selector.image === template);
    return { change, graph, selectedBefore: select(old), selectedAfter: select(fresh) };
  });
}
