import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { parse, parseAllDocuments, stringify } from 'yaml';
import { checkRollout } from '../../src/check/check-rollout';

const root = resolve(__dirname, '../..');
const examples = join(root, 'examples', 'pipeline');
const read = (file: string): unknown => parse(readFileSync(join(examples, file), 'utf8'));

interface Workflow {
  readonly jobs: { readonly walk: { readonly steps: { name?: string; run?: string; env?: Record<string, string> }[] } };
}

interface GitlabFile {
  readonly 'walk-releases': { readonly variables: Record<string, string | number>; readonly script: string[] };
}

const GITHUB = (read('github-walk.yml') as Workflow).jobs.walk.steps.find(({ name }) => name === 'Walk')!;
const GITLAB = (read('gitlab-walk.yml') as GitlabFile)['walk-releases'];

const SHOP = 'releases/prod/shop.yaml';
const FILES = {
  'main.js': `const { App, Chart } = require('cdk8s');
const { ReleaseApp } = require('cdk8s-rollouts');
const app = new App({ outdir: 'dist' });
const options = { port: 80, containerPort: 8080 };
new ReleaseApp(new Chart(app, 'prod-shop', { namespace: 'prod' }), 'Shop', { name: 'shop', ...options, releaseFile: '${SHOP}' });
new ReleaseApp(new Chart(app, 'prod-pay', { namespace: 'prod' }), 'Pay', { name: 'pay', ...options, releaseFile: 'releases/prod/pay.yaml' });
app.synth();
`,
  [SHOP]: `# The shop
strategy: canary
replicas: 4
steps: [50, 100]
current: { version: v1, image: registry.example.com/shop:1 }
`,
  'releases/prod/pay.yaml': `strategy: blue-green
replicas: 2
current: { version: v1, image: registry.example.com/pay:1, color: blue }
`,
  '.gitignore': 'node_modules\n',
  'package.json': '{ "private": true }',
};

/** A substitute for the command line of GitHub. A pull request is a file, named after its branch. */
const GH = `#!/bin/bash
set -eu
pr() { echo "$REQUESTS/\${1//\\//_}"; }
case "$2" in
  view) if [ -e "$(pr "$3")" ]; then echo OPEN; else exit 1; fi ;;
  edit) shift 2; branch=$1; [ "$2" = --title ]; [ "$4" = --body-file ]; { echo "$3"; cat "$5"; } > "$(pr "$branch")" ;;
  create) [ "$3" = --base ]; [ "$4" = main ]; [ "$5" = --head ]; [ "$7" = --title ]; [ "$9" = --body-file ]; { echo "$8"; cat "\${10}"; } > "$(pr "$6")" ;;
  *) exit 1 ;;
esac
`;

