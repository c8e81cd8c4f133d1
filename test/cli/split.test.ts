import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CapacityPolicy } from '../../src/split/capacity-policy';
import { splitReplicas } from '../../src/split/split-replicas';
import { bar } from '../../src/cli/format/bar';
import { runInProcess } from '../support/run-in-process';

describe('split', () => {
  it('prints the counts with bars', async () => {
    expect(await runInProcess(['split', '--replicas', '10', '--percent', '25', '--max-surge', '1'])).toEqual({
      exitCode: 0,
      stdout: [
        '25% of 11 pods: the canary gets 27.27%, 2.27 points off',
        '  stable  ███████████████░░░░░  8 pods  72.7%',
        '  canary  █████░░░░░░░░░░░░░░░  3 pods  27.3%',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('prints as JSON the very result of splitReplicas', async () => {
    const args = ['--replicas', '10', '--percent', '9.5', '--max-surge', '2', '--policy', 'keep-stable'];
    const { stdout } = await runInProcess(['split', ...args, '--format', 'json']);
    const options = { replicas: 10, trafficPercent: 9.5, maxSurge: 2, capacityPolicy: CapacityPolicy.KEEP_STABLE };
    expect(JSON.parse(stdout)).toEqual(splitReplicas(options));
    expect(stdout).toContain('"canary": 1');
    expect(
      JSON.parse((await runInProcess(['split', '--replicas', '7', '--percent', '30', '--format', 'json'])).stdout),
    ).toEqual(splitReplicas({ replicas: 7, trafficPercent: 30 }));
  });

  it('exits with 1 if no split is close enough, and says which options would do', async () => {
    expect(await runInProcess(['split', '--replicas', '3', '--percent', '10'])).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'error: --percent: expected a percentage that 3 pods can serve within 5 points (the closest is 33.33%, with 2 stable + 1 canary), got 10; set --replicas 7, --max-surge 4 or --tolerance 23.34\n',
    });
  });

  it('says with KEEP_STABLE which options would do, by their command-line names', async () => {
    const { stderr } = await runInProcess([
      'split',
      '--replicas',
      '10',
      '--percent',
      '80',
      '--policy',
      'keep-stable',
      '--max-surge',
      '1',
    ]);
    expect(stderr).toMatch(/^error: --percent: expected .*, got 80; .*--policy replace/);
    expect(stderr).not.toMatch(/CapacityPolicy|trafficPercent|maxSurge|: \d/);
  });
});

describe('wrong use', () => {
  const split = ['split', '--replicas', '10', '--percent', '10'];
  const count = 'expected a whole number, 0 or more, such as 10';
  const percent = 'expected a number from 0 to 100, such as 10, without a percent sign';
  const plan = ['plan', '--replicas', '10'];
  const steps = 'expected rising percentages above 0 and up to 100, such as 10,30,50,100';

  it.each<[string[], string]>([
    [[], 'Usage: cdk8s-rollouts [options] [command]'],
    [['spilt'], 'error: spilt: unknown command; did you mean split?'],
    [['\u001b[2J'], 'error: \\u001b[2J: unknown command; use one of check, show, plan, release, split'],
    [
      ['check', 'dist'],
      'error: --against: expected either --against or --against-dir, got neither; give --against main, or --against-dir with the manifests as they are now',
    ],
    [
      ['check', '--against', 'HEAD', '--no-config'],
      'error: path: expected the new manifests, got neither a path nor settings with paths; pass, for example, dist/',
    ],
    [['show'], 'error: path: expected a value, got none; write cdk8s-rollouts show [options] <path...>'],
    [['show', 'dist', '--fromat', 'json'], 'error: --fromat: unknown option; did you mean --format?'],
    [
      ['show', 'dist', '--format', 'xml'],
      'error: --format: expected one of text, markdown, svg, json, got "xml"; use one of them',
    ],
    [['split', '--percent', '10'], 'error: --replicas: expected a value, got none; add --replicas <count>'],
    ...['', ' ', '-1', '1.5', '1e3', '0x10', 'ten', 'NaN', 'Infinity', '99999999999'].map(
      (text): [string[], string] => [
        ['split', '--percent', '10', '--replicas', text],
        `error: --replicas: ${count}, got "${text}"; correct it`,
      ],
    ),
    ...['', '10%', '-1', '101', '1,5', 'NaN', '.5'].map((text): [string[], string] => [
      ['split', '--replicas', '10', '--percent', text],
      `error: --percent: ${percent}, got "${text}"; correct it`,
    ]),
    [[...split, 'more'], 'error: split: expected no arguments, got ["more"]; write cdk8s-rollouts split [options]'],
    [
      ['release', 'start', 'a.yaml', 'b.yaml', '--image', 'a:1'],
      'error: start: expected 1 argument, got ["a.yaml","b.yaml"]; write cdk8s-rollouts release start [options] <file>',
    ],
    [
      ['split', '--replicas', '4000000000', '--percent', '10'],
      'error: --replicas: expected a whole number from 0 to 2147483647, got 4000000000; state how many pods serve when no canary runs',
    ],
    [
      ['check', 'x', '--against', 'y', '--max-unavailable', '25.5%'],
      'error: --max-unavailable: expected a whole number, 0 or more, such as 1, or a percentage up to 100%, such as 25%, got "25.5%"; correct it',
    ],
    [
      ['check', 'x', '--against', 'y', '--severity', 'share-jump'],
      'error: --severity: expected a rule, an equals sign and a level, such as share-jump=error, got "share-jump"; correct it',
    ],
    [plan, 'error: --steps: expected rising percentages, got undefined; pass, for example, --steps 10,30,50,100'],
    ...['', '30,20', '0,10', '10,10', '10,101', '10;20', '10,,20'].map((text): [string[], string] => [
      [...plan, '--steps', text],
      `error: --steps: ${steps}, got "${text}"; correct it`,
    ]),
    [
      [...plan, '--steps', '10', '--active', 'blue'],
      'error: --active: expected no value with --strategy canary, got "blue"; leave it out, or change --strategy',
    ],
    [
      [...plan, '--strategy', 'blue-green', '--steps', '10', '--max-surge', '1'],
      'error: --steps: expected no value with --strategy blue-green, got [10]; leave it out, or change --strategy\n' +
        'error: --max-surge: expected no value with --strategy blue-green, got 1; leave it out, or change --strategy',
    ],
  ])('%j exits with 2 and says what is wrong', async (args, message) => {
    const { exitCode, stdout, stderr } = await runInProcess(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.startsWith(message), stderr).toBe(true);
    if (args.length > 0) expect(stderr).toBe(`${message}\n`);
  });

  it.each([
    ['share-jmp=error', 'expected the id of a rule, got "share-jmp"; did you mean share-jump?'],
    [
      'nosuch=error',
      'expected the id of a rule, got "nosuch"; https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules.md lists the ids',
    ],
    ['share-jump=fatal', 'expected one of error, warning, info, off, got the level "fatal"; correct it'],
  ])('of --severity %s names the valid values', async (severity, problem) => {
    const { exitCode, stderr } = await runInProcess([
      'check',
      'README.md',
      '--against',
      'docs',
      '--severity',
      severity,
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `error: --severity: ${problem}\n` });
  });
});

describe('a bar', () => {
  it('always has its full width, and is full or empty only for 100 and 0', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 2, max: 50 }), (percent, width) => {
        const text = bar(percent, width);
        expect(text).toHaveLength(width);
        expect(text).toMatch(/^█*░*$/);
        expect(text.includes('█')).toBe(percent > 0);
        expect(text.includes('░')).toBe(percent < 100);
      }),
    );
  });
});
