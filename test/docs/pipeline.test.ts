import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
    env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false', TSX_TSCONFIG_PATH: join(root, 'tsconfig.dev.json'), ...env },
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
  const code = `import { App, Chart } from 'cdk8s';
import { BlueGreenApp, Color } from 'cdk8s-rollouts';
const app = new App();
const shop = { name: 'shop', replicas: 4, port: 80 };
const [blue, green] = [{ image: 'shop:1' }, { image: 'shop:2' }];
new BlueGreenApp(new Chart(app, 'shop'), 'Shop', { ...shop, ${app} });
export const used = [blue, green, Color];
app.synth();
${more}
`;
  writeFileSync(join(repository, 'main.ts'), code);
}

const synthesize = (): void => {
  const { status, output } = shell('npx cdk8s synth', {});
  if (status !== 0) throw new Error(output);
};

const commit = (message: string): void => {
  git('add', '--all');
  git('commit', '--quiet', '--message', message);
};

/** A repository that has blue in production on its branch main. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipeline-'));
  repository = join(folder, 'infrastructure');
  mkdirSync(join(repository, 'node_modules', '.bin'), { recursive: true });
  for (const name of ['cdk8s', 'cdk8s-cli', 'cdk8s-plus-28', 'constructs']) {
    symlinkSync(join(root, 'node_modules', name), join(repository, 'node_modules', name));
  }
  symlinkSync(join(root, 'node_modules', '.bin', 'cdk8s'), join(repository, 'node_modules', '.bin', 'cdk8s'));
  const typescript = `node --import ${join(root, 'scripts', 'typescript.mjs')}`;
  const command = join(repository, 'node_modules', '.bin', 'cdk8s-rollouts');
  writeFileSync(command, `#!/bin/sh\nexec ${typescript} ${join(root, 'src', 'cli', 'main.ts')} "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(join(repository, 'cdk8s.yaml'), `language: typescript\napp: ${typescript} main.ts\noutput: dist\n`);
  writeFileSync(join(repository, 'package.json'), '{ "private": true }');
  writeFileSync(join(repository, '.gitignore'), 'node_modules\nrelease-check.md\n');

  git('init', '--quiet', '--initial-branch', 'main');
  write('active: Color.BLUE, blue');
  synthesize();
  commit('blue runs');
  execFileSync('git', ['clone', '--quiet', '--bare', repository, join(folder, 'origin.git')]);
  git('remote', 'add', 'origin', join(folder, 'origin.git'));
  git('fetch', '--quiet', 'origin');
  git('checkout', '--quiet', '-b', 'release');
}, 60_000);

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
  }, 60_000);

  it('stops an unsafe change once it is commented', () => {
    write('active: Color.GREEN, blue, green');
    synthesize();
    commit('green is deployed and gets all traffic');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(1);
    expect(comment).toContain('Service shop-service falls from 4 to 0 ready endpoints on the way to 4');
    if (name === 'GitHub Actions') expect(output).toMatch(/^::error file=dist\/shop\.k8s\.yaml,line=\d+,/m);
  }, 60_000);

  it('stops a change whose YAML was not synthesized', () => {
    write('active: Color.BLUE, blue, green');
    commit('green in the code alone');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(1);
    expect(output).toContain('dist is stale: run "npx cdk8s synth" and commit what it writes');
    expect(output).toContain('+  name: shop-green');
    expect(comment).toBe('');
  }, 60_000);

  it('stops where the check itself can not be made', () => {
    write('active: Color.BLUE, blue', `require('node:fs').writeFileSync('dist/broken.yaml', 'kind: [');`);
    synthesize();
    commit('a file that is no YAML');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(2);
    expect(output).toContain('dist/broken.yaml:1:');
    expect(comment).toBe('');
  }, 60_000);
});
