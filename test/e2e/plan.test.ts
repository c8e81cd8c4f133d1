import { expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { Severity } from '../../src/check/severity';
import { PLANS } from '../../e2e/plan';

/** Returns the shares of the versions that serve, by version. */
function ofServing(shares: (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(
    shares.filter(([, percent]) => percent > 0).map(([version, percent]) => [version, round(percent)]),
  );
}

const round = (percent: number): number => Number(percent.toFixed(6));

// Without a cluster, the suite is skipped and would not notice a missing example.
it.each(PLANS)('$name: the suite finds each stage, its shares, and the ways back and forth', (plan) => {
  const { stages, shares, service, rollbacks, promotions } = plan;
  expect(stages.length).toBeGreaterThan(3);
  expect(shares).toHaveLength(stages.length);
  for (const [from, to] of [...rollbacks, ...promotions]) expect([from, to]).not.toContain(undefined);
  for (const [index, { name, objects }] of stages.entries()) {
    const before = stages[index - 1]?.objects ?? [];
    const result = checkRollout(before, objects, { maxUnavailable: '100%', maxShareStep: 100 });
    const served = result.services.find((each) => each.name === service);
    const after = served?.versions.map(({ version, percentAfter }) => [version, percentAfter ?? 0] as const) ?? [];
    expect(ofServing(after), name).toEqual(ofServing(Object.entries(shares[index]!)));
    if (index > 0)
      expect(
        result.findings.filter(({ severity }) => severity === Severity.ERROR),
        name,
      ).toEqual([]);
  }
});
