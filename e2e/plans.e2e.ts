import { describe, expect, it } from 'vitest';
import { inNamespace } from './apply-stage';
import { createdPods, growth } from './created-pods';
import type { KubeObject } from './kinds';
import { move } from './move';
import { describeOnCluster } from './on-cluster';
import { PLANS } from './plan';

describeOnCluster('a release of the examples', (withNamespace) => {
  describe.each(PLANS)('$name', ({ stages, service, shares, sharesBeside = {}, rollbacks, promotions }) => {
    it.concurrent('is served as predicted, stage by stage', async () =>
      withNamespace(async (cluster, watch) => {
        expect(shares).toHaveLength(stages.length);
        let before: KubeObject[] = [];
        for (const [index, { name, objects }] of stages.entries()) {
          const after = inNamespace(cluster, objects);
          const pods = watch.podUids();
          const services = await move(cluster, watch, before, after);
          expect(
            services.flatMap(({ problems }) => problems),
            name,
          ).toEqual([]);
          const { seen } = services.find(({ predicted }) => predicted.name === service)!;
          expect(sharesAtRest(seen.versions), name).toEqual(roundAll(shares[index]!));
          // The first stage is assumed to be running.
          if (index > 0) {
            expect(createdPods(watch, pods), name).toBe(growth(before, after));
            expect(seen.lowestReadyEndpoints, name).toBeGreaterThanOrEqual(1);
          }
          before = after;
        }
      }),
    );

    it.concurrent.each(rollbacks)('goes back from $name immediately', async (from, to) =>
      withNamespace(async (cluster, watch) => {
        const [before, after] = [inNamespace(cluster, from.objects), inNamespace(cluster, to.objects)];
        await move(cluster, watch, [], before);
        const services = await move(cluster, watch, before, after);
        expect(services.flatMap(({ problems }) => problems)).toEqual([]);
        const { seen } = services.find(({ predicted }) => predicted.name === service)!;
        expect(seen.lowestReadyEndpoints).toBeGreaterThan(0);
        // Most other states, such as an aborted release, have the shares of the first stage.
        const expected = shares[stages.indexOf(to)] ?? sharesBeside[to.name] ?? shares[0]!;
        expect(sharesAtRest(seen.versions)).toEqual(roundAll(expected));
      }),
    );

    it.concurrent.each(promotions)('creates no pod from $name on', async (from, to) =>
      withNamespace(async (cluster, watch) => {
        const [before, after] = [inNamespace(cluster, from.objects), inNamespace(cluster, to.objects)];
        await move(cluster, watch, [], before);
        const [pods, serving] = [watch.podUids(), watch.ready(service)];
        await move(cluster, watch, before, after);
        expect(pods.size).toBeGreaterThan(0);
        expect(createdPods(watch, pods)).toBe(0);
        // The promotion of a canary keeps the same pods. A switch of colors changes to the idle ones, which were
        // running before.
        if (from.name.includes('canary')) expect(watch.ready(service)).toEqual(serving);
      }),
    );
  });
});

/** Returns the versions that get traffic, with their shares. */
function sharesAtRest(
  versions: { readonly version: string; readonly percentAfter?: number }[],
): Record<string, number> {
  return roundAll(Object.fromEntries(versions.map(({ version, percentAfter = 0 }) => [version, percentAfter])));
}

function roundAll(shares: Record<string, number>): Record<string, number> {
  const served = Object.entries(shares).filter(([, percent]) => percent > 0);
  return Object.fromEntries(served.map(([version, percent]) => [version, Number(percent.toFixed(6))]));
}
