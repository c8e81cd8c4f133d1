import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { parse } from 'yaml';
import { toFailOn } from '../../src/cli/fail-on';

const root = resolve(__dirname, '../..');
const examples = join(root, 'examples', 'pipeline');
const read = (file: string): unknown => parse(readFileSync(join(examples, file), 'utf8'));

interface Step {
  readonly name?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly steps: Step[];
  readonly permissions?: Record<string, string>;
}
interface GitlabJob {
  readonly script: string[];
  readonly before_script?: string[];
  readonly variables?: Record<string, unknown>;
  readonly environment?: { readonly name: string };
}

const github = read('github-actions.yml') as { readonly jobs: Record<string, Job>; readonly permissions: object };
const gitlab = read('gitlab-ci.yml') as Record<string, GitlabJob>;

const OUR_ACTION = 'cdk8s-rollouts/cdk8s-rollouts/action@v0.1.0';

/** The action that the workflow uses. */
const action = parse(readFileSync(join(root, 'action/action.yml'), 'utf8')) as {
  readonly inputs: Record<string, { readonly default?: string }>;
  readonly runs: { readonly steps: Step[] };
};

/** The steps of the workflow and of our action that need neither the registry nor GitHub, job by job. */
const githubSteps = Object.values(github.jobs)
  .flatMap(({ steps }) => steps)
  .flatMap((step) => (step.uses === OUR_ACTION ? action.runs.steps : [step]))
  .filter(
    ({ name = '', run }) => run !== undefined && !name.startsWith('Install') && name !== 'Comment on the pull request',
  );

/** The inputs of the action, from the workflow or from the defaults of the action. */
const inputs = Object.fromEntries(
  Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']),
) as Record<string, string>;
for (const { uses, with: given = {} } of github.jobs['release-check']!.steps) {
  if (uses === OUR_ACTION) for (const [name, value] of Object.entries(given)) inputs[name] = String(value);
}

/** The lines of the jobs that don't need the registry. */
const gitlabLines = ['synthesized', 'release-check'].flatMap((job) =>
  gitlab[job]!.script.filter((line) => line !== 'npm ci'),
);

interface Ended {
  readonly status: number | null;
  readonly output: string;
  /** The text of the comment. */
  readonly markdown: string;
}

/** A repository with blue in production on its branch main. It is created once, and copied for each test. */
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
    const env = {
      INPUT_PATHS: inputs.paths!,
      INPUT_AGAINST: 'refs/remotes/origin/main',
      INPUT_FAIL_ON: inputs['fail-on']!,
      INPUT_STRICT: inputs.strict!,
      INPUT_COMMENT: inputs.comment!,
      GITHUB_ACTION_PATH: join(root, 'action'),
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'shop/infrastructure',
      GITHUB_RUN_ID: '42',
      RUNNER_TEMP: folder,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: outputs,
      STATUS,
    };
    const { status, output } = shell(run, env);
    logs.push(output);
    if (status !== 0) return { status, output: logs.join(''), markdown: readFileSync(summary, 'utf8') };
  }
  return { status: 0, output: logs.join(''), markdown: readFileSync(summary, 'utf8') };
}

