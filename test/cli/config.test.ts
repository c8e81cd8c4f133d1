import Ajv from 'ajv';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../src/check/rules';
import { checkConfigProblems } from '../../src/cli/config/check-config';
import { describeProblem } from '../../src/validate/problem';
import { deployment, service } from '../check/manifests';
import { type CliRun, runInProcess, type RunOptions } from '../support/run-in-process';
import { commit, git, repository, workspace, write, yaml } from '../support/workspace';

const schemaFile = resolve(__dirname, '../../schema/rollouts-config.schema.json');
const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as { readonly definitions: { readonly rule: object } };
const validate = new Ajv({ allErrors: true }).compile(schema);

const app = (replicas: number, namespace?: string): string =>
  yaml(
    deployment('web', { replicas, ...(namespace === undefined ? {} : { namespace }) }),
    service('web', { app: 'web' }, namespace === undefined ? {} : { namespace }),
  );

/** Checks the work tree of a repository whose last commit has the running state. */
async function checkChange(
  before: Record<string, string>,
  after: Record<string, string>,
  args: string[] = [],
  options: RunOptions = {},
): Promise<CliRun> {
  const folder = repository(before);
  commit(folder, 'what runs');
  write(folder, after);
  return runInProcess(['check', '--against', 'HEAD', ...args], { cwd: folder, ...options });
}

const rulesOf = ({ stdout }: CliRun): string[] =>
  (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);

it('names every rule in the schema, so that editors complete them', () => {
  expect(schema.definitions.rule).toEqual({
    description: 'The id of a rule, see docs/rules.md.',
    enum: [...RULE_IDS].sort(),
  });
});

describe('the options that a file may state', () => {
  const allow = { rule: 'share-jump', resource: 'Service shop/*', reason: 'tested by hand', until: '2027-03-31' };

  it.each<[string, object, string[]]>([
    ['nothing', {}, []],
    [
      'everything',
      {
        paths: ['dist'],
        failOn: 'warning,not-judged',
        maxUnavailable: '25%',
        maxShareStep: 30,
        tolerance: 2.5,
        syncWaves: false,
        severities: { 'share-jump': 'error' },
        allow: [allow],
        namespaces: { staging: { maxUnavailable: 2, severities: { 'share-jump': 'off' } } },
      },
      [],
    ],
    ['a misspelled setting', { failon: 'error' }, ['failon: unknown field, got "error"; did you mean failOn?']],
    [
      'a revision: the change would say what it is compared with',
      { against: 'HEAD' },
      [
        'against: unknown field, got "HEAD"; remove it, or use one of maxUnavailable, maxShareStep, tolerance, severities, paths, exclude, failOn, syncWaves, allow, namespaces',
      ],
    ],
    ['paths in one text', { paths: 'dist' }, ['paths: expected a list of paths, got "dist"; write each after a dash']],
    [
      'more missing pods than there are',
      { maxUnavailable: '120%', namespaces: { staging: { maxUnavailable: '101%' } } },
      [
        'maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "120%"; write 1 or 25%',
        'namespaces.staging.maxUnavailable: expected a whole number of pods, 0 or more, or a whole percentage up to 100%, got "101%"; write 1 or 25%',
      ],
    ],
    [
      'an unknown severity to fail on',
      { failOn: 'fatal' },
      [
        'failOn: expected error, warning, info, never, not-judged or a pair such as warning,not-judged, got "fatal"; use these words',
      ],
    ],
    [
      'more points than there are',
      { tolerance: 101 },
      ['tolerance: expected a number of points from 0 to 100, got 101; write a number such as 5'],
    ],
    ['text for a switch', { syncWaves: 'no' }, ['syncWaves: expected true or false, got "no"; write one of them']],
    [
      'an unknown rule',
      { severities: { 'share-jumps': 'error' } },
      ['severities.share-jumps: unknown rule, got "error"; did you mean share-jump?'],
    ],
    [
      'an allowance without a reason',
      { allow: [{ ...allow, reason: undefined }] },
      ['allow[0].reason: expected a reason, got undefined; state why the finding is intended'],
    ],
    [
      'an allowance without an end',
      { allow: [{ ...allow, until: 'forever' }] },
      ['allow[0].until: expected a day, got "forever"; write the last day as 2027-03-31'],
    ],
    [
      'an allowance of an unknown rule',
      { allow: [{ ...allow, rule: 'x' }] },
      [
        'allow[0].rule: expected the id of a rule, got "x"; https://github.com/cdk8s-rollouts/cdk8s-rollouts/blob/main/docs/rules.md lists the ids',
      ],
    ],
    [
      'a namespace with paths of its own',
      { namespaces: { staging: { paths: ['x'] } } },
      [
        'namespaces.staging.paths: unknown field, got ["x"]; remove it, or use one of maxUnavailable, maxShareStep, tolerance, severities',
      ],
    ],
  ])('%s', (_, config, messages) => {
    expect(checkConfigProblems(config).map(describeProblem)).toEqual(messages);
    // Editors use the schema, so it must match the code.
    expect(validate(JSON.parse(JSON.stringify(config)))).toBe(messages.length === 0);
  });
});

