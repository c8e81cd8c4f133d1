import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v1, v2, WEB } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { commit, git, repository, workspace, write, yaml } from '../support/workspace';

const BEFORE = yaml(v1(9), v2(1), WEB);
const AFTER = yaml(v1(5), v2(5), WEB);

/** Creates a repository whose branch `main` has the state before, and whose work tree has the state after. */
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
    const folder = repository({ 'dist/v/before.txt': BEFORE, 'dist/v/after.txt': AFTER });
    symlinkSync('v/before.txt', join(folder, 'dist/web.yaml'));
    symlinkSync('.', join(folder, 'dist/self'));
    symlinkSync('dist', join(folder, 'link'));
    commit(folder, 'before');
    rmSync(join(folder, 'dist/web.yaml'));
    symlinkSync('../dist/./v/after.txt', join(folder, 'dist/web.yaml'));
    expect(await canaryShares(folder, 'dist', '--against', 'main')).toEqual([10, 50]);
    expect(await canaryShares(folder, 'link', '--against', 'main')).toEqual([10, 50]);
    expect(await canaryShares(folder, 'link/self', '--against', 'main')).toEqual([10, 50]);
  });

  it('follows a link to a folder as it was, which the change replaces by another', async () => {
    const folder = repository({ 'real/web.yaml': BEFORE, 'other/x/web.yaml': AFTER });
    symlinkSync('real', join(folder, 'link'));
    commit(folder, 'before');
    rmSync(join(folder, 'link'));
    symlinkSync('other', join(folder, 'link'));
    expect(await canaryShares(folder, 'link', '--against', 'main')).toEqual([10, 50]);
  });

  it('changes neither the work tree nor the index', async () => {
    const folder = changed();
    git(folder, 'add', '--all');
    const run = await runInProcess(['check', 'dist', '--against', 'main'], { cwd: folder });
    expect(run.exitCode).toBe(1);
    git(folder, 'diff', '--exit-code');
    expect(() => git(folder, 'diff', '--cached', '--exit-code')).toThrow('Command failed');
  });

  it('counts a path that did not exist as new, and says so', async () => {
    const folder = changed();
    write(folder, { 'new/web.yaml': AFTER });
    const args = ['check', 'new', '--against', 'main'];
    const run = await runInProcess([...args, '--format', 'json'], { cwd: folder });
    expect(run.stderr).toBe('note: new is not in main: everything in it counts as new\n');
    expect(run.stdout).toContain('"endpointsBefore": 0');
    const markdown = await runInProcess([...args, '--format', 'markdown'], { cwd: folder });
    expect(markdown.stdout).toContain('> new is not in main: everything in it counts as new\n');
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
        `error: --against: expected a directory, a file or a revision that git knows in ${folder}, got ${JSON.stringify(revision)}; correct it, or fetch it first where the clone lacks the branch\n`,
      );
      expect(await runInProcess(['show', 'pwned'], { cwd: folder })).toMatchObject({ exitCode: 2 });
    },
  );

  it('refuses a path that is in no repository', async () => {
    const folder = workspace({ 'dist/web.yaml': AFTER });
    expect(await failure(folder, 'dist', '--against', 'main')).toBe(
      'error: --against: expected a directory, a file or a git revision, got "main", which is no directory or file, while dist is in no git repository; pass a directory or file with the old manifests\n',
    );
  });

  it('refuses the standard input, which has no path', async () => {
    const run = await runInProcess(['check', '-', '--against', 'main'], { cwd: changed(), input: AFTER });
    expect(run.stderr).toBe(
      'error: --against: expected a directory or file that exists, got "main", and standard input has no path that git could look up; write the running manifests to a file\n',
    );
  });
});

describe('--against', () => {
  it('refuses an empty name, as of a variable that is not set', async () => {
    expect(await failure(changed(), 'dist', '--against', '')).toBe(
      'error: --against: expected a directory, a file, a git revision or - for standard input, got ""; write, for example, main\n',
    );
    expect(await failure(changed(), 'dist', '--against-dir', '')).toBe(
      'error: --against-dir: expected a directory, a file or - for standard input, got ""; write, for example, old/\n',
    );
  });

  it('refuses the checked path itself, against which nothing would be found', async () => {
    const folder = changed('old/web.yaml');
    expect(await failure(folder, 'old/', '--against', 'old')).toBe(
      'error: --against: expected a path other than the one that is checked, got "old"; write refs/heads/old if you mean the branch\n',
    );
    expect(await failure(folder, 'old/', '--against-dir', './old')).toBe(
      'error: --against-dir: expected a path other than the one that is checked, got "./old"; pass another one\n',
    );
  });

  it.each([
    ['neither', []],
    ['both', ['--against', 'main', '--against-dir', 'old']],
  ])('refuses %s of the two flags', async (received, flags) => {
    expect(await failure(changed(), 'dist', ...flags)).toBe(
      `error: --against: expected either --against or --against-dir, got ${received}; give --against main, or --against-dir with the manifests as they are now\n`,
    );
  });

  it.each(['--against', '--against-dir'])('%s - reads the running objects from the standard input', async (flag) => {
    const folder = workspace({ 'dist/web.yaml': AFTER });
    const { stdout, stderr } = await runInProcess(['check', 'dist', flag, '-', '--format', 'json'], {
      cwd: folder,
      input: BEFORE,
    });
    expect({
      stderr,
      change: /"percentBefore": 10,\s+"percentLowest": 10,\s+"percentHighest": 50/.test(stdout),
    }).toEqual({
      stderr: '',
      change: true,
    });
  });
});
