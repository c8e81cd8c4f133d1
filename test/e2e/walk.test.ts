import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { WALKS, walkSteps } from '../../e2e/walk';

const subjects = {
  canary: [
    'at rest',
    'prod/shop: start the release of v2',
    'prod/shop: v2 at 10% (stage 2 of 6)',
    'prod/shop: v2 at 30% (stage 3 of 6)',
    'prod/shop: v2 at 50% (stage 4 of 6)',
    'prod/shop: abort the release of v2: all traffic to v1',
    'prod/shop: start the release of v3',
    'prod/shop: v3 at 10% (stage 2 of 6)',
    'prod/shop: v3 at 30% (stage 3 of 6)',
    'prod/shop: v3 at 50% (stage 4 of 6)',
    'prod/shop: v3 on the way to 100% (stage 5 of 6)',
    'prod/shop: v3 at 100% (stage 6 of 6)',
    'prod/shop: finish the release of v3',
  ],
  'blue/green': [
    'at rest',
    'prod/shop: start the release of v2',
    'prod/shop: v2 (green) is tested (stage 2 of 5)',
    'prod/shop: v2 (green) is tested at full size (stage 3 of 5)',
    'prod/shop: v2 (green) serves everything (stage 4 of 5)',
    'prod/shop: abort the release of v2: all traffic to v1',
    'prod/shop: abort the release of v2: take its pods away',
    'prod/shop: start the release of v3',
    'prod/shop: v3 (green) is tested (stage 2 of 5)',
    'prod/shop: v3 (green) is tested at full size (stage 3 of 5)',
    'prod/shop: v3 (green) serves everything (stage 4 of 5)',
    'prod/shop: v1 (blue) has no pods any more (stage 5 of 5)',
    'prod/shop: finish the release of v3',
  ],
  'blue/green with an overlap': [
    'at rest',
    'prod/shop: start the release of v2',
    'prod/shop: v2 (green) is tested at full size (stage 2 of 5)',
    'prod/shop: v1 (blue) and v2 (green) both serve (stage 3 of 5)',
    'prod/shop: abort the release of v2: all traffic to v1',
    'prod/shop: start the release of v3',
    'prod/shop: v3 (green) is tested at full size (stage 2 of 5)',
    'prod/shop: v1 (blue) and v3 (green) both serve (stage 3 of 5)',
    'prod/shop: v3 (green) serves everything (stage 4 of 5)',
    'prod/shop: v1 (blue) has no pods any more (stage 5 of 5)',
    'prod/shop: finish the release of v3',
  ],
};

describe.each(WALKS)('the walk of the end-to-end suite: $name', (walk) => {
  it('goes through an abort to the end of the next release', async () => {
    const steps = await walkSteps(walk);
    expect(steps.map(({ title }) => title)).toEqual(subjects[walk.name as keyof typeof subjects]);
  });

  it('promises no more than the checker predicts', async () => {
    const steps = await walkSteps(walk);
    for (const [index, { title, objects, floor }] of steps.entries()) {
      if (index === 0) continue;
      const { services, findings } = checkRollout(steps[index - 1]!.objects, objects);
      const { lowestReadyEndpoints } = services.find(({ name }) => name === walk.service)!;
      expect(floor, title).toBeLessThanOrEqual(lowestReadyEndpoints);
      expect(
        findings.map(({ severity }) => severity),
        title,
      ).not.toContain('error');
    }
  });
});
