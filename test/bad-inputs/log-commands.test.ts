import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breakInlineCommands, breakLogCommands, escapeInvisible } from '../../src/text/escape';
import { deployment, service, v1, v2, WEB } from '../check/manifests';
import { logCommands } from '../support/log-commands';
import { runInProcess } from '../support/run-in-process';
import { workspace, yaml } from '../support/workspace';

const COMMANDS = [
  '::stop-commands::tok',
  '::tok::',
  '::add-mask::web',
  '  ::error file=x::y',
  '\u00a0\u3000::warning::y',
  '::set-output name=status::0',
  '##[add-mask]x',
  'x ##[error]x',
  '###[error]x',
  '##vso[task.setvariable variable=a]b',
  'x##vso[task.complete result=Succeeded;]',
  '##VSO[task.complete result=Succeeded;]',
  "##teamcity[buildStatus status='SUCCESS']",
  '##[group]x',
  'section_start:1560896352:x\r\u001b[0K',
  'a\n::stop-commands::tok',
  'a\r::stop-commands::tok',
  'a\u2028::stop-commands::tok',
  'a\u0085##[error]x',
];

describe('the parsers of the servers', () => {
  it.each(COMMANDS)('treat %j as a command', (text) => {
    expect(logCommands(text)).not.toEqual([]);
  });

  it.each(['a::b', 'web:::', ':: ', '##', '## [x]', '#[x]', 'vso[x]', 'https://[::1]:80'])(
    'do not treat %j as one',
    (text) => {
      expect(logCommands(text)).toEqual([]);
    },
  );
});

describe('text for a log', () => {
  it.each(COMMANDS)('%j is no longer a command', (text) => {
    expect(logCommands(breakLogCommands(escapeInvisible(text)))).toEqual([]);
  });

  it('is no command, whatever it is', () => {
    const piece = fc.constantFrom(
      '::',
      '#',
      '##',
      '[',
      ']',
      ' ',
      '\t',
      'vso',
      'error',
      '\n',
      '\r',
      '\u2028',
      'x',
      '\u00a0',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (input) => {
        expect(logCommands(breakLogCommands(escapeInvisible(input)))).toEqual([]);
        expect(logCommands(breakLogCommands(input))).toEqual([]);
      }),
    );
  });

  it('is unchanged if it is harmless', () => {
    for (const text of ['## Heading', 'a::b', '[x]', 'web: 1', '#1']) {
      expect(breakLogCommands(text)).toBe(text);
      expect(breakInlineCommands(text)).toBe(text);
    }
  });
});

/** Returns manifests with a string in every place in which the readers accept one. */
function manifests(text: string): { before: string; after: string } {
  const labels = { app: 'web', version: text };
  const bad = deployment('web-v2', { replicas: 1, labels, image: text, annotations: { 'cdk8s-rollouts/allow': text } });
  return {
    before: yaml(v1(9), v2(1), WEB),
    after: yaml(v1(0), bad, service('web', { app: 'web' }), service(text, { app: text })),
  };
}

const FORMATS = ['text', 'markdown', 'html', 'json', 'github', 'gitlab', 'sarif'];

describe.each(FORMATS)('check --format %s', (format) => {
  it.each(COMMANDS)('puts no command of the manifests into the log: %j', async (text) => {
    const { before, after } = manifests(text);
    const cwd = workspace({ 'before.yaml': before, 'after.yaml': after });
    for (const [now, against] of [
      ['after.yaml', 'before.yaml'],
      ['before.yaml', 'after.yaml'],
    ] as const) {
      const { stdout, stderr } = await runInProcess(['check', now, '--against', against, '--format', format], { cwd });
      // The annotations are commands on purpose. Each begins with one of our own commands.
      const own = ['error', 'warning', 'notice'];
      const found = logCommands(stdout).filter((name) => format !== 'github' || !own.includes(name));
      expect([...found, ...logCommands(stderr)]).toEqual([]);
    }
  });
});

describe.each(['text', 'markdown', 'svg', 'json'])('show --format %s', (format) => {
  it.each(COMMANDS)('puts no command of the manifests into the log: %j', async (text) => {
    const cwd = workspace({ 'after.yaml': manifests(text).after });
    const { stdout, stderr } = await runInProcess(['show', 'after.yaml', '--format', format], { cwd });
    expect([...logCommands(stdout), ...logCommands(stderr)]).toEqual([]);
  });
});

describe('errors', () => {
  it.each(COMMANDS)('put no command of a manifest, a name or an argument into the log: %j', async (text) => {
    const name = text.replaceAll('/', '-');
    const cwd = workspace({ [`dist/${name}.yaml`]: `${JSON.stringify(text)}: [`, 'b.yaml': JSON.stringify(text) });
    const lines = [['dist'], ['b.yaml'], [text], ['dist', '--format', text], ['dist', `--${text}`]];
    for (const args of lines) {
      const { exitCode, stdout, stderr } = await runInProcess(['show', ...args], { cwd });
      expect({ exitCode, stdout, commands: logCommands(stderr) }).toEqual({ exitCode: 2, stdout: '', commands: [] });
    }
    const unknown = await runInProcess([text], { cwd });
    expect({ exitCode: unknown.exitCode, commands: logCommands(unknown.stderr) }).toEqual({
      exitCode: 2,
      commands: [],
    });
  });
});
