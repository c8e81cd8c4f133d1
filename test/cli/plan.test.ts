import { describe, expect, it } from 'vitest';
import { planBlueGreen } from '../../src/plan/plan-blue-green';
import { planCanary } from '../../src/plan/plan-canary';
import { runInProcess } from '../support/run-in-process';
import { workspace } from '../support/workspace';

async function output(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runInProcess(['plan', ...args]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

describe('plan', () => {
  it('prints the stages of a canary as a table with bars', async () => {
    expect(await output('--replicas', '10', '--steps', '10,30,50,100')).toBe(
      `Canary release of my-app, from v1 to v2: at any moment at least 8 ready pods and at most 13 pods

   stage                  pods of v1  pods of v2  share of v2                  fewest ready
1  v1 serves everything           10           0  ░░░░░░░░░░░░░░░░░░░░     0%            10
2  v2 at 10%                       9           1  ██░░░░░░░░░░░░░░░░░░    10%             9
3  v2 at 30%                       7           3  ██████░░░░░░░░░░░░░░    30%             8
4  v2 at 50%                       5           5  ██████████░░░░░░░░░░    50%             8
5  v2 on the way to 100%           3           8  ███████████████░░░░░  72.7%             8
6  v2 at 100%                      0          10  ████████████████████   100%             8

Last, once no one needs to go back to v1 any more: v2 becomes the stable version, and my-app-v1 is removed
For the conditions, the commands and the way back: --format markdown
`,
    );
  });

  it('has no bars on a terminal that is too narrow for them, and breaks its sentences', async () => {
    const args = ['plan', '--replicas', '10', '--steps', '10,50'];
    const { stdout } = await runInProcess(args, { isTerminal: true, columns: 80, env: { NO_COLOR: '1' } });
    const lines = stdout.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines.slice(0, 5)).toEqual([
      'Canary release of my-app, from v1 to v2',
      'at any moment at least 8 ready pods and at most 13 pods',
      '',
      '   stage                  pods of v1  pods of v2  share of v2  fewest ready',
      '1  v1 serves everything           10           0           0%            10',
    ]);
    const narrow = await runInProcess(args, { isTerminal: true, columns: 60, env: { NO_COLOR: '1' } });
    expect(narrow.stdout.split('\n').slice(3, 6)).toEqual([
      '   stage                  v1  v2  share  ready',
      '1  v1 serves everything   10   0     0%     10',
      '2  v2 at 10%               9   1    10%      9',
    ]);
    const wide = await runInProcess(args, { isTerminal: true, columns: 120, env: { NO_COLOR: '1' } });
    expect(wide.stdout).toBe((await runInProcess(args)).stdout);
  });

  it('prints the stages of a blue/green release, from either color', async () => {
    const text = await output(
      '--replicas',
      '3',
      '--strategy',
      'blue-green',
      '--active',
      'green',
      '--preview-replicas',
      '1',
    );
    expect(text).toContain(
      'Blue/green release of my-app, from green to blue: at any moment at least 3 ready endpoints\n',
    );
    expect(text.match(/^\d .*$/gm)).toEqual([
      '1  green serves everything                  3             0  ░░░░░░░░░░░░░░░░░░░░    0%             3',
      '2  blue is tested                           3             1  ░░░░░░░░░░░░░░░░░░░░    0%             3',
      '3  blue is tested at full size              3             3  ░░░░░░░░░░░░░░░░░░░░    0%             3',
      '4  blue serves everything                   3             3  ████████████████████  100%             3',
      '5  green has no pods any more               0             3  ████████████████████  100%             3',
    ]);
  });

  it('prints as JSON the very plan of the library', async () => {
    const bounds = ['--max-surge', '2', '--max-unavailable', '10%', '--tolerance', '3', '--policy', 'replace'];
    const names = ['--name', 'shop', '--namespace', 'prod', '--stable', '1.0', '--canary', '1.1'];
    const text = await output('--replicas', '20', '--steps', '5,100', ...bounds, ...names, '--format', 'json');
    const versions = { name: 'shop', namespace: 'prod', stableVersion: '1.0', canaryVersion: '1.1' };
    expect(JSON.parse(text)).toEqual(
      planCanary({ replicas: 20, steps: [5, 100], maxSurge: 2, maxUnavailable: '10%', tolerance: 3, ...versions }),
    );
    expect(JSON.parse(await output('--replicas', '2', '--strategy', 'blue-green', '--format', 'json'))).toEqual(
      planBlueGreen({ replicas: 2 }),
    );
  });

  it('prints a runbook that holds all commands, waits and ways back in their order', async () => {
    const plans = [
      {
        args: ['--steps', '25', '--namespace', 'shop'],
        plan: planCanary({ replicas: 4, steps: [25], namespace: 'shop' }),
      },
      { args: ['--strategy', 'blue-green'], plan: planBlueGreen({ replicas: 4 }) },
    ];
    const apply = ['kubectl --namespace shop apply --filename dist/', 'kubectl apply --filename dist/'];
    for (const [index, { args, plan }] of plans.entries()) {
      const text = await output('--replicas', '4', ...args, '--format', 'markdown');
      const stages = plan.stages.flatMap(({ number, title, commands, rollback }) => [
        `## ${number}. ${title}`,
        ...(number === 1 ? [apply[index]] : []),
        ...commands,
        ...rollback.commands,
      ]);
      const expected = [...stages, `## Last: ${plan.cleanUp.title}`, ...plan.cleanUp.commands];
      const lines = text.split('\n').filter((line) => line.startsWith('## ') || line.startsWith('kubectl '));
      expect(lines).toEqual(expected);
      for (const { waitFor } of plan.stages) expect(text).toContain(`**Wait until** ${waitFor}.\n`);
    }
  });

  it('says why there is no plan, with the names of the command-line options', async () => {
    expect(await runInProcess(['plan', '--replicas', '3', '--steps', '10,50', '--name', 'A_'])).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        'error: --name: expected a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends), got "A_"; rename it\n',
    });
    expect(await runInProcess(['plan', '--replicas', '3', '--steps', '10'])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr:
        'error: --steps[0]: expected a percentage that 3 to 4 pods can serve within 5 points (the closest is 25%, with 3 stable + 1 canary), got 10; set --replicas 6, --max-surge 4 or --tolerance 15\n',
    });
  });
});