/** A substitute for the merge requests of GitLab's API. */
const GITLAB_SERVER = `
import { createServer } from 'node:http';
import { existsSync, writeFileSync } from 'node:fs';
const fileOf = (branch) => process.env.REQUESTS + '/' + branch.replaceAll('/', '_');
const branches = [];
const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text && JSON.parse(text);
  const [, iid] = /^.projects.1.merge_requests(?:.(\\d+))?$/.exec(pathname) ?? [];
  let answer;
  if (request.headers['private-token'] !== 'secret') response.statusCode = 401;
  else if (request.method === 'GET') {
    const branch = searchParams.get('source_branch');
    answer = existsSync(fileOf(branch)) ? [{ iid: branches.indexOf(branch) }] : [];
  } else {
    if (request.method === 'POST') branches.push(body.source_branch);
    const branch = request.method === 'POST' ? body.source_branch : branches[iid];
    writeFileSync(fileOf(branch), body.title + '\\n' + body.description);
    answer = {};
  }
  response.end(JSON.stringify(answer ?? { message: '401 Unauthorized' }));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** A substitute for kubectl, which prints the recorded state of the cluster. */
const KUBECTL = `#!/bin/bash
set -eu
[ "$*" = 'get --recursive -f dist --ignore-not-found --output yaml' ]
cat "$LIVE"
`;

/** Returns manifests as kubectl lists them when they run, with some pods of each Deployment not ready yet. */
function toLive(manifests: string, missing = 0): string {
  const items = parseAllDocuments(manifests).map((document) => {
    const object = document.toJS() as { kind: string; metadata: object; spec: { replicas?: number } };
    const replicas = object.spec.replicas ?? 1;
    const counts = { replicas, updatedReplicas: replicas, readyReplicas: Math.max(0, replicas - missing) };
    const status = object.kind === 'Deployment' ? { ...counts, observedGeneration: 3 } : {};
    return {
      ...object,
      metadata: { ...object.metadata, uid: '55c8bb00', resourceVersion: '7', generation: 3 },
      status,
    };
  });
  return stringify({ apiVersion: 'v1', kind: 'List', metadata: { resourceVersion: '' }, items });
}

let folder: string;
let repository: string;
let requests: string;
/** A time in seconds since 1970. All commits are over long before the pipeline runs. */
const AT_REST_SINCE = Math.floor(Date.now() / 1000) - 1_000_000;
/** The time of the next commit on main. */
let clock: number;

function git(...args: string[]): string {
  const date = `${clock} +0000`;
  const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date, REQUESTS: requests };
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: repository, env, encoding: 'utf8', stdio: 'pipe' });
}

function shell(script: string, env: Record<string, string> = {}): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: repository,
    encoding: 'utf8',
    env: {
      ...{
        ...process.env,
        REQUESTS: requests,
        SYNTH: 'node main.js',
        // The runner of the tests may ask for colors.
        NO_COLOR: '1',
        PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
      },
      ...env,
    },
  });
  return { status, output: stdout + stderr };
}

function executable(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

/** A repository whose two apps are at rest, and its origin. It is created once, and copied for each test. */
let prepared: string;

function use(location: string): void {
  folder = location;
  repository = join(location, 'infrastructure');
  requests = join(location, 'requests');
  clock = AT_REST_SINCE;
}

beforeAll(() => {
  prepared = mkdtempSync(join(tmpdir(), 'walk-'));
  use(prepared);
  mkdirSync(requests);
  mkdirSync(join(repository, 'node_modules'), { recursive: true });
  for (const name of ['cdk8s', 'cdk8s-plus-28', 'constructs']) {
    symlinkSync(join(root, 'node_modules', name), join(repository, 'node_modules', name));
  }
  symlinkSync(inject('builtPackage'), join(repository, 'node_modules', 'cdk8s-rollouts'));
  executable(
    join(folder, 'bin/npx'),
    `#!/bin/sh\nshift 2\nexec node ${join(inject('builtPackage'), 'lib/cli/main.js')} "$@"\n`,
  );
  executable(join(folder, 'bin/gh'), GH);
  for (const [name, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(repository, name)), { recursive: true });
    writeFileSync(join(repository, name), text);
  }
  mkdirSync(join(repository, 'scripts'));
  for (const script of ['walk-releases.sh', 'open-merge-request.mjs']) {
    copyFileSync(join(examples, script), join(repository, 'scripts', script));
  }
  git('init', '--quiet', '--initial-branch', 'main');
  expect(shell('node main.js')).toEqual({ status: 0, output: '' });
  git('add', '--all');
  git('commit', '--quiet', '--message', 'at rest');
  execFileSync('git', ['clone', '--quiet', '--bare', repository, join(folder, 'origin.git')]);
  git('remote', 'add', 'origin', '../origin.git');
});

afterAll(() => rmSync(prepared, { recursive: true, force: true }));

