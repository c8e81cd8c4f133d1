import { execFileSync, spawnSync } from 'node:child_process';
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
import { afterAll, beforeAll, beforeEach, expect, inject } from 'vitest';
import { parse } from 'yaml';
import { checkRollout } from '../../src/check/check-rollout';
import { workspace } from './workspace';

const root = resolve(__dirname, '../..');
export const examples = join(root, 'examples', 'pipeline');
const read = (file: string): unknown => parse(readFileSync(join(examples, file), 'utf8'));

interface Workflow {
  readonly jobs: { readonly walk: { readonly steps: { name?: string; run?: string; env?: Record<string, string> }[] } };
}

interface GitlabFile {
  readonly 'walk-releases': { readonly variables: Record<string, string | number>; readonly script: string[] };
}

export const GITHUB = (read('github-walk.yml') as Workflow).jobs.walk.steps.find(({ name }) => name === 'Walk')!;
const GITLAB = (read('gitlab-walk.yml') as GitlabFile)['walk-releases'];

export const SHOP = 'releases/prod/shop.yaml';
export const FILES = {
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

/** The folder of the running test, which has the repository, its origin, the pull requests and the substitutes. */
export let folder: string;
let repository: string;
export let requests: string;
/** A time in seconds since 1970. All commits are over long before the pipeline runs. */
const AT_REST_SINCE = Math.floor(Date.now() / 1000) - 1_000_000;
/** The time of the next commit on main. */
let clock: number;

export function git(...args: string[]): string {
  const date = `${clock} +0000`;
  const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date, REQUESTS: requests };
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: repository, env, encoding: 'utf8', stdio: 'pipe' });
}

export function shell(script: string, env: Record<string, string> = {}): { status: number | null; output: string } {
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

export function executable(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function use(location: string): void {
  folder = location;
  repository = join(location, 'infrastructure');
  requests = join(location, 'requests');
  clock = AT_REST_SINCE;
}

/** Creates a repository whose two apps are at rest, and its origin, once for a file, and copies them for each test. */
export function walkForEachTest(): void {
  let prepared: string;

  beforeAll(() => {
    prepared = mkdtempSync(join(tmpdir(), 'walk-'));
    prepare(prepared);
  });

  afterAll(() => rmSync(prepared, { recursive: true, force: true }));

  beforeEach(() => {
    const location = workspace();
    cpSync(prepared, location, { recursive: true, verbatimSymlinks: true });
    use(location);
  });
}

function prepare(location: string): void {
  use(location);
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
}

/** Runs the pipeline of GitHub. */
export function onGithub(env: Record<string, string> = {}): string {
  const { status, output } = shell(GITHUB.run ?? '', { ...GITHUB.env, ...env });
  expect(status, output).toBe(0);
  return output;
}

/** Runs the pipeline of GitLab, except for the parts that need its registry and its server. */
export function onGitlab(env: Record<string, string> = {}): string {
  const own = Object.entries(GITLAB.variables).map(([name, value]): [string, string] => [
    name,
    `${value}`.replace('$CI_DEFAULT_BRANCH', 'main').replaceAll('$$', '$'),
  ]);
  const script = GITLAB.script.filter((line) => line !== 'npm ci' && !line.includes('remote set-url')).join('\n');
  const { status, output } = shell(script, { ...Object.fromEntries(own), CI_SERVER_HOST: 'example.com', ...env });
  expect(status, output).toBe(0);
  return output;
}

export const openRequests = (): string[] => readdirSync(requests).sort();
export const request = (branch: string): string => readFileSync(join(requests, branch.replaceAll('/', '_')), 'utf8');
export const onMain = (file: string): string => git('show', `origin/main:${file}`);
export const stageOnMain = (): number => Number(/^stage: (\d+)/m.exec(onMain(SHOP))?.[1] ?? 0);

/**
 * Merges a pull request, some time after the previous one, and deletes its branch, as the settings of the repository
 * require.
 */
export function merge(branch: string, after = 3600): void {
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

export function manifestsOnMain(): string {
  const files = git('ls-tree', '-r', '--name-only', 'origin/main', 'dist').trim().split('\n');
  return files.map(onMain).join('---\n');
}

/** Runs one command and commits the result, as a person would. */
export function byHand(args: string, after = 3600): void {
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

export const start = (version: string): void =>
  byHand(`start ${SHOP} --image registry.example.com/shop:${version} --version ${version}`);
