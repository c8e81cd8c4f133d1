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

  it('has only the permissions that it needs, and a time limit', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0);
    for (const { with: inputs } of steps.filter(({ uses = '' }) => uses.startsWith('actions/checkout@'))) {
      expect(inputs?.['persist-credentials']).toBe(false);
    }
  });

  it('pins the actions of others to a commit', () => {
    for (const { uses } of steps.filter((step) => step.uses !== undefined))
      expect(uses).toMatch(/^[\w./-]+@[0-9a-f]{40}$/);
  });

  it('puts no text of other people into a shell', () => {
    for (const { run = '' } of steps) expect(run).not.toMatch(/\$\{\{\s*(github\.(event|head_ref)|inputs)/);
  });
});

describe('the release', () => {
  const release = workflows.find(({ file }) => file === 'release.yml')?.workflow.jobs.publish;
  const commands = (release?.steps ?? []).flatMap(({ run }) => run ?? []);

  it('runs all checks before it publishes, with provenance and a bill of materials', () => {
    const inOrder = [
      'bash .ci/run',
      'npm run test:fuzz',
      'npm run audit:bundled',
      'npm publish --provenance --access public',
    ];
    expect(commands.filter((command) => inOrder.includes(command))).toEqual(inOrder);
    expect(commands.some((command) => command.startsWith('npm run --silent sbom'))).toBe(true);
    expect(release?.permissions?.['id-token']).toBe('write');
  });
});

describe('the documents', () => {
  const read = (file: string): string => readFileSync(join(root, file), 'utf8');

  it('promise the lines of cdk8s-plus that CI tries by an alias', () => {
    const [, first, last] = /^\| cdk8s-plus-(\d+) to cdk8s-plus-(\d+) /m.exec(read('docs/compatibility.md')) ?? [];
    const ci = parse(read('.github/workflows/ci.yml')) as {
      readonly jobs: {
        readonly 'other-lines': { readonly strategy: { readonly matrix: { readonly line: number[] } } };
      };
    };
    const lines = ci.jobs['other-lines'].strategy.matrix.line;
    expect([lines[0], lines.at(-1)]).toEqual([Number(first), Number(last)]);
    expect(lines).toEqual(Array.from(lines, (_, index) => 29 + index));
  });

  it.each(['README.md', 'README.ko.md'])('have badges in %s that are true', (file) => {
    const badges = [...read(file).matchAll(/\[!\[(.*?)\]\((.*?)\)\]\((.*?)\)/g)].map(([, text, image]) => [
      text,
      image,
    ]);
    const { license, engines, repository } = JSON.parse(read('package.json')) as {
      readonly license: string;
      readonly engines: { readonly node: string };
      readonly repository: { readonly url: string };
    };
    const url = repository.url.replace(/^git\+|\.git$/g, '');
    const shield = (label: string, text: string, color: string): string =>
      `https://img.shields.io/badge/${label}-${encodeURIComponent(text.replaceAll('-', '--'))}-${color}`;
    expect(badges).toEqual([
      ['CI', `${url}/actions/workflows/ci.yml/badge.svg`],
      [`License: ${license}`, shield('license', license, 'blue')],
      [`Node.js ${engines.node.replace('>=', '')} or later`, shield('node.js', engines.node, 'brightgreen')],
    ]);
  });
});
