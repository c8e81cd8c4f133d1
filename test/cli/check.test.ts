import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/check/check-rollout';
import { service, v1, v2, WEB } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { workspace, yaml } from '../support/workspace';

const STABLE = yaml(v1(9), v2(1), WEB);
const SAFE = yaml(v1(8), v2(2), WEB);
const UNSAFE = yaml(v1(0), v2(10), WEB);

function folder(): string {
  return workspace({ 'before/web.yaml': STABLE, 'safe/web.yaml': SAFE, 'unsafe/web.yaml': UNSAFE });
}

describe('check', () => {
  it('exits with 0 and says so if nothing was found', async () => {
    const run = await runInProcess(['check', 'safe', '--against', 'before'], { cwd: folder() });
    expect(run).toEqual({
      exitCode: 0,
      stdout: [
        'Service shop/web: 10 → 10 ready endpoints, 9 at the lowest',
        '  v1  █████████░    90%  →  ████████░░    80%  80–90% on the way',
        '  v2  █░░░░░░░░░    10%  →  ██░░░░░░░░    20%  10–20% on the way',
        '',
        'assumed: all pods of the state before are ready and readiness probes tell the truth',
        'safe: nothing found in 1 Service (1 shown, 0 unchanged)',
        '',
      ].join('\n'),
      stderr: '',
    });
  });

  it('exits with 1 and names place and remedy if something was found', async () => {
    const { exitCode, stdout, stderr } = await runInProcess(['check', 'unsafe', '--against', 'before'], {
      cwd: folder(),
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    const lines = stdout.split('\n');
    const line = UNSAFE.split('\n').lastIndexOf('  selector:') + 1;
    expect(lines).toContain(`  error capacity-below-floor  unsafe/web.yaml:${line}`);
    expect(lines).toContain('    Service shop/web falls from 10 to 1 ready endpoint; the floor is 8');
    expect(stdout).toContain('    fix: insert a stage with ');
    expect(lines).toContain(
      '    https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules/capacity-below-floor.md',
    );
  });

  it('prints as JSON the very result of checkRollout', async () => {
    const { stdout, exitCode } = await runInProcess(['check', 'unsafe', '--against', 'before', '--format', 'json'], {
      cwd: folder(),
    });
    const { findings, ...others } = checkRollout(STABLE, UNSAFE);
    const inFile = findings.map((finding) => ({ ...finding, file: 'unsafe/web.yaml' }));
    expect(JSON.parse(stdout)).toEqual({ findings: inFile, ...others });
    expect(Object.keys(JSON.parse(stdout) as object)).toEqual([
      'findings',
      'existing',
      'services',
      'notJudged',
      'leftOut',
      'passedOver',
      'renderFirst',
      'allowances',
      'assumptions',
    ]);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['error', 0],
    ['warning', 1],
    ['info', 1],
    ['never', 0],
  ])('with a warning and --fail-on %s exits with %i', async (failOn, exitCode) => {
    const args = ['check', 'unsafe', '--against', 'before', '--fail-on', failOn];
    const off = ['capacity-below-floor=warning', 'share-jump=off', 'rollback-lost=off'];
    const levels = off.flatMap((level) => ['--severity', level]);
    const run = await runInProcess([...args, ...levels], { cwd: folder() });
    expect(run.stdout).toContain('1 warning in 1 Service (1 shown, 0 unchanged)');
    expect(run.exitCode).toBe(exitCode);
  });

  it.each([
    ['not-judged', 1],
    ['never,not-judged', 1],
    ['error', 0],
  ])('with a Service that is not judged and --fail-on %s exits with %i', async (failOn, exitCode) => {
    const cwd = workspace({ 'before.yaml': STABLE, 'after.yaml': yaml(v1(8), v2(2), WEB, service('db')) });
    const args = ['check', 'after.yaml', '--against', 'before.yaml', '--fail-on', failOn];
    const run = await runInProcess(args, { cwd });
    expect(run.stdout).toContain('\nnothing found in 1 Service; 1 not judged: db (has no selector) (1 shown');
    expect(run.exitCode).toBe(exitCode);
  });

  it.each(['not-judged', 'error', 'warning,not-judged'])(
    'with nothing to say and --fail-on %s exits with 0',
    async (failOn) => {
      const run = await runInProcess(['check', 'safe', '--against', 'before', '--fail-on', failOn], { cwd: folder() });
      expect(run.exitCode).toBe(0);
    },
  );

  it('reads the allowances of a team from its options', async () => {
    const strict = ['check', 'safe', '--against', 'before', '--max-unavailable', '0', '--max-share-step', '5'];
    const { stdout } = await runInProcess([...strict, '--format', 'json'], { cwd: folder() });
    const { findings } = JSON.parse(stdout) as { findings: { rule: string }[] };
    expect(findings.map(({ rule }) => rule)).toEqual(['capacity-below-floor', 'share-jump']);
  });

  it('ignores sync waves with --no-sync-waves', async () => {
    const waves = { wave: 1 };
    const cwd = workspace({
      'before.yaml': yaml(v1(10), v2(0, waves), WEB),
      'after.yaml': yaml(v1(0, waves), v2(10), WEB),
    });
    const args = ['check', 'after.yaml', '--against', 'before.yaml', '--format', 'json'];
    const lowest = async (...more: string[]) => {
      const { stdout } = await runInProcess([...args, ...more], { cwd });
      return (JSON.parse(stdout) as { services: { lowestReadyEndpoints: number }[] }).services[0]?.lowestReadyEndpoints;
    };
    expect([await lowest(), await lowest('--no-sync-waves')]).toEqual([10, 0]);
  });

  it('reads the new manifests from the standard input', async () => {
    const options = { cwd: folder(), input: UNSAFE };
    const run = await runInProcess(['check', '-', '--against', 'before'], options);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toContain('error capacity-below-floor  standard input:');
    const github = await runInProcess(['check', '-', '--against', 'before', '--format', 'github'], options);
    expect(github.stdout).not.toContain('file=');
  });

  it('counts everything as new if the directory before is empty, and says so', async () => {
    const cwd = workspace({ 'safe/web.yaml': SAFE, 'before/notes.txt': 'none yet' });
    const run = await runInProcess(['check', 'safe', '--against', 'before', '--format', 'json'], { cwd });
    expect(run.stderr).toBe('note: before contains no manifests: everything counts as new\n');
    expect(run.stdout).toContain('"endpointsBefore": 0');
  });

  it('names annotations from the top of the repository that GitHub checks out', async () => {
    const cwd = folder();
    const args = ['check', 'web.yaml', '--against', '../before', '--format', 'github'];
    const options = { cwd: `${cwd}/unsafe`, env: { GITHUB_WORKSPACE: cwd } };
    const { stdout } = await runInProcess(args, options);
    expect(stdout).toMatch(
      /^::error file=unsafe\/web\.yaml,line=\d+,title=capacity-below-floor%3A Service shop\/web::/,
    );
  });
});

describe('colors', () => {
  const args = ['check', 'safe', '--against', 'before'];
  const isColored = async (env: Record<string, string>, isTerminal: boolean) =>
    (await runInProcess(args, { cwd: folder(), env, isTerminal })).stdout.includes('\u001b[');

  it.each([
    ['on a terminal', {}, true, true],
    ['not in a file', {}, false, false],
    ['not if NO_COLOR is set', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['not if a terminal has none', { TERM: 'dumb' }, true, false],
    ['if FORCE_COLOR is set', { FORCE_COLOR: '1' }, false, true],
  ])('are shown %s', async (_, env, isTerminal, expected) => {
    expect(await isColored(env, isTerminal)).toBe(expected);
  });
});

describe('progress', () => {
  const args = ['check', 'safe', '--against', 'before'];

  it('is shown on a terminal after a second, and leaves no trace', async () => {
    const run = await runInProcess(args, { cwd: folder(), isTerminal: true, tick: 600 });
    expect(run.stderr).toBe('\r\u001b[2Kreading manifests: 50%\r\u001b[2K');
  });

  it('is not shown within a second', async () => {
    const run = await runInProcess(args, { cwd: folder(), isTerminal: true, tick: 100 });
    expect(run.stderr).toBe('');
  });

  it('is not written to a file', async () => {
    const run = await runInProcess(args, { cwd: folder(), tick: 600 });
    expect(run.stderr).toBe('');
  });
});

it('hostile characters of manifests are escaped on the terminal and in Markdown', async () => {
  const evil = '\u001b[31mred\u202e\u009b|`<img>@all';
  const cwd = workspace({
    'a.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [v1(1), service('web', { app: 'web' })] }),
    'b.json': JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [v1(1, { labels: { app: 'web', version: evil } }), service('web', { app: 'web', version: evil })],
    }),
  });
  for (const format of ['text', 'markdown', 'json', 'github']) {
    const run = await runInProcess(['check', 'b.json', '--against', 'a.json', '--format', format], { cwd });
    expect(run.stdout).toContain('red');
    // oxlint-disable-next-line no-control-regex
    expect(run.stdout + run.stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    if (format === 'markdown') expect(run.stdout).not.toMatch(/<img>|[^\\]\|`|@all/);
    if (format === 'json') expect(JSON.parse(run.stdout) as object).toHaveProperty('services[0].versions');
  }
});