function onGitlab(): Ended {
  const CHECKER = join(folder, 'checker/node_modules/.bin/cdk8s-rollouts');
  const env = { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main', CHECKER };
  return { ...shell(gitlabLines.join('\n'), env), markdown: markdown() };
}

/** Writes the code of the infrastructure repository, with a release in some state. */
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

/** Writes the output of `cdk8s synth` in half the time. */
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
  const main = join(inject('builtPackage'), 'lib/cli/main.js');
  mkdirSync(join(folder, 'checker/node_modules/.bin'), { recursive: true });
  writeExecutable(join(folder, 'checker/node_modules/.bin/cdk8s-rollouts'), `exec node ${main} "$@"`);
  mkdirSync(join(folder, 'cdk8s-rollouts/node_modules'), { recursive: true });
  symlinkSync(inject('builtPackage'), join(folder, 'cdk8s-rollouts/node_modules/cdk8s-rollouts'));
  // npx takes as long to start as the commands themselves, so the test starts them directly.
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
  it('lets a safe change pass, and describes it', () => {
    write('active: Color.BLUE, blue, green');
    synthesize();
    commit('green is deployed beside blue');
    const { status, markdown: comment } = run();
    expect(status).toBe(0);
    expect(comment).toContain('## ✅');
    expect(comment).toContain('| shop-preview | green |');
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

  it('stops if the check itself is impossible', () => {
    write('active: Color.BLUE, blue', `require('node:fs').writeFileSync('dist/broken.yaml', 'kind: [');`);
    synthesize();
    commit('a file that is no YAML');
    const { status, output, markdown: comment } = run();
    expect(status).toBe(2);
    expect(output).toContain('dist/broken.yaml:1:');
    expect(comment).toBe('');
  });
});

describe('the jobs of docs/pull-requests.md', () => {
  const page = readFileSync(join(root, 'docs/pull-requests.md'), 'utf8');
  /** Returns the first example that contains a word. */
  const example = (word: string): unknown =>
    parse([...page.matchAll(/^```yaml\n([^]*?)^```/gm)].map(([, text]) => text!).find((text) => text.includes(word))!);

  beforeEach(() => {
    write('active: Color.GREEN, blue, green');
    synthesize();
    commit('green is deployed and gets all traffic');
  });

  it('give GitHub the findings for code scanning, with a checker that the pull request cannot choose', () => {
    const { jobs } = example('upload-sarif') as { readonly jobs: Record<string, Job> };
    const { permissions, steps } = jobs['code-scanning']!;
    expect(permissions).toEqual({ contents: 'read', 'security-events': 'write' });
    const [checkout, install, check, upload] = steps;
    expect(checkout?.with).toEqual({ 'fetch-depth': 0, 'persist-credentials': false });
    expect(install?.run).toMatch(/^npm install --prefix "\$RUNNER_TEMP\/checker" --ignore-scripts /);
    const run = (base: string): number | null =>
      shell(check!.run!, { RUNNER_TEMP: folder, GITHUB_BASE_REF: base }).status;
    expect(run('main')).toBe(0);
    const sarif = readFileSync(join(repository, String(upload?.with?.sarif_file)), 'utf8');
    expect(sarif).toContain('"ruleId": "no-ready-endpoints"');
    // Without a verdict, the job fails.
    expect(run('none')).not.toBe(0);
  });

  it('give GitLab the findings for code quality, as the job of the example gives a report', () => {
    interface Reporting extends GitlabJob {
      readonly artifacts: { readonly reports?: { readonly codequality: string } };
    }
    const job = (example('codequality') as Record<string, Reporting>)['release-check']!;
    const { script, artifacts } = job;
    expect(job).toEqual({ ...gitlab['release-check'], script, artifacts });
    const lines = script.join('\n').replace('/tmp/checker', join(folder, 'checker'));
    expect(shell(lines, { CI_MERGE_REQUEST_TARGET_BRANCH_NAME: 'main' }).status).toBe(1);
    const report = readFileSync(join(repository, artifacts.reports!.codequality), 'utf8');
    expect(report).toContain('"check_name": "no-ready-endpoints"');
  });
});

it('gives the action inputs that it has', () => {
  const steps = github.jobs['release-check']!.steps.filter(({ uses }) => uses === OUR_ACTION);
  expect(steps).toHaveLength(1);
  expect(Object.keys(steps[0]!.with ?? {}).filter((name) => !Object.hasOwn(action.inputs, name))).toEqual([]);
});

describe('the inputs of the action', () => {
  const script = action.runs.steps.find(({ name }) => name === 'Check the inputs')?.run ?? '';
  const run = (strict: string, comment: string, failOn = ''): { status: number | null; output: string } =>
    shell(script, {
      GITHUB_ACTION_PATH: join(root, 'action'),
      INPUT_FAIL_ON: failOn,
      INPUT_STRICT: strict,
      INPUT_COMMENT: comment,
    });

  it.each([
    ['true', 'false'],
    ['', ''],
  ])('can be %j and %j', (strict, comment) => {
    expect(run(strict, comment)).toEqual({ status: 0, output: '' });
  });

  it('that are neither true nor false stop the action, all at once and before anything else', () => {
    expect(run('yes', '50%\n::notice::x')).toEqual({
      status: 2,
      output: [
        '::error::strict: expected true or false, got "yes"; write strict: true or strict: false',
        '::error::comment: expected true or false, got "50%25%0A::notice::x"; write comment: true or comment: false',
        '',
      ].join('\n'),
    });
    expect(action.runs.steps[0]?.name).toBe('Check the inputs');
  });

  it('name fail-on as the workflow states it, and not the flag of the command', () => {
    expect(run('', '', 'errors')).toEqual({
      status: 2,
      output:
        '::error::fail-on: expected error, warning, info, never, not-judged or a pair such as warning,not-judged, got "errors"; write fail-on: error or fail-on: warning,not-judged\n',
    });
  });

  it('accept the same values of fail-on as the flag', () => {
    const parts = ['error', 'never', 'not-judged', ' info ', 'errors', ''];
    const values = [...parts, ...parts.flatMap((part) => parts.map((other) => `${part},${other}`)), 'error,info,never'];
    // An input that is left out is empty, and the flag is then not passed.
    const stated = values.filter((value) => value !== '');
    const script = stated.map(
      (value) => `(INPUT_FAIL_ON='${value}' bash "$CHECK" > /dev/null && echo '${value}') || true`,
    );
    const { output } = shell(script.join('\n'), {
      CHECK: join(root, 'action/check-inputs.sh'),
      INPUT_STRICT: '',
      INPUT_COMMENT: '',
    });
    expect(output.split('\n').filter((value) => value !== '')).toEqual(stated.filter((value) => toFailOn(value)));
  });

  it('are all checked that are true or false by default', () => {
    const flags = Object.entries(action.inputs).filter(([, { default: value }]) =>
      /^(true|false)$/.test(String(value)),
    );
    const checked = readFileSync(join(root, 'action/check-inputs.sh'), 'utf8').match(/(?<=^expect_boolean )\S+/gm);
    expect(checked).toEqual(flags.map(([name]) => name));
  });
});

describe('a job that runs code of the change', () => {
  it('on GitHub gets no token that writes and no credentials', () => {
    expect(github.permissions).toEqual({ contents: 'read' });
    for (const [name, { steps, permissions }] of Object.entries(github.jobs)) {
      const runsItsCode = steps.some(({ run = '' }) => /npm ci|npx /.test(run));
      expect(runsItsCode, name).toBe(name === 'synthesized');
      if (runsItsCode) expect(permissions).toBeUndefined();
      for (const { uses, with: given } of steps.filter((step) => step.uses !== undefined)) {
        // The commit of our own action is only known after publication.
        if (uses !== OUR_ACTION) expect(uses).toMatch(/@[0-9a-f]{40}$/);
        if (uses?.startsWith('actions/checkout@')) expect(given?.['persist-credentials']).toBe(false);
      }
    }
  });

  it('on GitLab sees no token, and a job that sees one runs no such code', () => {
    const text = (job: string): string => JSON.stringify({ ...gitlab[job] });
    for (const job of ['synthesized', 'release-check']) {
      expect(text(job)).not.toContain('RELEASE_CHECK_TOKEN');
      expect(gitlab[job]?.environment).toBeUndefined();
    }
    expect(text('release-comment')).not.toMatch(/npm|npx/);
    expect(gitlab['release-comment']).toMatchObject({
      environment: { name: 'release-comment' },
      variables: { GIT_STRATEGY: 'none' },
    });
  });

  it.each(['github-actions.yml', 'gitlab-ci.yml'])('is said in %s, which names the branch without doubt', (file) => {
    const text = readFileSync(join(examples, file), 'utf8');
    expect(text).toMatch(/# Runs code of the (pull|merge) request/);
    expect(text).toMatch(/# Runs no code of the (pull|merge) request/);
    const used = text.includes(OUR_ACTION) ? readFileSync(join(root, 'action/action.yml'), 'utf8') : text;
    expect(used).toContain('refs/remotes/origin/');
    expect(text).not.toContain('--edit-last');
  });
});

describe('the comment on GitLab', () => {
  /** Posts as the job does, to a server that has some notes. */
  async function post(notes: object[]): Promise<string[]> {
    const calls: string[] = [];
    const server = createServer((request, response) => {
      const url = request.url ?? '';
      if (request.method !== 'GET') calls.push(`${request.method} ${url} ${String(request.headers['private-token'])}`);
      const answer = url.startsWith('/user') ? { id: 7 } : url.endsWith('&page=1') ? notes : [];
      request.resume().on('end', () => response.end(JSON.stringify(answer)));
    });
    await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
    const { port } = server.address() as AddressInfo;
    const [, script = ''] = /<<'END'\n([^]*?)\nEND\n/.exec(gitlab['release-comment']!.script[0] ?? '') ?? [];
    writeFileSync(join(folder, 'comment.mjs'), script);
    writeFileSync(join(folder, 'release-check.md'), '<!-- cdk8s-rollouts check -->\n\nfine');
    const env = { CI_API_V4_URL: `http://127.0.0.1:${port}`, CI_PROJECT_ID: '1', CI_MERGE_REQUEST_IID: '2' };
    const child = spawn(process.execPath, ['comment.mjs'], {
      cwd: folder,
      env: { ...env, RELEASE_CHECK_TOKEN: 'secret' },
    });
    const status = await new Promise((settle) => child.on('exit', settle));
    server.close();
    expect(status).toBe(0);
    return calls;
  }

  const marked = (id: number, author: number) => ({
    id,
    author: { id: author },
    body: '<!-- cdk8s-rollouts check -->\n\nold',
  });

  it('is a new one if there is none of ours, even if somebody else wrote our marker', async () => {
    expect(await post([])).toEqual(['POST /projects/1/merge_requests/2/notes secret']);
    expect(await post([marked(3, 8)])).toEqual(['POST /projects/1/merge_requests/2/notes secret']);
  });

  it('is updated if there is one of ours', async () => {
    const others = [marked(3, 8), { id: 4, author: { id: 7 }, body: 'another text of this user' }];
    expect(await post([...others, marked(5, 7)])).toEqual(['PUT /projects/1/merge_requests/2/notes/5 secret']);
  });
});
