import { expect, it } from 'vitest';
import { checkRollout, Severity } from '../src';
import { inNamespace } from './apply-stage';
import type { KubeObject } from './kinds';
import { move } from './move';
import { describeOnCluster } from './on-cluster';
import { PLANS } from './plan';

/** Two changes that look harmless in review, with the rule that finds each and the predicted number of endpoints. */
const CHANGES = [
  {
    name: 'green and the switch to it in one apply',
    ...stagesOf('blue/green', 'blue-green-1-blue-alone', 'blue-green-3-switched'),
    rule: 'no-ready-endpoints',
    predicted: 0,
  },
  {
    name: '5 + 5 straight to 0 + 10',
    ...stagesOf('canary', 'canary-4-canary-50-percent', 'canary-6-canary-100-percent'),
    rule: 'capacity-below-floor',
    predicted: 5,
  },
];

describeOnCluster('a change that the checker refuses', (withNamespace) => {
  it.concurrent.each(CHANGES)('$name does harm, and no more than predicted', async ({ from, to, rule, predicted }) =>
    withNamespace(async (cluster, watch) => {
      const [before, after] = [inNamespace(cluster, from), inNamespace(cluster, to)];
      const errors = checkRollout(before, after).findings.filter(({ severity }) => severity === Severity.ERROR);
      expect(errors.map((finding) => finding.rule)).toContain(rule);

      await move(cluster, watch, [], before);
      const services = await move(cluster, watch, before, after);
      expect(services.flatMap(({ problems }) => problems)).toEqual([]);
      const live = services.find((service) => service.predicted.name === 'my-app-service')!;
      expect(live.predicted.lowestReadyEndpoints).toBe(predicted);
      expect(live.seen.lowestReadyEndpoints).toBeGreaterThanOrEqual(predicted);
      // The harm is real, because new pods take a while to become ready and nothing waits for them.
      expect(live.seen.lowestReadyEndpoints).toBeLessThan(live.predicted.endpointsBefore);
    }),
  );
});

function stagesOf(plan: string, from: string, to: string): { readonly from: KubeObject[]; readonly to: KubeObject[] } {
  const { stages } = PLANS.find(({ name }) => name === plan)!;
  const objects = (name: string): KubeObject[] => stages.find((stage) => stage.name === name)!.objects;
  return { from: objects(from), to: objects(to) };
}
