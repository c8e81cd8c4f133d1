import { describe, expect, it } from 'vitest';
import { type CanaryPlanOptions, CapacityPolicy, planCanary } from '../../src';

/** Returns the stages as `9+1`, with a `*` for those that serve a step. */
function stagesOf(options: CanaryPlanOptions): string {
  return planCanary(options)
    .stages.map(({ stable, canary, steps }) => `${stable}+${canary}${steps.length > 0 ? '*' : ''}`)
    .join(' ');
}

describe('stages', () => {
  it.each<[string, CanaryPlanOptions, string]>([
    ['the usual steps', { replicas: 10, steps: [10, 30, 50, 100] }, '10+0 9+1* 7+3* 5+5* 3+8 0+10*'],
    ['100 added if it is left out', { replicas: 10, steps: [10, 30, 50] }, '10+0 9+1* 7+3* 5+5* 3+8 0+10*'],
    [
      'pods come first if none may be missing',
      { replicas: 3, steps: [100], maxUnavailable: 0, maxSurge: 1 },
      '3+0 3+1 2+1 2+2 1+2 1+3 0+3*',
    ],
    [
      'pods go first if none may be added',
      { replicas: 3, steps: [100], maxUnavailable: 1, maxSurge: 0 },
      '3+0 2+0 2+1 1+1 1+2 0+2 0+3*',
    ],
    ['all at once if there is room', { replicas: 10, steps: [100], maxSurge: '100%' }, '10+0 8+10 0+10*'],
    ['a single pod', { replicas: 1, steps: [50, 100] }, '1+0 1+1* 0+1*'],
    [
      'one pod always stays',
      { replicas: 2, steps: [100], maxUnavailable: '100%', maxSurge: 0 },
      '2+0 1+0 1+1 0+1 0+2*',
    ],
    [
      'more stable pods for a small share, and before the canary comes',
      { replicas: 5, steps: [10, 50, 100] },
      '5+0 6+0 6+1* 3+1 3+3* 1+4 0+5*',
    ],
    [
      'one stage for steps that the pods do not tell apart',
      { replicas: 10, steps: [10, 12] },
      '10+0 9+1* 7+4 4+6 2+9 0+10*',
    ],
    [
      'canary pods on top',
      { replicas: 10, steps: [10, 20, 100], capacityPolicy: CapacityPolicy.KEEP_STABLE },
      '10+0 10+1* 10+3* 5+3 5+8 0+8 0+10*',
    ],
    ['decimals', { replicas: 1000, steps: [0.5, 2.5] }, '1000+0 995+5* 975+25* 725+275 475+525 225+775 0+1000*'],
  ])('%s', (_name, options, stages) => {
    expect(stagesOf(options)).toBe(stages);
  });

  it('takes a stage with fewer pods if that makes the way between two steps with surge shorter', () => {
    const { stages } = planCanary({ replicas: 3, steps: [16, 82], maxSurge: 5 });
    expect(stages.map(({ stable, canary }) => [stable, canary])).toEqual([
      [3, 0],
      [5, 0],
      [5, 1],
      [2, 2],
      [1, 5],
      [0, 3],
    ]);
  });

  it('lead to the first step if the stable version has to grow before the canary gets a pod', () => {
    const { stages } = planCanary({ replicas: 4, steps: [10], maxSurge: '100%' });
    expect(stages.slice(0, 3).map(({ title, stable, canary }) => [title, stable, canary])).toEqual([
      ['v1 serves everything', 4, 0],
      ['v2 on the way to 10%', 7, 0],
      ['v2 at 10%', 7, 1],
    ]);
  });

  it('name the steps that they serve, and those that they lead to', () => {
    const { stages } = planCanary({ replicas: 10, steps: [10, 12] });
    expect(stages.map(({ number, title, steps }) => [number, title, steps])).toEqual([
      [1, 'v1 serves everything', []],
      [2, 'v2 at 10% and 12%', [10, 12]],
      [3, 'v2 on the way to 100%', []],
      [4, 'v2 on the way to 100%', []],
      [5, 'v2 on the way to 100%', []],
      [6, 'v2 at 100%', [100]],
    ]);
  });

  it('name the commands, the condition to wait for and the way back', () => {
    const { stages, cleanUp, capacityFloor, capacityCeiling } = planCanary({
      replicas: 10,
      steps: [50, 100],
      name: 'shop',
      namespace: 'web',
      stableVersion: '2.0.1+build',
      canaryVersion: '2.1.0',
    });
    expect([capacityFloor, capacityCeiling]).toEqual([8, 13]);
    expect(stages[0]).toEqual({
      number: 1,
      title: '2.0.1+build serves everything',
      stable: 10,
      canary: 0,
      total: 10,
      actualPercent: 0,
      trafficPercent: 0,
      steps: [],
      lowestReady: 10,
      highestReady: 10,
      highestPercent: 0,
      waitFor: 'shop-2-0-1-build has 10 ready pods, shop-2-1-0 has 0',
      commands: ['kubectl --namespace web rollout status deployment/shop-2-0-1-build'],
      rollback: { description: 'there is nothing to go back to', commands: [] },
    });
    expect(stages[2]).toEqual({
      number: 3,
      title: '2.1.0 at 50%',
      stable: 5,
      canary: 5,
      total: 10,
      actualPercent: 50,
      trafficPercent: 50,
      steps: [50],
      lowestReady: 8,
      highestReady: 13,
      highestPercent: 50,
      waitFor: 'shop-2-0-1-build has 5 ready pods, shop-2-1-0 has 5, and 2.1.0 does well with 50% of the traffic',
      commands: [
        'kubectl --namespace web scale deployment/shop-2-1-0 --replicas=5',
        'kubectl --namespace web scale deployment/shop-2-0-1-build --replicas=5',
        'kubectl --namespace web rollout status deployment/shop-2-1-0',
        'kubectl --namespace web rollout status deployment/shop-2-0-1-build',
      ],
      rollback: {
        description: 'apply stage 2 again: 8 stable and 3 canary pods',
        toStage: 2,
        commands: [
          'kubectl --namespace web scale deployment/shop-2-0-1-build --replicas=8',
          'kubectl --namespace web scale deployment/shop-2-1-0 --replicas=3',
          'kubectl --namespace web rollout status deployment/shop-2-0-1-build',
          'kubectl --namespace web rollout status deployment/shop-2-1-0',
        ],
      },
    });
    expect(stages.at(-1)?.waitFor).toBe(
      'shop-2-0-1-build has 0 ready pods, shop-2-1-0 has 10, and 2.1.0 does well with all of the traffic',
    );
    expect(cleanUp).toEqual({
      title: '2.1.0 becomes the stable version, and shop-2-0-1-build is removed',
      waitFor: 'no one needs to go back to 2.0.1+build any more',
      commands: ['kubectl --namespace web delete deployment shop-2-0-1-build'],
      rollback: 'release 2.0.1+build again, as a new canary',
    });
  });

  it('scale only what changes, and take pinned names', () => {
    const { stages } = planCanary({
      replicas: 2,
      steps: [100],
      maxSurge: 1,
      maxUnavailable: 0,
      stableDeployment: 'web',
      canaryDeployment: 'web-next',
    });
    expect(stages.slice(1, 3).map(({ commands }) => commands)).toEqual([
      ['kubectl scale deployment/web-next --replicas=1', 'kubectl rollout status deployment/web-next'],
      ['kubectl scale deployment/web --replicas=1', 'kubectl rollout status deployment/web'],
    ]);
  });

  it('go back several stages if that is as safe', () => {
    const { stages } = planCanary({ replicas: 100, steps: [5, 10, 20, 40] });
    expect(stages.map(({ stable, canary, rollback }) => [stable, canary, rollback.toStage])).toEqual([
      [100, 0, undefined],
      [95, 5, 1],
      [90, 10, 1],
      [80, 20, 1],
      [60, 40, 4],
      [35, 65, 5],
      [10, 90, 6],
      [0, 100, 7],
    ]);
  });
});

