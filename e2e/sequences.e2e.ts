import { afterAll, expect, it } from 'vitest';
import { inNamespace } from './apply-stage';
import type { KubeObject } from './kinds';
import { move } from './move';
import { describeOnCluster } from './on-cluster';
import { SEQUENCES } from './sequences';

const SAMPLE_MILLISECONDS = 10;

describeOnCluster('the sequences of the comparison', (withNamespace) => {
  const rows: string[] = [];
  afterAll(() => console.log(rows.sort().join('\n')));

  it.concurrent.each(Object.entries(SEQUENCES))('%s goes no worse than predicted', async (name, states) =>
    withNamespace(async (cluster, watch) => {
      let before: KubeObject[] = [];
      let fewest = Infinity;
      let share = 0;
      let withoutEndpoints = 0;
      for (const [index, state] of states.entries()) {
        const after = inNamespace(cluster, state);
        const timer = setInterval(() => {
          if (index > 0 && watch.ready('web').length === 0) withoutEndpoints += SAMPLE_MILLISECONDS;
        }, SAMPLE_MILLISECONDS);
        const [observed] = await move(cluster, watch, before, after);
        clearInterval(timer);
        expect(observed?.problems).toEqual([]);
        const { seen } = observed!;
        // The sequence starts from v1 at rest.
        if (index > 0) fewest = Math.min(fewest, seen.lowestReadyEndpoints);
        share = seen.versions.find(({ version }) => version === 'v2')?.percentAfter ?? 0;
        before = after;
      }
      rows.push(
        `${name}: ${Math.round(share)}% of the traffic, fewest ready endpoints ${fewest}, ${withoutEndpoints / 1000} s without`,
      );
    }),
  );
});
