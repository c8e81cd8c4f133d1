import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = resolve(__dirname, '../..');
const folder = join(root, '.github/workflows');

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}
interface Job {
  readonly steps: Step[];
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Record<string, string>;
}
interface Workflow {
  readonly jobs: Record<string, Job>;
  readonly permissions: Record<string, string>;
}

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const workflows = readdirSync(folder).map((file) => ({
  file,
  workflow: parse(readFileSync(join(folder, file), 'utf8')) as Workflow,
}));

describe.each(workflows)('.github/workflows/$file', ({ workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  it('runs scripts that package.json has', () => {
    const called = steps.flatMap(({ run = '' }) =>
      [...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, script = '']) => script),
    );
    expect(called.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  it('may do no more than it needs, and not for ever', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0);
    for (const { with: inputs } of steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))) {
      expect(inputs?.['persist-credentials']).toBe(false);
    }
  });

  it('puts nothing that others write into a shell', () => {
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{\s*(github\.(event|head_ref)|inputs)/);
  });
});

describe('the release', () => {
  const release = workflows.find(({ file }) => file === 'release.yml')?.workflow.jobs.publish;
  const commands = (release?.steps ?? []).flatMap(({ run }) => run ?? []);

  it('runs all checks before it publishes, with provenance and a bill of materials', () => {
    const inOrder = ['bash .ci/run', 'npm run test:fuzz', 'npm publish --provenance --access public'];
    expect(commands.filter((command) => inOrder.includes(command))).toEqual(inOrder);
    expect(commands.some((command) => command.startsWith('npm run --silent sbom'))).toBe(true);
    expect(release?.permissions?.['id-token']).toBe('write');
  });
});