describe('the settings of a repository', () => {
  it('are those of the revision, found upwards, with paths from their folder', async () => {
    const settings = { 'deploy/rollouts.config.yaml': 'paths: [dist]\nfailOn: never\n' };
    const folder = repository({ ...settings, 'deploy/dist/web.yaml': app(4), 'deploy/sub/x.txt': '' });
    commit(folder, 'what runs');
    write(folder, { 'deploy/dist/web.yaml': app(0) });
    const run = await runInProcess(['check', '--against', 'HEAD', '--format', 'json'], { cwd: `${folder}/deploy/sub` });
    expect(run.exitCode, run.stderr).toBe(0);
    expect(rulesOf(run)).toContain('no-ready-endpoints');
  });

  it('may be in package.json', async () => {
    const manifest = JSON.stringify({ name: 'infra', 'cdk8s-rollouts': { paths: ['dist'], failOn: 'never' } });
    const { exitCode, stdout } = await checkChange(
      { 'package.json': manifest, 'dist/web.yaml': app(4) },
      { 'dist/web.yaml': app(0) },
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('no-ready-endpoints');
  });

  it("can't be changed by the change that they judge", async () => {
    const silent = 'severities: { no-ready-endpoints: off, capacity-below-floor: off }\npaths: [nothing]\n';
    const { exitCode, stdout, stderr } = await checkChange(
      { 'dist/web.yaml': app(4) },
      { 'dist/web.yaml': app(0), 'rollouts.config.yaml': silent },
      ['dist'],
    );
    expect(exitCode).toBe(1);
    expect(stdout).toContain('no-ready-endpoints');
    expect(stderr).toContain('rollouts.config.yaml differs from HEAD: its settings apply once they are part of it\n');
  });

  it('give way to flags', async () => {
    const { exitCode } = await checkChange(
      { 'rollouts.config.yaml': 'failOn: never\n', 'dist/web.yaml': app(4) },
      { 'dist/web.yaml': app(0) },
      ['dist', '--fail-on', 'error'],
    );
    expect(exitCode).toBe(1);
  });

  it('are refused if an allowance ends on a day that does not exist', () => {
    const allow = [{ rule: 'share-jump', resource: 'Service web', reason: 'x', until: '2027-02-30' }];
    expect(checkConfigProblems({ allow }).map(describeProblem)).toEqual([
      'allow[0].until: expected a day, got "2027-02-30"; write the last day as 2027-03-31',
    ]);
  });

  it('are refused if the file does not exist', async () => {
    const args = ['check', 'dist', '--against-dir', 'dist/web.yaml', '--config', 'none.yaml'];
    const { stderr } = await runInProcess(args, { cwd: workspace({ 'dist/web.yaml': app(4) }) });
    expect(stderr).toBe('error: --config: none.yaml: there is no such file or directory; correct the path\n');
  });

  it('are refused if they are no UTF-8 text', async () => {
    const folder = workspace({ 'dist/web.yaml': app(4) });
    writeFileSync(join(folder, 'latin.yaml'), Buffer.from('failOn: never # caf\xe9\n', 'latin1'));
    const args = ['check', 'dist', '--against-dir', 'dist/web.yaml', '--config', 'latin.yaml'];
    expect((await runInProcess(args, { cwd: folder })).stderr).toBe(
      'error: --config: latin.yaml: expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text; save it as UTF-8\n',
    );
  });

  it('are left alone with --no-config, and named with --config', async () => {
    const before = {
      'rollouts.config.yaml': 'failOn: never\n',
      'dist/web.yaml': app(4),
      'strict.yaml': 'failOn: info\n',
    };
    const after = { 'dist/web.yaml': app(0) };
    expect((await checkChange(before, after, ['dist', '--no-config'])).exitCode).toBe(1);
    expect((await checkChange(before, after, ['dist', '--config', 'strict.yaml'])).exitCode).toBe(1);
    expect((await checkChange(before, after, ['dist'])).exitCode).toBe(0);
  });

  it('of the repository that the paths are in count, wherever the command runs', async () => {
    const theirs = repository({ 'rollouts.config.yaml': 'failOn: never\n', 'dist/web.yaml': app(4) });
    commit(theirs, 'what runs');
    git(theirs, 'branch', 'only-there');
    write(theirs, { 'dist/web.yaml': app(0) });
    const ours = repository({ 'rollouts.config.yaml': 'failOn: info\n' });
    commit(ours, 'another repository');
    const args = ['check', join(theirs, 'dist'), '--against', 'only-there'];
    const { exitCode, stdout, stderr } = await runInProcess(args, { cwd: ours });
    expect(exitCode, stderr).toBe(0);
    expect(stdout).toContain('no-ready-endpoints');
  });

  it('of the change are read only if they are a regular file: a device never ends', async () => {
    const folder = repository({ 'dist/web.yaml': app(4) });
    commit(folder, 'what runs');
    // Reading it would never finish.
    execFileSync('mkfifo', [join(folder, 'rollouts.config.yaml')]);
    const { exitCode, stderr } = await runInProcess(['check', 'dist', '--against', 'HEAD'], { cwd: folder });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('rollouts.config.yaml differs from HEAD: its settings apply once they are part of it\n');
  });

  it('are read together with the manifests by one process of git', async () => {
    const bin = workspace({ 'calls.txt': '' });
    const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
    writeFileSync(join(bin, 'git'), `#!/bin/sh\necho call >> ${join(bin, 'calls.txt')}\nexec ${real} "$@"\n`, {
      mode: 0o755,
    });
    const folder = repository({ 'rollouts.config.yaml': 'paths: [dist]\n', 'dist/web.yaml': app(4) });
    commit(folder, 'what runs');
    const env = { PATH: `${bin}:${process.env.PATH ?? ''}` };
    const { exitCode, stderr } = await runInProcess(['check', '--against', 'HEAD'], { cwd: folder, env });
    expect(exitCode, stderr).toBe(0);
    expect(readFileSync(join(bin, 'calls.txt'), 'utf8')).toBe('call\n');
  });

  it('that are wrong end the check, with their place', async () => {
    const { exitCode, stderr } = await checkChange(
      { 'rollouts.config.yaml': 'paths: [dist]\ntolerance: 500\n', 'dist/web.yaml': app(4) },
      {},
    );
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'HEAD:rollouts.config.yaml:2:1: tolerance: expected a number of points from 0 to 100, got 500; write a number such as 5',
    );
  });

  it('are needed if no path is given', async () => {
    const { exitCode, stderr } = await checkChange({ 'dist/web.yaml': app(4) }, {});
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      'path: expected the new manifests, got neither a path nor settings with paths; pass, for example, dist/',
    );
  });
});

