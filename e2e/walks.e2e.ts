import { expect, it } from 'vitest';
import { inNamespace } from './apply-stage';
import { createdPods, growth } from './created-pods';
import type { KubeObject } from './kinds';
import { move } from './move';
import { describeOnCluster } from './on-cluster';
import { WALKS, walkSteps } from './walk';

describeOnCluster('two releases in a row, the first of them aborted', (withNamespace) => {
  it.concurrent.each(WALKS)('are served as the plan says: $name', async (walk) => {
    const steps = await walkSteps(walk);
    await withNamespace(async (cluster, watch) => {
      let before: KubeObject[] = [];
      for (const [index, { title, objects, floor, percent }] of steps.entries()) {
        const after = inNamespace(cluster, objects);
        const pods = watch.podUids();
        const services = await move(cluster, watch, before, after);
        expect(
          services.flatMap(({ problems }) => problems),
          title,
        ).toEqual([]);
        const { seen } = services.find(({ predicted }) => predicted.name === walk.service)!;
        // The first state is assumed to be running.
        if (index > 0) {
          expect(seen.lowestReadyEndpoints, title).toBeGreaterThanOrEqual(floor);
          expect(createdPods(watch, pods), title).toBe(growth(before, after));
        }
        const shares = seen.versions.map(({ percentAfter = 0 }) => Number(percentAfter.toFixed(6)));
        expect(
          shares.some((share) => Math.abs(share - (percent === 0 ? 100 : percent)) < 1e-5),
          title,
        ).toBe(true);
        before = after;
      }
    });
  });
});
