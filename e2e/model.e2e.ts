import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { expect, inject, it } from 'vitest';
import { insertFigures, toFigures } from './figures';
import { describeOnCluster } from './on-cluster';
import { tryPairs, type TriedPair } from './try-pairs';

const DOCUMENT = resolve(__dirname, '..', 'docs', 'model-against-reality.md');

describeOnCluster('the model', (withNamespace, { seed, pairs, simulateNode }) => {
  it(`is never worse than it says, for ${pairs} random pairs of states`, async () =>
    withNamespace(async (cluster, watch) => {
      const tried = await tryPairs(cluster, watch, seed, pairs);
      expect(tried).toHaveLength(pairs);
      const figures = toFigures(tried);
      console.log(figures);
      expect(tried.filter(({ observed }) => observed.problems.length > 0).map(toCase)).toEqual([]);

      if (inject('writeFigures')) {
        const nodes = simulateNode ? 'a simulated node' : 'nodes of its own';
        const run = `${pairs} random pairs of states, seed ${seed}, ${new Date().toISOString().slice(0, 10)}.`;
        const heading = `Kubernetes ${inject('clusterVersion')}, ${nodes}`;
        const text = insertFigures(readFileSync(DOCUMENT, 'utf8'), heading, `${run}\n\n${figures}`);
        const config = await resolveConfig(DOCUMENT);
        writeFileSync(DOCUMENT, await format(text, { ...config, filepath: DOCUMENT }));
      }
    }));
});

/** Returns everything that is needed to investigate a pair that went wrong. */
function toCase({ name, changes, before, after, observed }: TriedPair): object {
  return { name, changes, before: JSON.stringify(before), after: JSON.stringify(after), ...observed };
}