describe('an allowance', () => {
  const settings = (until: string): string =>
    yaml({
      allow: ['no-ready-endpoints', 'capacity-below-floor'].map((rule) => ({
        rule,
        resource: 'Service *',
        reason: 'the shop closes',
        until,
      })),
    });
  const run = (until: string, today: string): Promise<CliRun> =>
    checkChange(
      { 'rollouts.config.yaml': settings(until), 'dist/web.yaml': app(4) },
      { 'dist/web.yaml': app(0) },
      ['dist', '--format', 'json'],
      { date: Date.parse(`${today}T12:00:00Z`) / 1000 },
    );

  it('silences its findings until its last day, and is listed with its reason', async () => {
    const allowed = await run('2026-12-31', '2026-12-31');
    expect(rulesOf(allowed)).not.toContain('no-ready-endpoints');
    const { allowances } = JSON.parse(allowed.stdout) as {
      allowances: { annotation: string; silenced: { rule: string }[] }[];
    };
    expect(allowances[0]).toMatchObject({
      annotation: 'no-ready-endpoints until 2026-12-31 (the shop closes)',
      silenced: [{ rule: 'no-ready-endpoints' }],
    });
  });

  it('no longer holds after it, and says so', async () => {
    const late = await run('2026-12-31', '2027-01-01');
    expect(late.exitCode).toBe(1);
    expect(rulesOf(late)).toContain('no-ready-endpoints');
    expect(late.stderr).toContain('the allowance of no-ready-endpoints for Service * ended on 2026-12-31\n');
  });
});

it('a namespace has its own bounds and severities', async () => {
  const both = (replicas: number): Record<string, string> => ({
    'dist/prod.yaml': app(replicas, 'prod'),
    'dist/staging.yaml': app(replicas, 'staging'),
  });
  const off = yaml({
    namespaces: { staging: { severities: { 'no-ready-endpoints': 'off', 'capacity-below-floor': 'off' } } },
  });
  const run = await checkChange({ 'rollouts.config.yaml': off, ...both(4) }, both(0), ['dist', '--format', 'json']);
  const { findings } = JSON.parse(run.stdout) as { findings: { rule: string; resource: string }[] };
  expect(findings.filter(({ rule }) => rule === 'no-ready-endpoints').map(({ resource }) => resource)).toEqual([
    'Service prod/web',
  ]);
});
