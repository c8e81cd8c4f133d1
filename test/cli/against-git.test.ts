import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v1, v2, WEB } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { commit, git, repository, workspace, write, yaml } from '../support/workspace';

const BEFORE = yaml(v1(9), v2(1), WEB);
const AFTER = yaml(v1(5), v2(5), WEB);

/** `main` holds the state before, the work tree the one after. */
function changed(path = 'dist/web.yaml'): string {
  const folder = repository({ [path]: BEFORE });
  commit(folder, 'before');
  write(folder, { [path]: AFTER });
  return folder;
}

async function canaryShares(cwd: string, ...args: string[]) {
  const { stdout, stderr } = await runInProcess(['check', ...args, '--format', 'json'], { cwd });
  expect(stderr).toBe('');
  const { services } = JSON.parse(stdout) as {
    services: { versions: { percentBefore?: number; percentAfter?: number }[] }[];
  };
  const canary = services[0]?.versions[1];
  return [canary?.percentBefore, canary?.percentAfter];
}

async function failure(cwd: string, ...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runInProcess(['check', ...args], { cwd });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr;
}

describe('--against a git revision', () => {
  it.each(['main', 'HEAD', 'refs/heads/main'])('%s reads the same paths there', async (revision) => {
    expect(await canaryShares(changed(), 'dist', '--against', revision)).toEqual([10, 50]);
  });

  it('HEAD~1 reads the commit before', async () => {
    const folder = changed();
    commit(folder, 'after');
    expect(await canaryShares(folder, 'dist/', '--against', 'HEAD~1')).toEqual([10, 50]);
    expect(await canaryShares(folder, 'dist/', '--against', 'HEAD')).toEqual([50, 50]);
  });

  it.each([
    ['a file', 'dist/web.yaml'],
    ['the top of the repository', '.'],
  ])('reads %s', async (_, path) => {
    expect(await canaryShares(changed(), path, '--against', 'main')).toEqual([10, 50]);
  });

  it('is read from below the top of the repository, and from outside of it', async () => {
    const folder = changed('deploy/dist/web.yaml');
    expect(await canaryShares(join(folder, 'deploy'), 'dist', '--against', 'main')).toEqual([10, 50]);
    expect(await canaryShares(join(folder, 'deploy/dist'), '../../deploy', '--against', 'main')).toEqual([10, 50]);
    expect(await canaryShares(workspace(), join(folder, 'deploy'), '--against', 'main')).toEqual([10, 50]);
  });

  it('reads names that other programs would take apart', async () => {
    expect(await canaryShares(changed('dist/a b/ü "q"\t$(x)/w,eb.yaml'), 'dist', '--against', 'main')).toEqual([
      10, 50,
    ]);
  });

  it('follows symbolic links as they were', async () => {
    const folder = repository({ 'real/web.yaml': BEFORE, 'other/x/web.yaml': AFTER });
    mkdirSync(join(folder, 'dist'));
    symlinkSync('../real', join(folder, 'dist/folder'));
    symlinkSync('..', join(folder, 'real/up'));
    rmSync(join(folder, 'real/up'));
    symlinkSync('.', join(folder, 'dist/self'));
    commit(folder, 'before');
    rmSync(join(folder, 'dist/folder'));
    symlinkSync('../other', join(folder, 'dist/folder'));
    expect(await canaryShares(folder, 'dist', '--against', 'main')).toEqual([10, 50]);
    symlinkSync('other', join(folder, 'link'));
    commit(folder, 'a link as the path itself');
    rmSync(join(folder, 'link'));
    symlinkSync('real', join(folder, 'link'));
    expect(await canaryShares(folder, 'link', '--against', 'main')).toEqual([50, 10]);
  });

  it('changes neither the work tree nor the index', async () => {
    const folder = changed();
    git(folder, 'add', '--all');
    const run = await runInProcess(['check', 'dist', '--against', 'main'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    git(folder, 'diff', '--exit-code');
    expect(() => git(folder, 'diff', '--cached', '--exit-code')).toThrow('Command failed');
  });

  it('counts a path that was not there as new, and says so', async () => {
    const folder = changed();
    write(folder, { 'new/web.yaml': AFTER });
    const args = ['check', 'new', '--against', 'main'];
    const run = await runInProcess([...args, '--format', 'json'], { cwd: folder });
    expect(run.stderr).toBe('note: new is not in main: all that it holds counts as new\n');
    expect(run.stdout).toContain('"endpointsBefore": 0');
    const markdown = await runInProcess([...args, '--format', 'markdown'], { cwd: folder });
    expect(markdown.stdout).toContain('> new is not in main: all that it holds counts as new\n');
  });

  it('names bad YAML of the revision as git does', async () => {
    const folder = repository({ 'dist/web.yaml': 'a: [\n' });
    commit(folder, 'broken');
    write(folder, { 'dist/web.yaml': AFTER });
    expect(await failure(folder, 'dist', '--against', 'main')).toMatch(/^error: main:dist\/web\.yaml:2:1: .*\n$/);
  });

  it.each(['nosuch', '--output=pwned', '-c', 'HEAD^{tree}', 'main:dist', '0000000000000000000000000000000000000000'])(
    'refuses %s, which is no commit',
    async (revision) => {
      const folder = changed();
      expect(await failure(folder, 'dist', '--against', revision)).toBe(
        `error: --against: got ${JSON.stringify(revision)}, allowed is a directory, a file or a revision that git knows in ${folder}; correct it, or fetch it first where the clone is shallow or lacks the branch\n`,
      );
      expect(await runInProcess(['show', 'pwned'], { cwd: folder })).toMatchObject({ exitCode: 2 });
    },
  );

  it('refuses a path that is in no repository', async () => {
    const folder = workspace({ 'dist/web.yaml': AFTER });
    expect(await failure(folder, 'dist', '--against', 'main')).toBe(
      'error: --against: got "main", which is no directory or file, and git can\'t read a revision for dist: not a git repository (or any of the parent directories): .git; give a directory or file with the manifests as they were\n',
    );
  });

  it('refuses the standard input, which has no path', async () => {
    const run = await runInProcess(['check', '-', '--against', 'main'], { cwd: changed(), input: AFTER });
    expect(run.stderr).toBe(
      'error: --against: got "main", allowed is a directory or file that exists, as the standard input has no path that git could look for; write what runs to a file\n',
    );
  });
});

describe('--against', () => {
  it.each(['', '-'])('refuses %j, as of a variable that is not set', async (against) => {
    expect(await failure(changed(), 'dist', '--against', against)).toBe(
      `error: --against: got ${JSON.stringify(against)}, allowed is a directory, a file or a git revision; write such as main\n`,
    );
  });

  it('refuses what is checked itself: it would find nothing', async () => {
    const folder = changed('main/web.yaml');
    expect(await failure(folder, 'main/', '--against', 'main')).toBe(
      'error: --against: got "main", the very path that is checked, allowed is another one; write refs/heads/main where you mean the branch\n',
    );
  });
});
