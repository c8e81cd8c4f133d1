import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v1, v2, WEB } from '../check/manifests';
import { type CliRun, runInProcess } from '../support/run-in-process';
import { commit, git, repository, workspace, write, yaml } from '../support/workspace';

const BEFORE = yaml(v1(9), v2(1), WEB);
/** An outage: nothing is left behind the Service. */
const OUTAGE = yaml(v1(0), v2(0), WEB);
const FINDS_OUTAGE = { exitCode: 1, stdout: expect.stringContaining('no-ready-endpoints') as string, stderr: '' };

function check(cwd: string, args: string[], env: Record<string, string> = {}): Promise<CliRun> {
  return runInProcess(['check', ...args], { cwd, env });
}

async function refusal(cwd: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await check(cwd, args, env);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr;
}

function gitOutput(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' }).trim();
}

/**
 * Creates a repository whose branch `main` has the running state, and whose work tree has the change of an attacker.
 */
function attacked(path = 'dist/web.yaml'): string {
  const folder = repository({ [path]: BEFORE });
  commit(folder, 'before');
  git(folder, 'update-ref', 'refs/remotes/origin/main', 'main');
  write(folder, { [path]: OUTAGE });
  return folder;
}

/** Returns the files that make git treat a folder as a bare repository, whose settings run a command. */
function bareRepository(marker: string): Record<string, string> {
  return {
    HEAD: 'ref: refs/heads/main\n',
    'objects/keep': '',
    'refs/remotes/origin/main': `${'1'.repeat(40)}\n`,
    'refs/heads/main': `${'1'.repeat(40)}\n`,
    config: promisorConfig(marker, 'worktree = .'),
  };
}

function promisorConfig(marker: string, more = ''): string {
  return [
    '[core]',
    'repositoryformatversion = 1',
    'bare = false',
    more,
    `sshCommand = "touch ${marker} #"`,
    `fsmonitor = "touch ${marker} #"`,
    `askPass = "touch ${marker} #"`,
    '[extensions]',
    'partialClone = evil',
    '[remote "evil"]',
    'url = ssh://evil.example/x',
    'promisor = true',
    'partialclonefilter = blob:none',
    '',
  ].join('\n');
}

/**
 * Returns an environment with a git that knows neither `safe.bareRepository` nor `GIT_NO_LAZY_FETCH`, like old
 * versions: a script removes both.
 */
function oldGit(): Record<string, string> {
  const folder = workspace({
    git: `#!/bin/bash
unset GIT_NO_LAZY_FETCH GIT_CONFIG_GLOBAL
args=()
for arg in "$@"; do
  if [ "$arg" = safe.bareRepository=explicit ]; then args+=(example.unknown=1); else args+=("$arg"); fi
done
exec ${gitOutput('/', '--exec-path')}/git "\${args[@]}"
`,
  });
  chmodSync(join(folder, 'git'), 0o755);
  return { PATH: `${folder}:${process.env.PATH ?? ''}` };
}

const GITS: [string, () => Record<string, string>][] = [
  ['this git', () => ({})],
  ['git before 2.38', oldGit],
];

