import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runInProcess } from '../support/run-in-process';

const root = resolve(__dirname, '../..');
const docs = readFileSync(join(root, 'docs/cli.md'), 'utf8');
const section = (name: string): string => new RegExp(`^## ${name}\n([^]*?)(?=^## |(?![^]))`, 'm').exec(docs)?.[1] ?? '';

async function helpOf(...command: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runInProcess([...command, '--help']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return stdout;
}

async function commandNames(): Promise<string[]> {
  const commands = (await helpOf()).split('Commands:\n')[1] ?? '';
  return [...commands.matchAll(/^ {2}([a-z]+)/gm)].flatMap(([, name]) => name ?? []).filter((name) => name !== 'help');
}

describe('docs/cli.md', () => {
  it('has the help of the program as it is printed', async () => {
    expect(section('Description')).toContain(`\`\`\`text\n${await helpOf()}\`\`\`\n`);
  });

  it('has a section for every command, in the order of the help', async () => {
    const names = await commandNames();
    expect(names).toEqual(['check', 'show', 'plan', 'release', 'split']);
    const headings = [...docs.matchAll(/^## ([a-z]+)$/gm)].map(([, name]) => name);
    expect(headings).toEqual(names);
  });

  it.each(['check', 'show', 'plan', 'split'])('has the help of %s as it is printed', async (name) => {
    expect(section(name)).toContain(`\`\`\`text\n${(await helpOf(name)).trimEnd()}\n\`\`\`\n`);
  });

  it.each(['check', 'show', 'plan', 'split'])(
    'says of every format and option of %s more than its help',
    async (name) => {
      const help = await helpOf(name);
      const options = [...help.matchAll(/^ {2}(--[\w-]+)/gm)].map(([, option]) => option ?? '');
      expect(options.length).toBeGreaterThan(0);
      const prose = section(name).replaceAll(/```text[^]*?```/g, '');
      const plain = ['--replicas', '--format', '--name', '--namespace', '--steps', '--strategy', '--active'];
      for (const option of options.filter((candidate) => !plain.includes(candidate))) expect(prose).toContain(option);
    },
  );

  it.each(['check', 'show', 'plan', 'split'])('shows an example in the help of %s', async (name) => {
    expect(await helpOf(name)).toMatch(new RegExp(`\nExamples:\n  \\$ .*cdk8s-rollouts ${name} `));
  });
});

describe('docs/cli.md, of release', () => {
  const subsection = (name: string): string =>
    new RegExp(`^### release ${name}\n([^]*?)(?=^##|(?![^]))`, 'm').exec(docs)?.[1] ?? '';

  it('has the help of release as it is printed', async () => {
    expect(section('release')).toContain(`\`\`\`text\n${(await helpOf('release')).trimEnd()}\n\`\`\`\n`);
  });

  it('has a section for every subcommand, in the order of the help', async () => {
    const listed = (await helpOf('release')).split('Commands:\n')[1] ?? '';
    const names = [...listed.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name);
    expect(names).toEqual(['start', 'next', 'back', 'abort', 'hold', 'resume', 'status']);
    expect([...docs.matchAll(/^### release ([a-z]+)$/gm)].map(([, name]) => name)).toEqual(names);
  });

  it.each(['start', 'next', 'back', 'abort', 'hold', 'resume', 'status'])(
    'has the help of release %s, with an example, and says more than it of its options',
    async (name) => {
      const help = await helpOf('release', name);
      expect(subsection(name)).toContain(`\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`);
      expect(help).toMatch(new RegExp(`\nExamples:\n  \\$ cdk8s-rollouts release ${name} `));
      const prose = section('release').replaceAll(/```text[^]*?```/g, '');
      for (const [, option] of help.matchAll(/^ {2}(--[\w-]+)/gm)) {
        if (option !== '--image') expect(prose).toContain(option);
      }
    },
  );
});

describe('help', () => {
  it.each([80, 60])('is as wide as a terminal of %i columns', async (columns) => {
    const { stdout } = await runInProcess(['check', '--help'], { columns, isTerminal: true });
    const described = stdout.split('\nExit codes:')[0] ?? '';
    expect(Math.max(...described.split('\n').map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('is printed by the command of that name as well', async () => {
    expect((await runInProcess(['help', 'check'])).stdout).toBe(await helpOf('check'));
  });

  it.each([
    [['help', 'release', 'next']],
    [['release', 'help', 'next']],
    [['release', 'next', 'shop.yaml', '-h']],
    [['release', 'next', '--all', 'releases', '--help']],
  ])('of a subcommand is printed by %j', async (args) => {
    expect(await runInProcess(args)).toEqual({ exitCode: 0, stdout: await helpOf('release', 'next'), stderr: '' });
  });

  it.each([
    [['help', 'release', 'nxt'], 'nxt: unknown command; did you mean next?'],
    [['release', 'all', '--help'], 'all: unknown command; use one of start, next, back, abort, hold, resume, status'],
    [['chekc', '-h'], 'chekc: unknown command; did you mean check?'],
  ])('of an unknown command is an error that names it: %j', async (args, error) => {
    const { exitCode, stderr } = await runInProcess(args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: `error: ${error}\n` });
  });

  it('states the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(await runInProcess(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });
});
