import { describe, expect, it } from 'vitest';
import { insertFigures } from '../../e2e/figures';
import { Random } from '../../e2e/random';
import { randomPair } from '../../e2e/random-pair';
import { readSettings } from '../../e2e/settings';

describe('the settings of the suite', () => {
  const cluster = { KUBECONFIG: '/tmp/kubeconfig' };

  it('skip a run without a cluster, and say why', () => {
    expect(readSettings({}, 'v24.0.0').skipReason).toBe(
      'KUBECONFIG is not set: it has to name the test cluster, e2e/README.md says how to get one',
    );
    expect(readSettings({ KUBECONFIG: '' }, 'v24.0.0').skipReason).toContain('KUBECONFIG is not set');
    expect(readSettings(cluster, 'v20.20.2').skipReason).toBe(
      "Node.js v20.20.2 can't load @kubernetes/client-node: 22.19 can",
    );
    expect(readSettings(cluster, 'v22.18.0').skipReason).toBeDefined();
    expect(readSettings(cluster, 'v22.19.0').skipReason).toBeUndefined();
  });

  it('have defaults, and refuse unknown values', () => {
    expect(readSettings(cluster, 'v24.0.0')).toEqual({ required: false, simulateNode: true, seed: 1, pairs: 40 });
    expect(
      readSettings({ ...cluster, E2E_SEED: '7', E2E_PAIRS: '200', E2E_NODES: 'cluster' }, 'v24.0.0'),
    ).toMatchObject({
      simulateNode: false,
      seed: 7,
      pairs: 200,
    });
    expect(() => readSettings({ E2E_NODES: 'real' }, 'v24.0.0')).toThrow(
      'E2E_NODES is "real"; allowed: simulated or cluster',
    );
    expect(() => readSettings({ E2E_PAIRS: '-1' }, 'v24.0.0')).toThrow(
      'E2E_PAIRS is "-1"; allowed: a whole number, 0 or more',
    );
  });
});

describe('random pairs of states', () => {
  const pairs = (seed: number): unknown[] => {
    const random = new Random(seed);
    return Array.from({ length: 50 }, (_, index) => randomPair(random, `pair-${index}`));
  };

  it('are the same for the same seed, and others for another', () => {
    expect(pairs(1)).toEqual(pairs(1));
    expect(pairs(2)).not.toEqual(pairs(1));
  });

  it('describe their change, and most of them change something', () => {
    const some = (pairs(1) as ReturnType<typeof randomPair>[]).filter(({ changes }) => changes.length > 0);
    for (const { before, after } of some) expect(after).not.toEqual(before);
    expect(some.length).toBeGreaterThan(40);
  });
});

it('figures take the place of earlier ones of the same cluster', () => {
  const first = insertFigures('# Title\n\nText.\n', 'Kubernetes 1.28', 'old');
  const both = insertFigures(first, 'Kubernetes 1.34', 'other');
  expect(insertFigures(both, 'Kubernetes 1.28', 'new')).toBe(
    '# Title\n\nText.\n\n## Kubernetes 1.28\n\nnew\n\n## Kubernetes 1.34\n\nother\n',
  );
});