describe.each(GITS)('a change that is shaped like a repository, with %s', (_, env) => {
  it.each([
    ['the checked folder', 'dist', 'dist/web.yaml'],
    ['a folder on the way to it', 'deploy', 'deploy/dist/web.yaml'],
  ])('as %s, runs no command, and is compared with the true branch', async (__, shaped, path) => {
    const folder = attacked(path);
    const marker = join(folder, 'pwned');
    const files = Object.entries(bareRepository(marker)).map(([name, text]) => [`${shaped}/${name}`, text]);
    write(folder, Object.fromEntries(files) as Record<string, string>);
    for (const revision of ['origin/main', 'refs/remotes/origin/main', 'main']) {
      expect(await check(folder, [path.replace('/web.yaml', ''), '--against', revision], env())).toMatchObject(
        FINDS_OUTAGE,
      );
    }
    expect(existsSync(marker)).toBe(false);
  });

  it('with a history of its own, is compared with the true branch', async () => {
    const folder = attacked();
    const theirs = repository({ 'web.yaml': OUTAGE });
    commit(theirs, 'their own state before');
    git(theirs, 'update-ref', 'refs/remotes/origin/main', 'main');
    for (const name of ['HEAD', 'objects', 'refs']) {
      cpSync(join(theirs, '.git', name), join(folder, 'dist', name), { recursive: true });
    }
    write(folder, { 'dist/config': '[core]\nrepositoryformatversion = 0\nbare = false\nworktree = .\n' });
    expect(await check(folder, ['dist', '--against', 'origin/main'], env())).toMatchObject(FINDS_OUTAGE);
  });

  it('is in no repository if none surrounds it', async () => {
    const folder = workspace({ 'dist/web.yaml': OUTAGE });
    const marker = join(folder, 'pwned');
    write(join(folder, 'dist'), bareRepository(marker));
    expect(await refusal(folder, ['dist', '--against', 'origin/main'], env())).toBe(
      'error: --against: expected a directory, a file or a git revision, got "origin/main", which is no directory or file, while dist is in no git repository; pass a directory or file with the old manifests\n',
    );
    expect(existsSync(marker)).toBe(false);
  });

  it('fetches no object that a partial clone lacks, and names it', async () => {
    const folder = attacked();
    const marker = join(folder, 'pwned');
    const id = gitOutput(folder, 'rev-parse', 'main:dist/web.yaml');
    rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    write(folder, { '.git/config': promisorConfig(marker) });
    const said = await refusal(folder, ['dist', '--against', 'main'], env());
    expect(said).toContain('main:dist/web.yaml');
    expect(said).toMatch(/the clone is partial, and nothing is fetched while it is checked|git can't read it/);
    expect(existsSync(marker)).toBe(false);
  });
});

describe('settings outside of the change', () => {
  it('of the user and of the environment start no program and write no file', async () => {
    const folder = attacked();
    const home = workspace();
    const marker = join(home, 'pwned');
    write(home, { '.gitconfig': promisorConfig(marker), 'git/config': promisorConfig(marker) });
    const id = gitOutput(folder, 'rev-parse', 'main:dist/web.yaml');
    rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    const env = {
      HOME: home,
      XDG_CONFIG_HOME: home,
      GIT_CONFIG_GLOBAL: join(home, '.gitconfig'),
      GIT_SSH_COMMAND: `touch ${marker} #`,
      GIT_SSH: '/bin/touch',
      GIT_ASKPASS: '/bin/touch',
      GIT_EXTERNAL_DIFF: `touch ${marker} #`,
      GIT_PAGER: `touch ${marker} #`,
      GIT_TRACE: marker,
      GIT_TRACE2_EVENT: marker,
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'extensions.partialClone',
      GIT_CONFIG_VALUE_0: 'evil',
    };
    expect(await refusal(folder, ['dist', '--against', 'main'], env)).toBe(
      `error: main:dist/web.yaml: expected the blob ${id} in ${folder}/.git, got no such object; run git fsck, and fetch it again\n`,
    );
    expect(readdirSync(home).sort()).toEqual(['.gitconfig', 'git']);
  });

  it('of hooks, such as GIT_DIR, must mean the same repository', async () => {
    const folder = attacked();
    const other = repository({ 'dist/web.yaml': OUTAGE });
    commit(other, 'another history');
    const args = ['dist', '--against', 'main'];
    expect(await check(folder, args, { GIT_DIR: '.git', GIT_INDEX_FILE: '.git/index' })).toMatchObject(FINDS_OUTAGE);
    expect(await check(folder, args, { GIT_DIR: join(folder, '.git') })).toMatchObject(FINDS_OUTAGE);
    const below = await check(join(folder, 'dist'), ['.', '--against', 'main'], { GIT_DIR: join(folder, '.git') });
    expect(below).toMatchObject(FINDS_OUTAGE);
    const GIT_DIR = join(other, '.git');
    expect(await refusal(folder, args, { GIT_DIR })).toBe(
      `error: GIT_DIR: expected ${folder}/.git, the repository around the manifests, got "${GIT_DIR}"; unset it, or use --against-dir\n`,
    );
    expect(await refusal(folder, args, { GIT_WORK_TREE: other })).toBe(
      `error: GIT_WORK_TREE: expected ${folder}, the repository around the manifests, got "${other}"; unset it, or use --against-dir\n`,
    );
  });
});

describe('the right tree', () => {
  it('of a linked work tree', async () => {
    const folder = attacked();
    commit(folder, 'after');
    const linked = join(workspace(), 'linked');
    git(folder, 'worktree', 'add', '--quiet', '-b', 'side', linked, 'main~1');
    write(linked, { 'dist/web.yaml': OUTAGE });
    expect(await check(linked, ['dist', '--against', 'origin/main'])).toMatchObject(FINDS_OUTAGE);
    expect(await check(linked, ['dist', '--against', 'HEAD'])).toMatchObject(FINDS_OUTAGE);
    expect(await check(linked, ['dist', '--against', 'main'])).toMatchObject({ exitCode: 0 });
    git(folder, 'worktree', 'add', '--quiet', '-b', 'other', join(folder, 'inside'), 'main~1');
    write(folder, { 'inside/dist/web.yaml': OUTAGE });
    expect(await check(folder, ['inside/dist', '--against', 'origin/main'])).toMatchObject(FINDS_OUTAGE);
  });

  it('of a path behind a link that the change puts on the way', async () => {
    const folder = repository({ 'deploy/dist/web.yaml': BEFORE, 'examples/dist/web.yaml': OUTAGE });
    commit(folder, 'before');
    rmSync(join(folder, 'deploy'), { recursive: true });
    symlinkSync('examples', join(folder, 'deploy'));
    expect(await check(folder, ['deploy/dist', '--against', 'main'])).toMatchObject(FINDS_OUTAGE);
  });

  it('of a shallow clone is found, or the reason is named', async () => {
    const folder = attacked();
    commit(folder, 'after');
    const clone = join(workspace(), 'clone');
    git(folder, 'clone', '--quiet', '--depth=1', `file://${folder}`, clone);
    expect(await refusal(clone, ['dist', '--against', 'HEAD~1'])).toBe(
      `error: --against: expected a directory, a file or a revision that git knows in ${clone}, got "HEAD~1"; correct it, or fetch it first, as the clone is shallow: git fetch --depth=1 origin BRANCH, or git fetch --unshallow\n`,
    );
    git(clone, 'fetch', '--quiet', '--unshallow');
    expect(await check(clone, ['dist', '--against', 'HEAD~1'])).toMatchObject(FINDS_OUTAGE);
  });

  it('of a partial clone is found, or the reason is named', async () => {
    const folder = attacked();
    git(folder, 'config', 'uploadpack.allowFilter', 'true');
    commit(folder, 'after');
    const clone = join(workspace(), 'clone');
    git(folder, 'clone', '--quiet', '--filter=blob:none', `file://${folder}`, clone);
    expect(await refusal(clone, ['dist', '--against', 'HEAD~1'])).toMatch(
      /^error: HEAD~1:dist\/web\.yaml: .*; the clone is partial, and nothing is fetched while it is checked: clone it without --filter\n$/,
    );
    git(clone, 'checkout', '--quiet', 'HEAD~1');
    git(clone, 'checkout', '--quiet', '-');
    expect(await check(clone, ['dist', '--against', 'HEAD~1'])).toMatchObject(FINDS_OUTAGE);
  });
});

describe('submodules', () => {
  /** Creates a repository whose folder `dist` is a submodule with the running state. */
  function withSubmodule(): { folder: string; module: string } {
    const module = repository({ 'web.yaml': BEFORE });
    commit(module, 'before');
    const folder = repository({ 'README.md': 'infrastructure' });
    git(folder, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module, 'dist');
    commit(folder, 'before');
    return { folder, module };
  }

  it('are read at the commit that the revision states', async () => {
    const { folder } = withSubmodule();
    write(folder, { 'dist/web.yaml': OUTAGE });
    commit(join(folder, 'dist'), 'after');
    commit(folder, 'after');
    expect(await check(folder, ['.', '--against', 'HEAD~1'])).toMatchObject(FINDS_OUTAGE);
    expect(await check(folder, ['.', '--against', 'HEAD'])).toMatchObject({ exitCode: 0 });
  });

  it('are named if they are not checked out', async () => {
    const { folder } = withSubmodule();
    git(folder, 'submodule', '--quiet', 'deinit', '--force', 'dist');
    write(folder, { 'web.yaml': OUTAGE });
    const id = gitOutput(folder, 'rev-parse', 'HEAD:dist');
    expect(await refusal(folder, ['.', '--against', 'HEAD'])).toBe(
      `error: HEAD:dist: it is a submodule at commit ${id}, which is not here; fetch it with git submodule update --init, or check it in a separate run\n`,
    );
  });

  it('are not searched for the branch of the outer repository', async () => {
    const { folder } = withSubmodule();
    expect(await refusal(folder, ['dist', '--against', 'main'])).toBe(
      `error: dist: expected a path of the repository ${folder}, got one of ${folder}/dist, a submodule or separate repository in which "main" is another commit; run the check in ${folder}/dist, or use --against-dir\n`,
    );
  });

  it('are named if the command runs in one', async () => {
    const { folder } = withSubmodule();
    write(folder, { 'dist/web.yaml': OUTAGE });
    expect(await check(join(folder, 'dist'), ['.', '--against', 'HEAD'])).toMatchObject({
      ...FINDS_OUTAGE,
      stderr: `note: ${folder}/dist is a submodule: HEAD is looked up there, and not in ${folder}\n`,
    });
  });
});

describe('names that mean two things', () => {
  it('a folder that the change adds is not mistaken for the branch', async () => {
    const folder = attacked();
    write(folder, { 'origin/main/web.yaml': OUTAGE });
    expect(await check(folder, ['dist', '--against', 'origin/main'])).toMatchObject({
      ...FINDS_OUTAGE,
      stderr: 'note: origin/main is a git revision, and also a path that the change adds: the revision is used\n',
    });
    write(folder, { 'refs/remotes/origin/main/web.yaml': OUTAGE });
    expect(await check(folder, ['dist', '--against', 'refs/remotes/origin/main'])).toMatchObject(FINDS_OUTAGE);
    write(folder, { 'HEAD/web.yaml': OUTAGE });
    expect(await check(folder, ['dist', '--against', 'HEAD'])).toMatchObject(FINDS_OUTAGE);
  });

  it.each(['refs/remotes/origin/main', 'HEAD~7', 'FETCH_HEAD'])(
    'a folder named %s is not mistaken for an unknown revision',
    async (name) => {
      const folder = attacked();
      git(folder, 'update-ref', '-d', 'refs/remotes/origin/main');
      write(folder, { [`${name}/web.yaml`]: OUTAGE });
      expect(await refusal(folder, ['dist', '--against', name])).toBe(
        `error: --against: expected a directory, a file or a revision that git knows in ${folder}, got "${name}"; correct it, or fetch it first where the clone lacks the branch\n`,
      );
    },
  );

  it('a folder named like a branch of a remote is not mistaken for a branch that was not fetched', async () => {
    const folder = attacked();
    git(folder, 'remote', 'add', 'origin', 'https://example.com/x.git');
    git(folder, 'update-ref', '-d', 'refs/remotes/origin/main');
    write(folder, { 'origin/main/web.yaml': OUTAGE });
    expect(await refusal(folder, ['dist', '--against', 'origin/main'])).toBe(
      'error: --against: expected an unambiguous name, got "origin/main", a path with the name of a remote branch, while git has no such branch here; write --against-dir origin/main for the path, or --against refs/heads/origin/main (refs/remotes/origin/main, refs/tags/origin/main) for the revision\n',
    );
    expect(await check(folder, ['dist', '--against-dir', 'origin/main'])).toMatchObject({ exitCode: 0 });
  });

  it('a folder that the branch contains as well must be disambiguated', async () => {
    const folder = repository({ 'dist/web.yaml': BEFORE, 'main/web.yaml': OUTAGE });
    commit(folder, 'before');
    write(folder, { 'dist/web.yaml': OUTAGE });
    expect(await refusal(folder, ['dist', '--against', 'main'])).toBe(
      'error: --against: expected an unambiguous name, got "main", which is a directory or file as well as a git revision; write --against-dir main for the path, or --against refs/heads/main (refs/remotes/main, refs/tags/main) for the revision\n',
    );
    expect(await check(folder, ['dist', '--against', 'refs/heads/main'])).toMatchObject(FINDS_OUTAGE);
    expect(await check(folder, ['dist', '--against-dir', 'main'])).toMatchObject({ exitCode: 0 });
  });
});

describe('objects that git does not give', () => {
  const ids = (folder: string): Record<string, string> => ({
    blob: gitOutput(folder, 'rev-parse', 'main:dist/web.yaml'),
    tree: gitOutput(folder, 'rev-parse', 'main:dist'),
    'top tree': gitOutput(folder, 'rev-parse', 'main^{tree}'),
  });
  const fileOf = (folder: string, id: string): string => join(folder, '.git/objects', id.slice(0, 2), id.slice(2));

  it.each([
    ['blob', 'main:dist/web.yaml: expected the blob'],
    ['tree', 'main:dist: expected the tree'],
    ['top tree', 'main:: expected the tree'],
  ])('a missing %s is an error that names it', async (kind, message) => {
    const folder = attacked();
    const id = ids(folder)[kind] ?? '';
    rmSync(fileOf(folder, id));
    expect(await refusal(folder, ['dist', '--against', 'main'])).toBe(
      `error: ${message} ${id} in ${folder}/.git, got no such object; run git fsck, and fetch it again\n`,
    );
  });

  it.each(['blob', 'tree', 'top tree'])('a damaged %s is an error that names it', async (kind) => {
    const folder = attacked();
    const file = fileOf(folder, ids(folder)[kind] ?? '');
    chmodSync(file, 0o644);
    for (const bytes of ['', 'no zlib', Buffer.from('789c4b', 'hex')]) {
      writeFileSync(file, bytes);
      const said = await refusal(folder, ['dist', '--against', 'main']);
      expect(said).toMatch(/^error: main:(dist(\/web\.yaml)?)?: .*(git can't read it|got no such object).*\n$/);
    }
  });

  it('an exchanged blob is noticed', async () => {
    const folder = attacked();
    git(folder, 'hash-object', '-w', 'dist/web.yaml');
    const theirs = gitOutput(folder, 'hash-object', 'dist/web.yaml');
    const file = fileOf(folder, ids(folder).blob ?? '');
    rmSync(file);
    cpSync(fileOf(folder, theirs), file);
    expect(await refusal(folder, ['dist', '--against', 'main'])).toBe(
      `error: main:dist/web.yaml: the object ${ids(folder).blob ?? ''} is damaged; run git fsck, and fetch it again\n`,
    );
  });

  it('one file among many that is missing hides none of them', async () => {
    const files = Array.from({ length: 30 }, (_, index) => [
      `dist/${index}.yaml`,
      BEFORE.replaceAll('web', `web${index}`),
    ]);
    const folder = repository(Object.fromEntries(files) as Record<string, string>);
    commit(folder, 'before');
    const id = gitOutput(folder, 'rev-parse', 'main:dist/17.yaml');
    rmSync(fileOf(folder, id));
    expect(await refusal(folder, ['dist', '--against', 'main'])).toBe(
      `error: main:dist/17.yaml: expected the blob ${id} in ${folder}/.git, got no such object; run git fsck, and fetch it again\n`,
    );
  });

  it('git that ends early, and git that is missing', async () => {
    const folder = attacked();
    const fake = workspace({ git: '#!/bin/sh\necho "fatal: out of memory" >&2\nexit 128\n' });
    chmodSync(join(fake, 'git'), 0o755);
    expect(await refusal(folder, ['dist', '--against', 'main'], { PATH: `${fake}:/usr/bin:/bin` })).toBe(
      `error: --against: expected a directory, a file or a revision that git knows in ${folder}, got "main"; git says: out of memory\n`,
    );
    expect(await refusal(folder, ['dist', '--against', 'main'], { PATH: workspace() })).toBe(
      'error: git: it is not installed; install it, or pass a directory or file with --against-dir\n',
    );
  });
});

describe('links of a revision', () => {
  it('that lead out of the repository are named', async () => {
    const folder = repository({ 'dist/web.yaml': BEFORE });
    symlinkSync('/etc/hostname', join(folder, 'dist/host.yaml'));
    commit(folder, 'before');
    rmSync(join(folder, 'dist/host.yaml'));
    expect(await refusal(folder, ['dist', '--against', 'main'])).toBe(
      'error: main:dist/host.yaml: a link leads out of the repository, so its target is not in git; pass the old manifests with --against-dir\n',
    );
  });

  it('that lead a folder out of the repository are named in a note', async () => {
    const folder = repository({ 'dist/web.yaml': BEFORE });
    write(folder, { 'dist/node_modules/x/x.yaml': BEFORE });
    symlinkSync('../../elsewhere', join(folder, 'dist/more'));
    mkdirSync(join(folder, 'loop'));
    symlinkSync('b', join(folder, 'loop/a'));
    symlinkSync('a', join(folder, 'loop/b'));
    symlinkSync('loop/a', join(folder, 'dist/circle'));
    commit(folder, 'before');
    rmSync(join(folder, 'dist/more'));
    rmSync(join(folder, 'dist/node_modules'), { recursive: true });
    rmSync(join(folder, 'dist/circle'));
    write(folder, { 'dist/web.yaml': OUTAGE });
    expect(await check(folder, ['dist', '--against', 'main'])).toMatchObject({
      ...FINDS_OUTAGE,
      stderr: 'note: main:dist/more was skipped\nnote: main:dist/node_modules was skipped\n',
    });
  });
});