beforeEach(() => {
  use(mkdtempSync(join(tmpdir(), 'walk-')));
  cpSync(prepared, folder, { recursive: true, verbatimSymlinks: true });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the pipeline of GitHub. */
function onGithub(env: Record<string, string> = {}): string {
  const { status, output } = shell(GITHUB.run ?? '', { ...GITHUB.env, ...env });
  expect(status, output).toBe(0);
  return output;
}

/** Runs the pipeline of GitLab, except for the parts that need its registry and its server. */
function onGitlab(env: Record<string, string> = {}): string {
  const own = Object.entries(GITLAB.variables).map(([name, value]): [string, string] => [
    name,
    `${value}`.replace('$CI_DEFAULT_BRANCH', 'main').replaceAll('$$', '$'),
  ]);
  const script = GITLAB.script.filter((line) => line !== 'npm ci' && !line.includes('remote set-url')).join('\n');
  const { status, output } = shell(script, { ...Object.fromEntries(own), CI_SERVER_HOST: 'example.com', ...env });
  expect(status, output).toBe(0);
  return output;
}

const openRequests = (): string[] => readdirSync(requests).sort();
const request = (branch: string): string => readFileSync(join(requests, branch.replaceAll('/', '_')), 'utf8');
const onMain = (file: string): string => git('show', `origin/main:${file}`);
const stageOnMain = (): number => Number(/^stage: (\d+)/m.exec(onMain(SHOP))?.[1] ?? 0);

/**
 * Merges a pull request, some time after the previous one, and deletes its branch, as the settings of the repository
 * require.
 */
function merge(branch: string, after = 3600): void {
  clock += after;
  git('fetch', '--quiet', '--prune', 'origin');
  const before = manifestsOnMain();
  git('checkout', '--quiet', '--force', '--detach', 'origin/main');
  git('merge', '--quiet', '--no-ff', '--message', `merge ${branch}`, `origin/${branch}`);
  git('push', '--quiet', 'origin', 'HEAD:main', `:${branch}`);
  rmSync(join(requests, branch.replaceAll('/', '_')));
  git('fetch', '--quiet', '--prune', 'origin');
  // The result that the required check of the pull request would have.
  const { findings } = checkRollout(before, manifestsOnMain());
  expect(
    findings.filter(({ rule, severity }) => `${severity} ${rule}`.startsWith('error')),
    branch,
  ).toEqual([]);
}

function manifestsOnMain(): string {
  const files = git('ls-tree', '-r', '--name-only', 'origin/main', 'dist').trim().split('\n');
  return files.map(onMain).join('---\n');
}

/** Runs one command and commits the result, as a person would. */
function byHand(args: string, after = 3600): void {
  clock += after;
  git('fetch', '--quiet', 'origin');
  git('checkout', '--quiet', '--force', '--detach', 'origin/main');
  const { status, output } = shell(`npx --no-install cdk8s-rollouts release ${args} > message.txt && node main.js`);
  expect(status, output).toBe(0);
  git('add', 'releases', 'dist');
  git('commit', '--quiet', '--file', 'message.txt');
  git('push', '--quiet', 'origin', 'HEAD:main');
  git('fetch', '--quiet', 'origin');
}

const start = (version: string): void =>
  byHand(`start ${SHOP} --image registry.example.com/shop:${version} --version ${version}`);

describe('the pipeline that walks releases on GitHub', () => {
  it('walks a release to its abort, the next one to its end, and continues with a third', () => {
    start('v2');
    for (const stage of [2, 3]) {
      onGithub();
      expect(openRequests()).toEqual(['release_prod_shop']);
      merge('release/prod/shop');
      expect(stageOnMain()).toBe(stage);
    }
    onGithub({ GATE: '[ "$RELEASE" != prod/shop ]' });
    expect(openRequests()).toEqual(['release-abort_prod_shop']);
    expect(request('release-abort/prod/shop')).toMatch(/^prod\/shop: abort the release of v2: all traffic to v1\n/);
    // Until someone merges it, a person decides, and the result of the gate doesn't matter.
    expect(onGithub()).toContain('prod/shop: its abort waits to be merged\n');
    merge('release-abort/prod/shop');
    expect(onMain(SHOP)).toContain('held: the gate failed');
    onGithub();
    expect(openRequests()).toEqual([]);

    start('v3');
    const stages = [];
    while (onMain(SHOP).includes('next:')) {
      onGithub();
      merge('release/prod/shop');
      stages.push(stageOnMain());
    }
    expect(stages).toEqual([2, 3, 4, 5, 0]);
    expect(onMain(SHOP)).toBe(FILES[SHOP].replace('v1', 'v3').replace('shop:1', 'shop:v3'));

    start('v4');
    onGithub();
    merge('release/prod/shop');
    expect(stageOnMain()).toBe(2);
  });

  it('opens a pull request with the picture, the status and the report, and updates it only if it has to', () => {
    start('v2');
    onGithub({ GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'example/shop' });
    const body = request('release/prod/shop');
    expect(body).toContain('(stage 2 of 5)\n');
    expect(body).toContain(
      '![prod/shop](https://github.com/example/shop/blob/release/prod/shop/releases/prod/shop.svg?raw=true)',
    );
    expect(body).toContain('← you are here');
    expect(body).toContain('<!-- cdk8s-rollouts check -->');
    git('fetch', '--quiet', 'origin');
    const head = git('rev-parse', 'origin/release/prod/shop');
    expect(git('show', 'origin/release/prod/shop:releases/prod/shop.svg')).toMatch(/^<svg /);
    onGithub();
    git('fetch', '--quiet', 'origin');
    expect(git('rev-parse', 'origin/release/prod/shop')).toBe(head);
  });

  it('waits until the stage has soaked and is at rest, and removes an outdated branch', () => {
    start('v2');
    expect(onGithub({ AFTER: '20d' })).toContain('note: prod/shop: too early');
    expect(onGithub({ AT_REST: 'false' })).toContain('prod/shop: the last stage is still rolling out');
    expect(openRequests()).toEqual([]);
    onGithub();
    git('fetch', '--quiet', 'origin');
    expect(git('branch', '--remotes')).toContain('origin/release/prod/shop');
    byHand(`hold ${SHOP} --reason freeze`);
    onGithub();
    git('fetch', '--quiet', '--prune', 'origin');
    expect(git('branch', '--remotes')).not.toContain('origin/release/prod/shop');
    // Even if someone merges the step anyway, the release is still held.
    expect(onMain(SHOP)).toContain('held: freeze');
  });

  it('asks the cluster whether the last stage is at rest', () => {
    start('v2');
    const before = manifestsOnMain();
    onGithub();
    merge('release/prod/shop');
    const applied = manifestsOnMain();
    const client = join(folder, 'live.yaml');
    executable(join(folder, 'bin/kubectl'), KUBECTL);
    const inCluster = { AT_REST: `bash ${join(examples, 'at-rest.sh')}`, LIVE: client };
    const waits = 'prod/shop: the last stage is still rolling out';
    // The agent has not applied or even noticed the last stage yet.
    writeFileSync(client, toLive(before));
    expect(onGithub(inCluster)).toContain(waits);
    // The agent has applied it, but one pod is not ready.
    writeFileSync(client, toLive(applied, 1));
    expect(onGithub(inCluster)).toContain('error not-at-rest');
    expect(openRequests()).toEqual([]);
    writeFileSync(client, toLive(applied));
    expect(onGithub(inCluster)).not.toContain(waits);
    expect(openRequests()).toEqual(['release_prod_shop']);
  });

  it('continues with the others if one release fails', () => {
    start('v2');
    byHand('start releases/prod/pay.yaml --image registry.example.com/pay:2 --version v2');
    const { status, output } = shell(GITHUB.run ?? '', {
      ...GITHUB.env,
      SYNTH: '[ "$RELEASE" != prod/pay ] && node main.js',
    });
    expect([status, output]).toEqual([1, expect.stringContaining('prod/pay: failed\n')]);
    expect(openRequests()).toEqual(['release_prod_shop']);
  });
});

describe('the pipeline that walks releases on GitLab', () => {
  let server: ChildProcess;
  let api: string;

  beforeEach(async () => {
    writeFileSync(join(folder, 'server.mjs'), GITLAB_SERVER);
    server = spawn(process.execPath, [join(folder, 'server.mjs')], { env: { REQUESTS: requests } });
    const port = await new Promise((settle) => server.stdout?.once('data', (data) => settle(String(data).trim())));
    api = `http://127.0.0.1:${String(port)}`;
  });

  afterEach(() => void server.kill());

  it('opens a merge request for each step and for an abort, and updates it only if it has to', () => {
    const env = { CI_API_V4_URL: api, CI_PROJECT_ID: '1', CI_PROJECT_URL: 'https://gitlab.example.com/shop' };
    start('v2');
    onGitlab({ ...env, RELEASE_TOKEN: 'secret' });
    const body = request('release/prod/shop');
    expect(body).toMatch(/^prod\/shop: v2 .*\(stage 2 of 5\)\n/);
    expect(body).toContain(
      '![prod/shop](https://gitlab.example.com/shop/-/raw/release/prod/shop/releases/prod/shop.svg)',
    );
    expect(body).toContain('<!-- cdk8s-rollouts check -->');
    onGitlab({ ...env, RELEASE_TOKEN: 'secret' });
    // Ignore the time at the stage, which keeps growing.
    const withoutTimes = (text: string): string => text.replaceAll(/\b(\d+[dhms])+\b/g, 'a while');
    expect(withoutTimes(request('release/prod/shop'))).toBe(withoutTimes(body));
    merge('release/prod/shop');
    onGitlab({ ...env, RELEASE_TOKEN: 'secret', GATE: 'false' });
    expect(openRequests()).toEqual(['release-abort_prod_shop']);
    expect(request('release-abort/prod/shop')).toMatch(/^prod\/shop: abort the release of v2: all traffic to v1\n/);
    merge('release-abort/prod/shop');
    expect(onMain(SHOP)).toContain('held: the gate failed');
  });

  it('fails if GitLab refuses the merge request', () => {
    start('v2');
    const env = { CI_SERVER_HOST: 'example.com', CI_API_V4_URL: api, CI_PROJECT_ID: '1', RELEASE_TOKEN: 'wrong' };
    const { status, output } = shell('node scripts/open-merge-request.mjs', {
      ...env,
      BRANCH: 'release/prod/shop',
      TARGET: 'main',
      TITLE: 'a title',
      BODY: SHOP,
    });
    expect([status, output]).toEqual([1, expect.stringContaining('401 {"message":"401 Unauthorized"}')]);
  });
});
