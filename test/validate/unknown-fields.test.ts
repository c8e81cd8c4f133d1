import { App, Chart } from 'cdk8s';
import { describe, expect, it } from 'vitest';
import { closestNames } from '../../src/validate/closest-name';
import { describeProblem } from '../../src/validate/problem';
import { unknownFieldProblems } from '../../src/validate/unknown-fields';
import {
  CanaryApp,
  explicitSplit,
  planBlueGreen,
  planCanary,
  replicasForPercent,
  splitReplicas,
} from '../../src/index';

describe('an unknown name', () => {
  it.each<[string, string[], string[]]>([
    ['trafficPrecent', ['trafficPercent', 'tolerance'], ['trafficPercent']],
    ['maxsurge', ['maxSurge', 'maxReplicas'], ['maxSurge']],
    ['minReadySeconds', ['minReady', 'name'], ['minReady']],
    ['env', ['envFrom', 'envVariables', 'args'], ['envFrom', 'envVariables']],
    ['sec', ['secret', 'securityContext', 'sec1', 'second'], ['sec1']],
    ['pod', ['podLabels', 'podAnnotations', 'podSecurity', 'podInfo1', 'podInfo2'], []],
    ['percent', ['trafficPercent', 'tolerance'], ['trafficPercent']],
    ['po', ['port', 'pods'], []],
    ['colour', ['replicas'], []],
    ['x'.repeat(65), ['x'.repeat(64)], []],
    ['ports', ['port', 'targetPort', 'extraPorts'], ['port', 'extraPorts']],
  ])('%s is matched to the closest name', (name, known, meant) => {
    expect(closestNames(name, known)).toEqual(meant);
  });

  it('is reported with its value and the remedy', () => {
    const known = ['replicas', 'tolerance'];
    const remedy = (name: string): string | undefined => (name === 'image' ? 'move it to the version' : undefined);
    const problems = unknownFieldProblems('app.', { replica: 1, color: 'red', image: 'a' }, known, 'field', remedy);
    expect(problems.map(describeProblem)).toEqual([
      'app.replica: unknown field, got 1; did you mean replicas?',
      'app.color: unknown field, got "red"; remove it, or use one of replicas, tolerance',
      'app.image: unknown field, got "a"; move it to the version',
    ]);
  });

  it.each<[string, (options: never) => unknown, object, string]>([
    [
      'splitReplicas',
      splitReplicas,
      { replicas: 10, trafficPercent: 10, maxsurge: 2 },
      'maxsurge: unknown option, got 2; did you mean maxSurge?',
    ],
    [
      'explicitSplit',
      explicitSplit,
      { stable: 9, canary: 1, trafficPrecent: 10 },
      'trafficPrecent: unknown option, got 10; did you mean trafficPercent?',
    ],
    [
      'replicasForPercent',
      replicasForPercent,
      { trafficPercent: 10, replicas: 3 },
      'replicas: unknown option, got 3; did you mean minReplicas?',
    ],
    [
      'planCanary',
      planCanary,
      { replicas: 10, steps: [50], tolerence: 3 },
      'tolerence: unknown option, got 3; did you mean tolerance?',
    ],
    [
      'planBlueGreen',
      planBlueGreen,
      { replicas: 10, preview: false },
      'preview: unknown option, got false; did you mean previewReplicas, previewService or previewServiceName?',
    ],
  ])('is refused by %s', (name, call, options, problem) => {
    expect(() => call(options as never)).toThrow(new Error(`${name}: ${problem}`));
  });
});

describe('a percentage as text', () => {
  it.each([
    ['10', 'remove the quotes'],
    [' 12.5', 'remove the quotes'],
    ['10%', 'write 10, without quotes and percent sign'],
    ['10 %', 'write 10, without quotes and percent sign'],
    ['101', 'state the share of the traffic that the canary should get'],
    ['ten', 'state the share of the traffic that the canary should get'],
  ])('%j', (trafficPercent, fix) => {
    expect(() => splitReplicas({ replicas: 10, trafficPercent: trafficPercent as unknown as number })).toThrow(
      new Error(
        `splitReplicas: trafficPercent: expected a number from 0 to 100, got ${JSON.stringify(trafficPercent)}; ${fix}`,
      ),
    );
  });

  it('is no number of pods', () => {
    expect(() => splitReplicas({ replicas: 10, trafficPercent: 10, maxSurge: '25%' as unknown as number })).toThrow(
      new Error(
        'splitReplicas: maxSurge: expected a whole number from 0 to 2147483647, got "25%"; state how many pods may run in addition to replicas, or leave it out for 0',
      ),
    );
  });

  it('is a step of a plan, and a tolerance', () => {
    const options = { replicas: 10, steps: ['10%', 50], tolerance: '5%' } as unknown as Parameters<
      typeof planCanary
    >[0];
    expect(() => planCanary(options)).toThrow(
      new Error(
        [
          'planCanary: 2 problems',
          '  - tolerance: expected a number of points from 0 to 100, got "5%"; write 5, without quotes and percent sign',
          '  - steps[0]: expected a number above 0 and up to 100, got "10%"; write 10, without quotes and percent sign',
        ].join('\n'),
      ),
    );
  });
});

it('an option that is no enumerable property is checked like others', () => {
  const props = { name: 'shop', replicas: 2, port: 80, stable: { version: 'v1', image: 'shop:1' } };
  Object.defineProperty(props, 'containerPort', { value: 99_999_999 });
  expect(() => new CanaryApp(new Chart(new App(), 'test'), 'Shop', props)).toThrow(
    'containerPort: expected a whole number from 1 to 65535, got 99999999',
  );
});