describe('plan --release', () => {
  const FILE = 'releases/prod/shop.yaml';
  const cwd = (): string =>
    workspace({
      [FILE]: `strategy: canary
replicas: 10
steps: [10, 30, 50, 100]
current: { version: v1, image: shop:1 }
next: { version: v2, image: shop:2 }
stage: 3
`,
    });
  const plan = (...args: string[]) => runInProcess(['plan', '--release', FILE, ...args], { cwd: cwd() });

  it('prints the plan of a release file, with a mark at the stage that it is at', async () => {
    const { exitCode, stdout, stderr } = await plan();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('Canary release of shop, from v1 to v2: at any moment at least 8 ready pods');
    expect(stdout.match(/^.* ← you are here .*$/gm)).toEqual([
      expect.stringMatching(/^3 {2}v2 at 30 ?% ← you are here /),
    ]);
    expect((await plan('--format', 'markdown')).stdout).toMatch(/\| 3 \| v2 at 30 ?% ← you are here \| 7 \| 3 \|/);
    expect((await plan('--format', 'svg')).stdout).toContain('You are here: stage 3.');
  });

  it('uses the options for values that the file does not state', async () => {
    const { stdout } = await plan('--namespace', 'web', '--name', 'store', '--max-replicas', '40', '--format', 'json');
    const versions = { stableVersion: 'v1', canaryVersion: 'v2' };
    expect(JSON.parse(stdout)).toEqual(
      planCanary({
        replicas: 10,
        maxReplicas: 40,
        steps: [10, 30, 50, 100],
        name: 'store',
        namespace: 'web',
        ...versions,
      }),
    );
  });

  it('refuses options that the file states, and a file that is no release file', async () => {
    expect((await plan('--replicas', '3', '--strategy', 'canary')).stderr).toBe(
      [
        'error: --strategy: expected no value with --release, which states it, got "canary"; leave it out, or change --release',
        'error: --replicas: expected no value with --release, which states it, got 3; leave it out, or change --release',
        '',
      ].join('\n'),
    );
    expect((await runInProcess(['plan'])).stderr).toBe(
      'error: --replicas: expected a number of pods, got undefined; pass, for example, --replicas 10, or --release <file>\n',
    );
    const broken = workspace({ 'shop.yaml': 'strategy: canary\nreplica: 3\n' });
    const { exitCode, stdout, stderr } = await runInProcess(['plan', '--release', 'shop.yaml'], { cwd: broken });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^error: shop\.yaml:2:1: replica: .*replicas/m);
  });
});
