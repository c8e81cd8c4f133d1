import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeEach, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { deployment, service } from '../check/manifests';
import { commit, git, repository, workspace, write, yaml } from '../support/workspace';

const action = resolve(__dirname, '../../action');

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const { inputs, runs } = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
};

/** A checkout of a pull request. The other folders belong to the runner. */
let checkout: string;
let runner: string;

const app = (name: string, replicas: number): string =>
  yaml(deployment(name, { replicas }), service(name, { app: name }));
const web = (replicas: number): string => app('web', replicas);

beforeEach(() => {
  checkout = repository({ 'dist/web.yaml': web(4), 'other/api.yaml': app('api', 4) });
  commit(checkout, 'what runs');
  git(checkout, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  runner = workspace({ 'outputs.txt': '', 'summary.md': '', 'gh.log': '', 'comments.json': '[]' });
  mkdirSync(join(runner, 'bin'));
});

/** Installs the package in the folder of the action. */
function install(): void {
  mkdirSync(join(runner, 'cdk8s-rollouts/node_modules'), { recursive: true });
  symlinkSync(inject('builtPackage'), join(runner, 'cdk8s-rollouts/node_modules/cdk8s-rollouts'));
}

/** Creates a `gh api` that knows some comments and records its calls. */
function fakeGh(comments: object[]): void {
  writeFileSync(join(runner, 'comments.json'), JSON.stringify(comments));
  const gh = `const { appendFileSync, readFileSync } = require('node:fs');
const args = process.argv.slice(2);
if (args.includes('--jq')) {
  const comments = JSON.parse(readFileSync(${JSON.stringify(join(runner, 'comments.json'))}, 'utf8'));
  const mine = comments.filter(({ user, body }) => user.login === process.env.AUTHOR && body.startsWith(process.env.MARKER));
  for (const { id } of mine) console.log(id);
} else {
  appendFileSync(${JSON.stringify(join(runner, 'gh.log'))}, args.filter((arg) => !arg.startsWith('body=')).join(' ') + '\\n');
}`;
  writeFileSync(join(runner, 'bin/gh.cjs'), gh);
  writeFileSync(join(runner, 'bin/gh'), `#!/bin/sh\nexec node ${join(runner, 'bin/gh.cjs')} "$@"\n`);
  chmodSync(join(runner, 'bin/gh'), 0o755);
}

interface Ended {
  readonly status: number | null;
  readonly output: string;
}

function runStep(name: string, env: Record<string, string>): Ended {
  const step = runs.steps.find((candidate) => candidate.name === name)!;
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run!], {
    cwd: checkout,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(runner, 'bin')}:${process.env.PATH ?? ''}`,
      GITHUB_ACTION_PATH: action,
      GITHUB_OUTPUT: join(runner, 'outputs.txt'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary.md'),
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'shop/infrastructure',
      GITHUB_RUN_ID: '42',
      GITHUB_WORKSPACE: checkout,
      RUNNER_TEMP: runner,
      ...env,
    },
  });
  return { status, output: stdout + stderr };
}

const outputs = (): Record<string, string> =>
  Object.fromEntries(
    readFileSync(join(runner, 'outputs.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('=') as [string, string]),
  );

const check = (paths = 'dist', strict = false, failOn = 'error'): Ended =>
  runStep('Check the manifests', {
    INPUT_PATHS: paths,
    INPUT_AGAINST: 'refs/remotes/origin/main',
    INPUT_FAIL_ON: failOn,
    INPUT_STRICT: String(strict),
  });

it('has the inputs that the documentation names, and a default for each', () => {
  expect(Object.keys(inputs)).toEqual(['paths', 'against', 'fail-on', 'strict', 'comment', 'github-token']);
  expect(Object.values(inputs).map((input) => typeof input.default)).not.toContain('undefined');
});

it('leaves options that the workflow does not set to the settings file', () => {
  write(checkout, { 'rollouts.config.yaml': 'paths: [dist]\nfailOn: never\n' });
  commit(checkout, 'settings');
  git(checkout, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  write(checkout, { 'dist/web.yaml': web(0), 'other/api.yaml': app('api', 0) });
  install();
  expect(check('', false, '').output).not.toContain('other/api.yaml');
  expect(outputs().status).toBe('0');
  // An input takes precedence.
  check('', false, 'error');
  expect(outputs().status).toBe('1');
});

it('passes every value to the shell as a variable, as an expression inside a script is code', () => {
  for (const { name, run } of runs.steps) expect(run ?? '', name).not.toContain('${{');
});

it('pins the actions that it calls to a commit', () => {
  const used = readFileSync(join(action, 'action.yml'), 'utf8').matchAll(/uses: (\S+)/g);
  for (const [, name] of used) expect(name).toMatch(/@[0-9a-f]{40}$/);
});

describe('the check', () => {
  beforeEach(install);

  it('passes a change that keeps the pods, and leaves the report in the summary', () => {
    write(checkout, { 'dist/web.yaml': web(6) });
    const { status, output } = check();
    expect(status, output).toBe(0);
    expect(outputs()).toEqual({
      status: '0',
      markdown: join(runner, 'release-check.md'),
      report: join(runner, 'release-check.html'),
    });
    expect(readFileSync(join(runner, 'summary.md'), 'utf8')).toMatch(
      /^<!-- cdk8s-rollouts check -->\n[^]*artifact `release-check` of \[this run\]\(https:\/\/github\.com\/shop\/infrastructure\/actions\/runs\/42\)/,
    );
    expect(runStep('Fail if the change is not safe', { STATUS: outputs().status! }).status).toBe(0);
  });

  it('finds unsafe changes in each of several paths, shows them beside the code, and fails in the end', () => {
    write(checkout, { 'other/api.yaml': app('api', 0) });
    const { status, output } = check('dist\n  other');
    expect(status).toBe(0);
    expect(output).toMatch(/^::error file=other\/api\.yaml,line=\d+,/m);
    expect(outputs().status).toBe('1');
    expect(runStep('Fail if the change is not safe', { STATUS: outputs().status! }).status).toBe(1);
    expect(readFileSync(join(runner, 'release-check.html'), 'utf8')).toContain('no-ready-endpoints');
  });

  it('leaves no report if there is no answer', () => {
    write(checkout, { 'dist/web.yaml': 'kind: [' });
    expect(check().status).toBe(2);
    expect(outputs()).toEqual({});
    expect(readFileSync(join(runner, 'summary.md'), 'utf8')).toBe('');
  });

  it('fails on unreadable objects if it is strict, and leaves them out otherwise', () => {
    write(checkout, { 'dist/broken.yaml': 'kind: Service\nmetadata: { name: web }\nspec: 7\n' });
    expect(check('dist', false).status).toBe(0);
    expect(check('dist', true).status).toBe(2);
  });

  it('names the input, not the flag, if there is nothing to compare with', () => {
    const { status, output } = runStep('Check the manifests', {
      INPUT_PATHS: 'dist',
      INPUT_AGAINST: 'refs/remotes/origin/nope',
      INPUT_FAIL_ON: '',
      INPUT_STRICT: 'false',
    });
    expect(status).toBe(2);
    expect(output).toMatch(/^error: against: expected a directory, a file or a revision that git knows in /m);
  });

  it('names the input, not the argument, if neither the workflow nor the settings state paths', () => {
    const { status, output } = check('');
    expect(status).toBe(2);
    expect(output).toBe(
      'error: paths: expected the new manifests, got neither a path nor settings with paths; write, for example, paths: dist\n',
    );
  });

  it('treats a path that looks like an option as a path', () => {
    const { status, output } = check('--help');
    expect(status, output).toBe(2);
    expect(output).toContain('--help: there is no such file or directory');
  });
});

describe('the comment', () => {
  const MARKER = '<!-- cdk8s-rollouts check -->';
  const comment = (): string => {
    const report = join(runner, 'report.md');
    writeFileSync(report, `${MARKER}\n\n## Safe\n`);
    const { status, output } = runStep('Comment on the pull request', { PULL_REQUEST: '7', REPORT: report });
    expect(status, output).toBe(0);
    return readFileSync(join(runner, 'gh.log'), 'utf8');
  };

  it('is created on the first run', () => {
    fakeGh([]);
    expect(comment()).toBe('api --silent --method POST repos/shop/infrastructure/issues/7/comments --field\n');
  });

  it('is updated on the next run', () => {
    fakeGh([{ id: 11, user: { login: 'github-actions[bot]' }, body: `${MARKER}\n\n## Not safe\n` }]);
    expect(comment()).toBe('api --silent --method PATCH repos/shop/infrastructure/issues/comments/11 --field\n');
  });

  it('is never a comment of somebody else who copied its first line, nor of another bot', () => {
    fakeGh([
      { id: 12, user: { login: 'mallory' }, body: `${MARKER}\n\n## Safe\n` },
      { id: 13, user: { login: 'github-actions[bot]' }, body: 'Coverage: 80%' },
    ]);
    expect(comment()).toContain('--method POST');
  });
});

describe('the installation', () => {
  it('uses nothing of the pull request: not its .npmrc, and no script of the package', () => {
    const fake = workspace({
      'package.json': JSON.stringify({
        name: 'cdk8s-rollouts',
        version: '9.9.9',
        scripts: { postinstall: `node -e "require('fs').writeFileSync('${join(runner, 'pwned')}', '')"` },
      }),
      'lib/cli/main.js': '',
    });
    const [packed = ''] = execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], {
      cwd: fake,
      encoding: 'utf8',
    }).split('\n');
    write(checkout, { '.npmrc': 'registry=http://127.0.0.1:1/\nignore-scripts=false\nprefix=/nowhere\n' });
    const { status, output } = runStep('Install the checker', { CDK8S_ROLLOUTS_PACKAGE: join(fake, packed) });
    expect(status, output).toBe(0);
    expect(existsSync(join(runner, 'cdk8s-rollouts/node_modules/cdk8s-rollouts/lib/cli/main.js'))).toBe(true);
    expect(existsSync(join(runner, 'pwned'))).toBe(false);
    expect(existsSync(join(checkout, 'node_modules'))).toBe(false);
  });
});
