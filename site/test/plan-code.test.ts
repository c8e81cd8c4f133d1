import * as cdk8s from 'cdk8s';
import { describe, expect, it } from 'vitest';
import * as rollouts from '../../src/index';
import { readRelease } from '../../src/release/read-release';
import { checkRollout } from '../../src/check/check-rollout';
import { workspace } from '../../test/support/workspace';
import { constructCode, RELEASE_FILE, releaseAppCode, releaseFile } from '../playground/plan/plan-code';
import { planOffers, splitOffers } from '../playground/plan/plan-remedies';
import { planOf, splitOf } from '../playground/plan/plan-result';
import { DEFAULT_PLAN, fromQuery, type PlanState, toQuery } from '../playground/plan/plan-state';

const STATES: [string, string][] = [
  ['the first state', ''],
  ['other sizes', 'replicas=20&percent=25&steps=5,50,100'],
  ['bounds', 'replicas=4&steps=25,100&surge=2&unavailable=0&tolerance=10'],
  ['pods on top', 'percent=50&steps=50,100&surge=10&policy=keep-stable'],
  ['blue/green', 'strategy=blue-green&replicas=6'],
  ['blue/green with a preview', 'strategy=blue-green&replicas=6&preview=2'],
  ['blue/green with an overlap', 'strategy=blue-green&replicas=6&preview=2&overlap=true'],
];

/** Runs the code that the playground offers to copy, and returns its YAML. */
function run(code: string, release = ''): string {
  const folder = workspace({ [RELEASE_FILE]: release });
  const modules: Record<string, object> = { cdk8s, 'cdk8s-rollouts': rollouts };
  const script = code
    .replace(/import \{ (.*) \} from '(.*)';/g, "const { $1 } = modules['$2'];")
    .replace(RELEASE_FILE, `${folder}/${RELEASE_FILE}`)
    .replace('app.synth();', 'return app.synthYaml();');
  // oxlint-disable-next-line typescript/no-implied-eval -- it is what the user would run
  return (new Function('modules', script) as (given: object) => string)(modules);
}

describe.each(STATES)('the code that the playground offers for %s', (_, query) => {
  const state: PlanState = fromQuery(query);

  it('is generated from a state that the URL contains in full', () => {
    expect(toQuery(state)).toBe(query);
  });

  it('makes YAML without findings', () => {
    const yaml = run(constructCode(state));
    expect(checkRollout(yaml, yaml).findings).toEqual([]);
  });

  it('includes a release file with the stages of the plan, which ReleaseApp accepts', () => {
    const file = releaseFile(state);
    const { value: release, problems } = readRelease(file, RELEASE_FILE);
    expect(problems).toBeUndefined();
    const yaml = run(releaseAppCode(), file);
    expect(yaml).toContain('kind: Deployment');
    const { view } = planOf(state);
    const count = view!.stages.length;
    for (const stage of [1, count]) {
      expect(() => run(releaseAppCode(), file.replace('stage: 1', `stage: ${stage}`))).not.toThrow();
    }
    expect(() => run(releaseAppCode(), file.replace('stage: 1', `stage: ${count + 2}`))).toThrow('stage');
    expect(release?.replicas).toBe(state.replicas);
  });
});

it('limits the preview to the replicas, as the command and the release file do', () => {
  const state = fromQuery('strategy=blue-green&replicas=3&preview=8');
  expect(run(constructCode(state))).not.toContain('replicas: 8');
  expect(readRelease(releaseFile(state), RELEASE_FILE).value?.previewReplicas ?? 3).toBe(3);
});

it('leaves default values out of the URL', () => {
  expect(toQuery(DEFAULT_PLAN)).toBe('');
  expect(fromQuery('replicas=-1&percent=x&steps=1,2&surge=1e9&strategy=other')).toEqual({
    ...DEFAULT_PLAN,
    steps: '1, 2',
  });
});

it('offers settings that work in place of those that do not', () => {
  let failed = 0;
  for (const [replicas, percent] of [
    [1, 1],
    [3, 33],
  ])
    for (const steps of ['30,10', '33.3,66.6'])
      for (const bounds of ['&surge=0&unavailable=0', '&surge=1&unavailable=0'])
        for (const rest of ['', '&tolerance=0&policy=keep-stable']) {
          const query = `replicas=${replicas}&percent=${percent}&steps=${steps}${bounds}${rest}`;
          const state = fromQuery(query);
          const plans = (tried: PlanState): boolean => planOf(tried).view !== undefined;
          const splits = (tried: PlanState): boolean => splitOf(tried).value !== undefined;
          for (const [works, offers] of [
            [plans, planOffers],
            [splits, splitOffers],
          ] as const) {
            if (works(state)) continue;
            failed++;
            const worked = offers(state).map((offer) => works(offer.state));
            expect(worked.length, query).toBeGreaterThan(0);
            expect(worked, query).not.toContain(false);
            // Two values for the same setting would be a riddle.
            const settings = offers(state).map(({ label }) => label.replaceAll(/: [^:]*?(?= and |$)/g, ''));
            expect(new Set(settings).size, query).toBe(settings.length);
          }
        }
  expect(failed).toBeGreaterThan(15);
});
