import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const examples = join(root, 'examples', 'pipeline');
const read = (file: string): unknown => parse(readFileSync(join(examples, file), 'utf8'));

interface Workflow {
  readonly jobs: Record<string, { readonly steps: { readonly name?: string; readonly run?: string }[] }>;
}

/** The steps of the workflow that need neither the registry nor GitHub. */
const githubSteps = (read('github-actions.yml') as Workflow).jobs['release-check']!.steps.filter(
  ({ name, run }) => run !== undefined && name !== 'Install' && name !== 'Comment on the pull request',
);

/** The lines of the job that need no registry. Without a token it does not call GitLab. */
const gitlabLines = (read('gitlab-ci.yml') as Record<string, { script: string[] }>)['release-check']!.script.filter(
  (line) => line !== 'npm ci',
);

interface Ended {
  readonly status: number | null;
  readonly output: string;
  /** What would be commented. */
  readonly markdown: string;
}

/** A repository that has blue in production on its branch main. It is made once, and copied for each test. */
let prepared: string;
let folder: string;
let repository: string;

const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });

/** Runs a piece of shell as the pipelines do. */
function shell(script: string, env: Record<string, string>): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    cwd: repository,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
      CDK8S_CHECK_UPGRADE: 'false',
      ...env,
    },
  });
  return { status, output: stdout + stderr };
}

const markdown = (): string => {
  try {
    return readFileSync(join(repository, 'release-check.md'), 'utf8');
  } catch {
    return '';
  }
};

function onGithub(): Ended {
  const [summary, outputs] = [join(folder, 'summary.md'), join(folder, 'outputs')];
  for (const file of [summary, outputs]) writeFileSync(file, '');
  const logs: string[] = [];
  for (const { run = '' } of githubSteps) {
    const STATUS = /^status=(\d)$/m.exec(readFileSync(outputs, 'utf8'))?.[1] ?? '';
    const env = { TARGET: 'origin/main', GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs, STATUS };
    const { status, output } = shell(run, env);
    logs.push(output);
    if (status !== 0) return { status, output: logs.join(''), markdown: readFileSync(summary, 'utf8') };
  }
  return { status: 0, output: logs.join(''), markdown: readFileSync(summary, 'utf8') };
}

function onGitlab(): Ended {
  const env = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', RELEASE_CHECK_TOKEN: '' };
  return { ...shell(gitlabLines.join('\n'), env), markdown: markdown() };
}

/** The code of the infrastructure repository, with a release in some state. */
function write(app: string, more = ''): void {
  const code = `const { App, Chart } = require('cdk8s');
const { BlueGreenApp, Color } = require('cdk8s-rollouts');
const app = new App();
const shop = { name: 'shop', replicas: 4, port: 80 };
const [blue, green] = [{ image: 'shop:1' }, { image: 'shop:2' }];
new BlueGreenApp(new Chart(app, 'shop'), 'Shop', { ...shop, ${app} });
app.synth();
${more}
`;
  writeFileSync(join(repository, 'main.js'), code);
}

/** Writes what `cdk8s synth` would write, in half the time. */
const synthesize = (): void => {
  const { status, output } = shell('node main.js', { CDK8S_OUTDIR: 'dist' });
  if (status !== 0) throw new Error(output);
};

const commit = (message: string): void => {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
};

function use(location: string): void {
  folder = location;
  repository = join(location, 'infrastructure');
}

function writeExecutable(file: string, script: string): void {
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

beforeAll(() => {
  prepared = mkdtempSync(join(tmpdir(), 'pipeline-'));
  use(prepared);
  mkdirSync(join(repository, 'node_modules', '.bin'), { recursive: true });
  for (const name of ['cdk8s', 'cdk8s-cli', 'cdk8s-plus-28', 'constructs', '.bin/cdk8s']) {
    symlinkSync(join(root, 'node_modules', name), join(repository, 'node_modules', name));
  }
  symlinkSync(inject('builtPackage'), join(repository, 'node_modules/cdk8s-rollouts'));
  const main = 'node_modules/cdk8s-rollouts/lib/cli/main.js';
  writeExecutable(join(repository, 'node_modules/.bin/cdk8s-rollouts'), `exec node ${main} "$@"`);
  // npx takes as long to start as what it starts. It would start these.
  mkdirSync(join(folder, 'bin'));
  writeExecutable(join(folder, 'bin/npx'), 'command=$1; shift; exec "node_modules/.bin/$command" "$@"');
  writeFileSync(join(repository, 'cdk8s.yaml'), 'language: typescript\napp: node main.js\noutput: dist\n');
  writeFileSync(join(repository, 'package.json'), '{ "private": true }');
  writeFileSync(join(repository, '.gitignore'), 'node_modules\nrelease-check.md\n');

  git('init', '--quiet', '--initial-branch', 'main');
  write('active: Color.BLUE, blue');
  synthesize();
  commit('blue runs');
  execFileSync('git', ['clone', '--quiet', '--bare', repository, join(folder, 'origin.git')]);
  git('remote', 'add', 'origin', '../origin.git');
  git('fetch', '--quiet', 'origin');
  git('checkout', '--quiet', '-b', 'release');
});

afterAll(() => {
  rmSync(prepared, { recursive: true, force: true });
});

beforeEach(() => {
  use(mkdtempSync(join(tmpdir(), 'pipeline-')));
  cpSync(prepared, folder, { recursive: true, verbatimSymlinks: true });
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each([
  ['GitHub Actions', onGithub],
  ['GitLab CI', onGitlab],
])('the pipeline for %s', (name, run) => {
  it('lets a safe change pass, and says what it does', () => {
    write('active: Color.BLUE, blue, green');
    synthesize();
    commit('green is deployed beside blue');
    const { status, markdown: comment } = run();
    expect(status).toBe(0);
    expect(comment).toContain('## ✅');
    expect(comment).toContain('### Service shop-preview');
  });

  it('stops an unsafe change once it is commented', () => {
    write('active: Color.GREEN, blue, green');
    synthesize();
    commit('green is deployed and gets all traffic');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(1);
    expect(comment).toContain('Service shop-service falls from 4 to 0 ready endpoints on the way to 4');
    if (name === 'GitHub Actions') expect(output).toMatch(/^::error file=dist\/shop\.k8s\.yaml,line=\d+,/m);
  });

  it('stops a change whose YAML was not synthesized', () => {
    write('active: Color.BLUE, blue, green');
    commit('green in the code alone');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(1);
    expect(output).toContain('dist is stale: run "npx cdk8s synth" and commit what it writes');
    expect(output).toContain('+  name: shop-green');
    expect(comment).toBe('');
  });

  it('stops where the check itself can not be made', () => {
    write('active: Color.BLUE, blue', `require('node:fs').writeFileSync('dist/broken.yaml', 'kind: [');`);
    synthesize();
    commit('a file that is no YAML');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(2);
    expect(output).toContain('dist/broken.yaml:1:');
    expect(comment).toBe('');
  });
});
