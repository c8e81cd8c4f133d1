import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CliRun, runInProcess } from '../support/run-in-process';
import { repository, workspace, write } from '../support/workspace';

const SHOP = 'releases/prod/shop.yaml';
const AT_STAGE_2 = `strategy: canary
replicas: 10
steps: [10, 30, 50, 100]
current: { version: v1, image: shop:1 }
next: { version: v2, image: shop:2 }
stage: 2
`;
const MINUTE = 60;

/** The start of each test, in seconds since 1970. */
const START = 1_800_000_000;

/** Commits everything in a folder, some minutes after the start of the test. */
function commitAt(folder: string, minutes: number, ...more: string[]): void {
  gitAt(folder, minutes, 'add', '--all');
  gitAt(folder, minutes, 'commit', '--quiet', '--allow-empty', '--message', 'a commit', ...more);
}

function gitAt(folder: string, minutes: number, ...args: string[]): void {
  const date = `${START + minutes * MINUTE} +0000`;
  const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date };
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', [...identity, ...args], { cwd: folder, env, stdio: 'pipe' });
}

/** Returns a folder with a release that reaches stage 2 at minute 0. */
function underWay(text = AT_STAGE_2): string {
  const folder = repository({ 'README.md': '' });
  commitAt(folder, -1000);
  write(folder, { [SHOP]: text });
  commitAt(folder, 0);
  return folder;
}

function nextAt(folder: string, minutes: number, after = '30m', file = SHOP): Promise<CliRun> {
  return runInProcess(['release', 'next', file, '--after', after, '--dry-run'], {
    cwd: folder,
    date: START + minutes * MINUTE,
  });
}

async function isDue(folder: string, minutes: number): Promise<boolean> {
  const { exitCode, stderr } = await nextAt(folder, minutes);
  expect([0, 3]).toContain(exitCode);
  if (exitCode === 3) expect(stderr).toMatch(/too early|not committed|held/);
  return exitCode === 0;
}

const edit = (folder: string, from: string | RegExp, to: string): void => {
  const path = join(folder, SHOP);
  write(folder, { [SHOP]: readFileSync(path, 'utf8').replace(from, to) });
};

describe('a stage that is not committed', () => {
  const next = (folder: string, ...flags: string[]): Promise<CliRun> =>
    runInProcess(['release', 'next', SHOP, ...flags], { cwd: folder, date: START });

  it('is skipped by the next commit, and a note says so', async () => {
    const folder = underWay();
    expect((await next(folder)).stderr).toBe('');
    expect(await next(folder)).toMatchObject({
      exitCode: 0,
      stderr: 'note: prod/shop: stage 3 is not committed, so the next commit goes from stage 2 to stage 4\n',
    });
    edit(folder, /stage: 4/, 'stage: 6');
    expect((await next(folder)).stderr).toBe(
      'note: prod/shop: stage 6 is not committed, so the next commit goes from stage 2 to the end of the release\n',
    );
  });

  it('is not mentioned if the commit has another version, another text of the same stage, or no such file', async () => {
    const folder = underWay();
    edit(folder, 'stage: 2\n', 'stage: 2 # v2 at 10%\n');
    expect((await next(folder, '--dry-run')).stderr).toBe('note: --dry-run: nothing was written\n');
    edit(folder, /version: v2, image: shop:2 }\nstage: 2/, 'version: v3, image: shop:3 }\nstage: 3');
    expect((await next(folder)).stderr).toBe('');
    const outside = workspace({ [SHOP]: AT_STAGE_2 });
    expect((await next(outside)).stderr).toBe('');
    const empty = repository({ 'README.md': '' });
    write(empty, { [SHOP]: AT_STAGE_2 });
    expect((await next(empty)).stderr).toBe('');
  });
});