describe('bad options', () => {
  it.each<[string, unknown, string]>([
    [
      'no options',
      undefined,
      'planCanary: options: expected an object, got undefined; pass options such as { replicas: 10, steps: [10, 50, 100] }',
    ],
    [
      'no replicas',
      { replicas: 0, steps: [100] },
      'planCanary: replicas: expected a whole number from 1 to 2147483647, got 0; state how many pods serve before and after the release',
    ],
    [
      'no steps',
      { replicas: 10, steps: [] },
      'planCanary: steps: expected a list of at least one percentage, got []; pass rising percentages such as [10, 30, 50, 100]',
    ],
    [
      'steps that are not percentages',
      { replicas: 10, steps: [0, '10', 101, NaN] },
      [
        'planCanary: 4 problems',
        '  - steps[0]: expected a number above 0 and up to 100, got 0; pass rising percentages such as [10, 30, 50, 100]',
        '  - steps[1]: expected a number above 0 and up to 100, got "10"; remove the quotes',
        '  - steps[2]: expected a number above 0 and up to 100, got 101; pass rising percentages such as [10, 30, 50, 100]',
        '  - steps[3]: expected a number above 0 and up to 100, got NaN; pass rising percentages such as [10, 30, 50, 100]',
      ].join('\n'),
    ],
    [
      'steps that do not rise',
      { replicas: 10, steps: [10, 10, 50, 30] },
      [
        'planCanary: 2 problems',
        '  - steps[1]: expected more than the step before, 10, got 10; pass rising percentages such as [10, 30, 50, 100]',
        '  - steps[3]: expected more than the step before, 50, got 30; pass rising percentages such as [10, 30, 50, 100]',
      ].join('\n'),
    ],
    [
      'no room to move',
      { replicas: 10, steps: [100], maxSurge: 0, maxUnavailable: '9%' },
      'planCanary: maxUnavailable and maxSurge: expected room for at least 1 of 10 pods to be missing or added, because otherwise no pod can move, got {"maxUnavailable":"9%","maxSurge":0}; set maxSurge: 1 or maxUnavailable: 1',
    ],
    [
      'no room for a single pod',
      { replicas: 1, steps: [100], maxSurge: 0, maxUnavailable: 1 },
      'planCanary: maxSurge: expected 1 or more for a single replica, which must stay ready until another pod is, got 0; set maxSurge: 1',
    ],
    [
      'more pods than Kubernetes counts',
      { replicas: 2_147_483_647, steps: [100], maxSurge: 1 },
      'planCanary: maxSurge: expected at most 0 with replicas: 2147483647, because Kubernetes counts no further than 2147483647 pods, got 1; set maxSurge: 0 or less',
    ],
    [
      'steps that the replicas cannot serve',
      { replicas: 3, steps: [10, 50, 90], maxSurge: 1 },
      [
        'planCanary: 2 problems',
        '  - steps[0]: expected a percentage that 3 to 4 pods can serve within 5 points (the closest is 25%, with 3 stable + 1 canary), got 10; set replicas: 6, maxSurge: 4 or tolerance: 15',
        '  - steps[2]: expected a percentage that 3 to 4 pods can serve within 5 points (the closest is 75%, with 1 stable + 3 canary), got 90; set replicas: 6, maxSurge: 4 or tolerance: 15',
      ].join('\n'),
    ],
    [
      'names, versions and bounds that are none, and an unknown option',
      {
        replicas: 10,
        steps: [100],
        maxSurge: '1.5%',
        maxUnavailable: -1,
        tolerance: 101,
        name: 'My App',
        namespace: '',
        stableVersion: '-',
        canaryVersion: 2,
        surge: 1,
      },
      [
        'planCanary: 8 problems',
        '  - surge: unknown option, got 1; did you mean maxSurge?',
        '  - tolerance: expected a number of points from 0 to 100, got 101; state how far off the percentage may be, or leave it out for 5',
        '  - maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got -1; write 1 or 25%, or leave it out for 25%',
        '  - maxSurge: expected a whole number of pods, 0 or more, or a whole percentage, got "1.5%"; write 1 or 25%, or leave it out for 25%',
        '  - name: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "My App"; rename it',
        '  - namespace: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got ""; rename it',
        '  - stableVersion: expected 1 to 63 letters, digits, ".", "_", "+" and "-", with a letter or digit at both ends, that YAML does not read as a number, got "-"; use a short version such as v2 or 2.0.1',
        '  - canaryVersion: expected 1 to 63 letters, digits, ".", "_", "+" and "-", with a letter or digit at both ends, that YAML does not read as a number, got 2; use a short version such as v2 or 2.0.1',
      ].join('\n'),
    ],
    [
      'more missing pods than there are, but not a surge of more than 100%',
      { replicas: 10, steps: [100], maxUnavailable: '120%', maxSurge: '120%' },
      'planCanary: maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "120%"; write 1 or 25%, or leave it out for 25%',
    ],
    [
      'one Deployment for both',
      { replicas: 10, steps: [100], stableVersion: 'v2' },
      'planCanary: canaryDeployment: expected a Deployment other than that of the stable version, got "my-app-v2"; give the canary its own name or Deployment',
    ],
    [
      'a derived name that is too long',
      { replicas: 10, steps: [100], name: 'a'.repeat(61) },
      [
        'planCanary: 2 problems',
        `  - stableDeployment: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "${'a'.repeat(61)}-v1"; shorten it by 1`,
        `  - canaryDeployment: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "${'a'.repeat(61)}-v2"; shorten it by 1`,
      ].join('\n'),
    ],
  ])('%s', (_name, options, message) => {
    expect(() => planCanary(options as CanaryPlanOptions)).toThrow(new Error(message));
  });
});
