import { deploymentChange, type DeploymentChange } from '../../../src/model/deployment-change';
import type { SelectedPods } from '../../../src/model/service-change';
import { endsOf, type Graph, type Ready, toGraph } from './graph';
import { allPairs } from './states';

/** A change of a Deployment as a Service sees it: by the model, and by the search. */
export interface Watched {
  readonly change: DeploymentChange;
  readonly graph: Graph;
  readonly selectedBefore: string[];
  readonly selectedAfter: string[];
}

/**
 * Returns every change of a Deployment up to a number of pods, under every pair of selectors. It returns only one of
 * several changes that look the same to a Service, both in the model and in the search.
 */
export function allWatched(mostPods: number): readonly Watched[] {
  const known = walked.get(mostPods) ?? toWatched(mostPods);
  walked.set(mostPods, known);
  return known;
}

/** The results by the most pods, for later tests. */
const walked = new Map<number, Watched[]>();

function toWatched(mostPods: number): Watched[] {
  const distinct = new Map<string, Watched>();
  for (const { before, after } of allPairs(mostPods)) {
    const [change, graph] = [deploymentChange(before, after), toGraph(before, after)];
    const templates = change.templates.map(({ template }) => template);
    for (const selectedBefore of subsets(templates)) {
      for (const selectedAfter of subsets(templates)) {
        const watched = { change, graph, selectedBefore, selectedAfter };
        const key = JSON.stringify([changeSeen(watched), seen(graph, selectedBefore), seen(graph, selectedAfter)]);
        if (!distinct.has(key)) distinct.set(key, watched);
      }
    }
  }
  return [...distinct.values()];
}

/** Returns everything that a Service sees of a change in the model. */
function changeSeen({ change, selectedBefore, selectedAfter }: Watched): unknown {
  const shown = change.templates.filter(
    ({ template }) => selectedBefore.includes(template) || selectedAfter.includes(template),
  );
  return [shown, selectedBefore, selectedAfter, shown.length < change.templates.length ? undefined : change];
}

/** Returns all counts of the selected templates in the search, before, on the way and afterwards. */
function seen(graph: Graph, selected: string[]): string[] {
  const countsOf = (moments: Ready[]): string =>
    [...new Set(moments.map((ready) => selected.map((template) => ready[template] ?? 0).join()))].sort().join(' ');
  const ends = endsOf(graph).map((moment) => graph.moments[moment]!);
  return [graph.moments.slice(0, graph.starts), graph.moments, ends].map(countsOf);
}

function subsets(templates: string[]): string[][] {
  return templates.reduce<string[][]>((sets, one) => [...sets, ...sets.map((set) => [...set, one])], [[]]);
}

/** Returns the input of the model. */
export function toSelectedPods(watched: Watched, id: string, wave = 0, lingers = false): SelectedPods {
  const { change, selectedBefore, selectedAfter } = watched;
  return { id, change, selectedBefore, selectedAfter, wave, lingers };
}