describe('release next --after', () => {
  it('counts from the commit that entered the stage', async () => {
    const folder = underWay();
    expect(await nextAt(folder, 29)).toEqual({
      exitCode: 3,
      stdout: '',
      stderr: 'note: prod/shop: too early: at its stage for 29m of 30m\n',
    });
    expect(await isDue(folder, 30)).toBe(true);
  });

  it('ignores other files, comments and layout', async () => {
    const folder = underWay();
    write(folder, { 'dist/shop.yaml': 'kind: Deployment' });
    commitAt(folder, 20);
    edit(folder, 'steps: [10, 30, 50, 100]', '# soon\nsteps: [ 10, 30, 50,  100 ]');
    commitAt(folder, 25);
    expect([await isDue(folder, 29), await isDue(folder, 30)]).toEqual([false, true]);
  });

  it.each([
    ['an edit of the stage by hand', (folder: string) => edit(folder, 'stage: 2', 'stage: 3')],
    ['another image', (folder: string) => edit(folder, 'shop:2', 'shop:2.0.1')],
    ['another number of replicas', (folder: string) => edit(folder, 'replicas: 10', 'replicas: 20')],
  ])('starts again with %s', async (_, change) => {
    const folder = underWay();
    change(folder);
    expect((await nextAt(folder, 40)).stderr).toBe(
      'note: prod/shop: its stage is not committed yet; commit the file first\n',
    );
    commitAt(folder, 20);
    expect([await isDue(folder, 49), await isDue(folder, 50)]).toEqual([false, true]);
  });

  it('starts again when a hold ends', async () => {
    const folder = underWay();
    edit(folder, /$/, 'held: freeze\n');
    commitAt(folder, 10);
    expect(await isDue(folder, 100)).toBe(false);
    edit(folder, 'held: freeze\n', '');
    commitAt(folder, 110);
    expect([await isDue(folder, 139), await isDue(folder, 140)]).toEqual([false, true]);
  });

  it('starts again with a revert, although the stage was entered before', async () => {
    const folder = underWay();
    edit(folder, 'stage: 2', 'stage: 3');
    commitAt(folder, 40);
    gitAt(folder, 50, 'revert', '--no-edit', 'HEAD');
    expect([await isDue(folder, 79), await isDue(folder, 80)]).toEqual([false, true]);
  });

  it('counts a pull request from its merge', async () => {
    const folder = underWay();
    gitAt(folder, 0, 'checkout', '--quiet', '-b', 'release');
    edit(folder, 'stage: 2', 'stage: 3');
    commitAt(folder, 5);
    gitAt(folder, 5, 'checkout', '--quiet', 'main');
    commitAt(folder, 10);
    gitAt(folder, 60, 'merge', '--quiet', '--no-ff', 'release');
    expect([await isDue(folder, 89), await isDue(folder, 90)]).toEqual([false, true]);
  });

  it('trusts no commit that is older than those before it', async () => {
    const folder = underWay();
    edit(folder, 'stage: 2', 'stage: 3');
    commitAt(folder, -5000);
    commitAt(folder, -5000);
    expect([await isDue(folder, 29), await isDue(folder, 30)]).toEqual([false, true]);
  });

  it('advances nothing by a commit from the future', async () => {
    const folder = underWay();
    edit(folder, 'stage: 2', 'stage: 3');
    commitAt(folder, 5000);
    expect((await nextAt(folder, 40)).stderr).toMatch(
      /^note: prod\/shop: too early: its stage is from a commit in the future, [0-9a-f]{12}; correct the clock\n$/,
    );
  });

  it('is cautious in a shallow clone, and names the remedy', async () => {
    const origin = underWay();
    commitAt(origin, 20);
    const folder = workspace();
    gitAt(folder, 20, 'clone', '--quiet', '--depth', '1', `file://${origin}`, '.');
    expect((await nextAt(folder, 40)).stderr).toBe(
      'note: prod/shop: too early: at its stage for 20m of 30m, or longer, as the clone is shallow; fetch its whole history\n',
    );
    expect(await isDue(folder, 50)).toBe(true);
  });

  it('works in any folder, even in a linked work tree', async () => {
    const folder = underWay();
    expect((await nextAt(join(folder, 'releases/prod'), 30, '30m', 'shop.yaml')).exitCode).toBe(0);
    gitAt(folder, 0, 'worktree', 'add', '--quiet', '--detach', 'linked');
    expect((await nextAt(join(folder, 'linked'), 30)).exitCode).toBe(0);
    expect((await nextAt(join(folder, 'linked'), 29)).exitCode).toBe(3);
  });
});

describe('release status', () => {
  it('names the time since which each release is in its stage', async () => {
    const folder = underWay();
    const { stdout } = await runInProcess(['release', 'status', 'releases', '--format', 'json'], {
      cwd: folder,
      date: START + 90 * MINUTE,
    });
    const { releases } = JSON.parse(stdout) as { releases: { since: string; seconds: number }[] };
    expect(releases).toMatchObject([{ since: new Date(START * 1000).toISOString(), seconds: 5400 }]);
  });
});
