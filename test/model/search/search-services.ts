import { sharePercent } from '../../../src/model/share';
import type { Graph } from './graph';

/** A Deployment with everything that can happen to it, and its place in the waves. */
export interface PlacedGraph {
  readonly graph: Graph;
  /** The templates of its pods, in any order. */
  readonly templates: readonly string[];
  readonly wave: number;
  readonly lingers: boolean;
}

/** A Service over all of the Deployments. */
export interface PlacedService {
  readonly wave: number;
  /** Whether it existed before. A new Service selects nothing until it is created. */
  readonly existed: boolean;
  /** By Deployment: the templates that it selects, before and afterwards. */
  readonly selectors: readonly (readonly [before: string[], after: string[]])[];
}

/** The extremes of one Service over all moments that a search has found. */
export interface Found {
  lowest: number;
  highest: number;
  /** By Deployment and template: the lowest and the highest share while there are ready endpoints. */
  readonly shares: { lowest?: number; highest?: number }[][];
}

/** The most moments, because more would take too long. */
export const MOST_MOMENTS = 1_000_000;

/**
 * Walks breadth-first over all events of several Deployments and Services at once: pods are created, become ready and
 * are deleted, the controllers act, a selector comes into force, and the next wave begins once all of the waves so far
 * is done. It searches everything together, to show whether the parts depend on each other.
 *
 * @returns the extremes of each Service, or `undefined` if there are more than `MOST_MOMENTS`
 */
export function searchServices(
  deployments: readonly PlacedGraph[],
  services: readonly PlacedService[],
): Found[] | undefined {
  const sizes = deployments.map(({ graph }) => graph.moments.length);
  const waves = [...new Set([...deployments, ...services].map(({ wave }) => wave))].sort((a, b) => a - b);
  // A moment as one number: which Services have their new selector, the wave, and the moment of each Deployment.
  const masks = 1 << services.length;
  const moments = sizes.reduce((product, size) => product * size, masks * waves.length);
  if (moments > MOST_MOMENTS) return undefined;
  const tables = services.map((service) => toTables(deployments, service));
  const found = services.map((): Found => ({
    lowest: Infinity,
    highest: -Infinity,
    shares: deployments.map(({ templates }) => templates.map(() => ({}))),
  }));
  const seen = new Uint8Array(moments);
  const queue: number[] = [];
  const visit = (mask: number, wave: number, at: readonly number[]): void => {
    const number = at.reduce((sum, moment, index) => sum * sizes[index]! + moment, wave) * masks + mask;
    if (seen[number] !== 0) return;
    seen[number] = 1;
    queue.push(number);
  };
  for (const at of starts(deployments)) visit(0, 0, at);
  // The queue grows while it is walked.
  for (const number of queue) {
    const mask = number % masks;
    let rest = Math.floor(number / masks);
    const at = sizes.map(() => 0);
    for (let index = sizes.length - 1; index >= 0; index--) {
      at[index] = rest % sizes[index]!;
      rest = Math.floor(rest / sizes[index]!);
    }
    const wave = rest;
    const current = waves[wave]!;
    services.forEach((service, index) => {
      const isNew = (mask & (1 << index)) !== 0;
      if (isNew || service.existed) observe(found[index]!, tables[index]![isNew ? 1 : 0], at);
      if (!isNew && service.wave === current) visit(mask | (1 << index), wave, at);
    });
    deployments.forEach(({ graph, wave: own, lingers }, index) => {
      if (own > current || (own < current && !lingers)) return;
      for (const next of graph.next[at[index]!]!)
        visit(
          mask,
          wave,
          at.map((moment, one) => (one === index ? next : moment)),
        );
    });
    const isDone =
      services.every((service, index) => service.wave > current || (mask & (1 << index)) !== 0) &&
      deployments.every(
        ({ graph, wave: own, lingers }, index) => own > current || lingers || graph.next[at[index]!]!.length === 0,
      );
    if (isDone && wave < waves.length - 1) visit(mask, wave + 1, at);
  }
  return found;
}

/** By Deployment, moment and template: the number of ready pods that a selector shows. */
type Table = readonly (readonly (readonly number[])[])[];

function toTables(deployments: readonly PlacedGraph[], { selectors }: PlacedService): [before: Table, after: Table] {
  const toTable = (side: 0 | 1): Table =>
    deployments.map(({ graph, templates }, index) =>
      graph.moments.map((ready) =>
        templates.map((template) => (selectors[index]![side].includes(template) ? (ready[template] ?? 0) : 0)),
      ),
    );
  return [toTable(0), toTable(1)];
}

function observe(found: Found, table: Table, at: readonly number[]): void {
  const counts = at.map((moment, index) => table[index]![moment]!);
  let endpoints = 0;
  for (const own of counts) for (const count of own) endpoints += count;
  found.lowest = Math.min(found.lowest, endpoints);
  found.highest = Math.max(found.highest, endpoints);
  if (endpoints === 0) return;
  counts.forEach((own, index) => {
    own.forEach((count, template) => {
      const share = sharePercent(count, endpoints)!;
      const bounds = found.shares[index]![template]!;
      if (bounds.lowest === undefined || share < bounds.lowest) bounds.lowest = share;
      if (bounds.highest === undefined || share > bounds.highest) bounds.highest = share;
    });
  });
}

function starts(deployments: readonly PlacedGraph[]): number[][] {
  return deployments.reduce<number[][]>(
    (rows, { graph }) => rows.flatMap((row) => Array.from({ length: graph.starts }, (_, one) => [...row, one])),
    [[]],
  );
}
