import { describe, expect, it } from 'vitest';
import { service, v1, v2, WEB } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { commit, repository, workspace, write, yaml } from '../support/workspace';

const GOOD = yaml(v1(3), WEB);
const BAD = yaml(v1(0), v2(3), WEB);
const OTHER = yaml(service('pay', { app: 'pay' }));

interface Report {
  readonly findings: { readonly rule: string }[];
  readonly notJudged: { readonly name: string }[];
}

async function check(cwd: string, against: string, ...flags: string[]): Promise<Report & { stderr: string }> {
  const args = ['check', 'dist', '--against', against, '--format', 'json', ...flags];
  const { stdout, stderr } = await runInProcess(args, { cwd });
  return { ...(JSON.parse(stdout) as Report), stderr };
}

/** Returns the results of a check of the files below. */
const seen = ({ findings, notJudged }: Report): [boolean, string[]] => [
  findings.length > 0,
  notJudged.map(({ name }) => name),
];

const FILES = {
  'dist/web.yaml': GOOD,
  'dist/charts/web.yaml': OTHER,
  'dist/.hidden/web.patch.yaml': OTHER.replace('pay', 'hid'),
  'dist/deep/er/web.patch.yaml': OTHER.replace('pay', 'deep'),
};

describe('--exclude', () => {
  it.each<[string, string[], string[], number]>([
    ['nothing', [], ['hid', 'pay', 'deep'], 0],
    ['a folder by its name', ['charts'], ['hid', 'deep'], 1],
    ['a folder with a slash at its end', ['charts/'], ['hid', 'deep'], 1],
    ['a folder from the working directory of the pattern', ['./charts/**'], ['hid', 'deep'], 1],
    ['files at any depth by their names', ['*.patch.yaml'], ['pay'], 2],
    ['files in a folder', ['deep/*/*.yaml'], ['hid', 'pay'], 1],
    ['by several patterns', ['charts', '**/*.patch.yaml'], [], 3],
    ['no part of a name', ['chart', 'er/web.patch.yaml'], ['hid', 'pay', 'deep'], 0],
  ])('leaves out %s, of both states', async (_, patterns, left, count) => {
    const files = Object.entries(FILES);
    const old = files.map(([name, text]): [string, string] => [name.replace('dist', 'old'), text]);
    const cwd = workspace({ ...FILES, ...(Object.fromEntries(old) as Record<string, string>) });
    const flags = patterns.flatMap((pattern) => ['--exclude', pattern]);
    const report = await check(cwd, 'old', ...flags);
    expect(seen(report)).toEqual([false, left]);
    const note = `note: ${count} path${count === 1 ? '' : 's'} excluded: nothing in ${count === 1 ? 'it' : 'them'} is checked\n`;
    expect(report.stderr).toBe(count === 0 ? '' : note);
    const shown = await runInProcess(['show', 'dist', '--format', 'json', ...flags], { cwd });
    expect(shown.exitCode).toBe(0);
  });

  it('means the same files at a revision', async () => {
    const cwd = repository({ ...FILES, 'dist/charts/web.yaml': yaml(v2(3), service('pay', { app: 'web' })) });
    commit(cwd, 'before');
    write(cwd, { 'dist/charts/web.yaml': yaml(v2(0), service('pay', { app: 'web' })) });
    expect((await check(cwd, 'HEAD')).notJudged.map(({ name }) => name)).toEqual(['hid', 'deep']);
    const report = await check(cwd, 'HEAD', '--exclude', 'charts');
    expect(seen(report)).toEqual([false, ['hid', 'deep']]);
    // Neither state has it, so this change does not remove it.
    expect(report.findings).toEqual([]);
  });

  it('leaves in a file that is named', async () => {
    const cwd = workspace({ 'dist/web.yaml': BAD, 'old.yaml': GOOD });
    const args = ['check', 'dist/web.yaml', '--against', 'old.yaml', '--exclude', '*.yaml'];
    expect((await runInProcess(args, { cwd })).exitCode).toBe(1);
  });

  it('is also read from the settings of the revision, and a flag replaces them', async () => {
    const cwd = repository({ ...FILES, 'rollouts.config.yaml': 'exclude: [charts/**, .hidden]\n' });
    commit(cwd, 'before');
    expect(seen(await check(cwd, 'HEAD'))).toEqual([false, ['deep']]);
    expect(seen(await check(cwd, 'HEAD', '--exclude', 'deep'))).toEqual([false, ['hid', 'pay']]);
    // The change can't exclude a file that it breaks.
    write(cwd, { 'rollouts.config.yaml': 'exclude: [web.yaml]\n', 'dist/web.yaml': BAD });
    expect(seen(await check(cwd, 'HEAD'))[0]).toBe(true);
  });

  it.each(['', ' ', '/etc/**', '../**', 'a/../../b', 'x'.repeat(1001)])('refuses %j', async (pattern) => {
    const cwd = workspace({
      'dist/web.yaml': GOOD,
      'old/web.yaml': GOOD,
      'c.yaml': `exclude: [${JSON.stringify(pattern)}]\n`,
    });
    const flag = await runInProcess(['check', 'dist', '--against', 'old', '--exclude', pattern], { cwd });
    expect([flag.exitCode, flag.stderr]).toEqual([
      2,
      expect.stringContaining(
        'expected a pattern of paths in the folder that is checked, such as charts/** or *.patch.yaml',
      ),
    ]);
    const setting = await runInProcess(['check', 'dist', '--against', 'old', '--config', 'c.yaml'], { cwd });
    expect([setting.exitCode, setting.stderr]).toEqual([
      2,
      expect.stringContaining(
        'c.yaml:1:1: exclude: expected a list of patterns of paths in the folders that are checked',
      ),
    ]);
  });
});
