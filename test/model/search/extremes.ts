import { endsOf, type Ready } from './graph';
import type { Watched } from './service-states';

/**
 * The extremes of a Service by a separate search for each Deployment.
 *
 * That is exact, because Deployments are independent: the controllers of a Deployment look only at its own pods, the
 * selector of a Service at none, and a wave waits for those before it. So within a wave every moment of one Deployment
 * occurs beside every moment of another, under either selector, and an extreme of a sum is the sum of the extremes. Two
 * Services over the same pods don't influence each other either. `exhaustive.slow.test.ts` compares this with searches
 * over all Deployments and Services at once.
 */
export interface Extremes {
  readonly before: Counts;
  readonly lowest: number;
  readonly highest: number;
  readonly after: Counts;
  /** The extremes of each version that is selected before or afterwards. */
  readonly versions: VersionExtremes[];
}

export interface VersionExtremes {
  readonly lowest?: number;
  readonly highest?: number;
  readonly readyOnceSelected: number;
}

interface Counts {
  readonly low: number;
  readonly high: number;
}

/** A Deployment with its place in the waves. */
export interface Placed {
  readonly watched: Watched;
  readonly wave: number;
  readonly lingers: boolean;
}

/** The ready pods of a version, and the other selected pods of its Deployment. */
type Pair = readonly [own: number, siblings: number];

/** The counts of a Deployment that a selector shows, before, on the way or afterwards. */
export interface View {
  readonly low: number;
  readonly high: number;
  /** The pods of each template, with the other selected pods of the Deployment. */
  readonly versions: ReadonlyMap<string, readonly Pair[]>;
}

export const PHASES = ['before', 'onTheWay', 'after'] as const;
export type Phase = (typeof PHASES)[number];
export const SELECTORS = ['selectedBefore', 'selectedAfter'] as const;
type Selector = (typeof SELECTORS)[number];
type Views = Readonly<Record<`${Selector} ${Phase}`, View>>;

const cache = new WeakMap<Watched, Views>();

/** Returns all counts of a Deployment that a selector can show, by selector and phase. */
export function viewsOf(watched: Watched): Views {
  const known = cache.get(watched);
  if (known !== undefined) return known;
  const { graph } = watched;
  const moments: Record<Phase, Ready[]> = {
    before: graph.moments.slice(0, graph.starts),
    onTheWay: graph.moments,
    after: endsOf(graph).map((moment) => graph.moments[moment]!),
  };
  const views = Object.fromEntries(
    SELECTORS.flatMap((selector) =>
      PHASES.map((phase) => [`${selector} ${phase}`, toView(moments[phase], watched[selector])]),
    ),
  ) as Views;
  cache.set(watched, views);
  return views;
}

function toView(moments: Ready[], selected: string[]): View {
  const totals = moments.map((ready) => selected.reduce((sum, template) => sum + (ready[template] ?? 0), 0));
  const versions = selected.map((template) => {
    const pairs = new Map<string, Pair>(
      moments.map((ready, index) => {
        const own = ready[template] ?? 0;
        return [`${own} ${totals[index]!}`, [own, totals[index]! - own] as const];
      }),
    );
    return [template, [...pairs.values()]] as const;
  });
  return { low: Math.min(...totals), high: Math.max(...totals), versions: new Map(versions) };
}

/** Returns the extremes of a Service in a wave over some Deployments. */
export function extremesOf(deployments: readonly Placed[], wave = 0): Extremes {
  const views = deployments.map(({ watched }) => viewsOf(watched));
  const start = views.map((view) => view['selectedBefore before']);
  const end = views.map((view) => view['selectedAfter after']);
  const fresh: View[][] = [end];
  const moments = [start, end];
  for (const current of new Set([wave, ...deployments.map((one) => one.wave)])) {
    const phases = deployments.map(({ wave: own, lingers }): Phase => {
      if (current < own) return 'before';
      return current === own || lingers ? 'onTheWay' : 'after';
    });
    if (current <= wave) moments.push(views.map((view, index) => view[`selectedBefore ${phases[index]!}`]));
    if (current < wave) continue;
    const switched = views.map((view, index) => view[`selectedAfter ${phases[index]!}`]);
    moments.push(switched);
    fresh.push(switched);
  }
  const totals = moments.map(sumOf);
  return {
    before: sumOf(start),
    lowest: Math.min(...totals.map(({ low }) => low)),
    highest: Math.max(...totals.map(({ high }) => high)),
    after: sumOf(end),
    versions: deployments.flatMap(({ watched: { change, selectedBefore, selectedAfter } }, index) =>
      change.templates
        .map(({ template }) => template)
        .filter((template) => selectedBefore.includes(template) || selectedAfter.includes(template))
        .map((template) => ({
          ...sharesOf(moments, totals, index, template),
          readyOnceSelected: Math.min(
            ...fresh.map((moment) => {
              const pairs = moment[index]!.versions.get(template);
              return pairs === undefined ? 0 : Math.min(...pairs.map(([own]) => own));
            }),
          ),
        })),
    ),
  };
}

function sumOf(views: readonly View[]): Counts {
  let [low, high] = [0, 0];
  for (const view of views) {
    low += view.low;
    high += view.high;
  }
  return { low, high };
}

function sharesOf(
  moments: readonly (readonly View[])[],
  totals: readonly Counts[],
  index: number,
  template: string,
): { lowest?: number; highest?: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  moments.forEach((moment, at) => {
    const view = moment[index]!;
    const others = { low: totals[at]!.low - view.low, high: totals[at]!.high - view.high };
    const share = sharesBeside(view, template, others);
    lowest = Math.min(lowest, share.lowest ?? Infinity);
    highest = Math.max(highest, share.highest ?? -Infinity);
  });
  return lowest === Infinity ? {} : { lowest, highest };
}

/** Returns the extremes of a version's share while other Deployments have any number of pods between their fewest and most. */
export function sharesBeside(view: View, template: string, others: Counts): { lowest?: number; highest?: number } {
  let [lowest, highest] = [Infinity, -Infinity];
  for (const [own, siblings] of view.versions.get(template) ?? hidden(view)) {
    // A share grows with its own pods and shrinks with the others. If no one is served, there is no share.
    if (own + siblings + others.high === 0) continue;
    lowest = Math.min(lowest, (100 * own) / (own + siblings + others.high));
    highest = Math.max(highest, own === 0 ? 0 : (100 * own) / (own + siblings + others.low));
  }
  return lowest === Infinity ? {} : { lowest, highest };
}

/** Returns the pairs of a version that a selector does not show: it has no endpoints, while others have any number. */
function hidden({ low, high }: View): Pair[] {
  return [
    [0, low],
    [0, high],
  ];
}
