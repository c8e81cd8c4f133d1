import { readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v1, WEB } from '../check/manifests';
import { type CliRun, runInProcess } from '../support/run-in-process';
import { commit, repository, workspace, yaml } from '../support/workspace';

const WEB_YAML = yaml(v1(2), WEB);
/** The line of the second document. */
const SERVICE_LINE = yaml(v1(2)).split('\n').length + 1;
const NOTHING_FOUND =
  'expected at least one in the .yaml, .yml and .json files, got no Kubernetes object; pass the path of the manifests, or write them first';
const NO_TEXT = 'expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text; remove the file or save it as UTF-8';
const POINTS = 'expected a number from 0 to 100, such as 10, without a percent sign';
const COUNT = 'expected a whole number, 0 or more, such as 10';
const MAX_UNAVAILABLE = 'expected a whole number, 0 or more, such as 1, or a percentage up to 100%, such as 25%';
const MAX_SURGE = 'expected a whole number, 0 or more, such as 1, or a percentage such as 25%';
const ASSIGNMENT = 'expected a rule, an equals sign and a level, such as share-jump=error';
const DNS_LABEL =
  'a DNS label of at most 63 characters (lower-case letters, digits and "-", with a letter or digit at both ends)';

/** Runs a command line that must leave no file behind, even if it fails. */
async function run(cwd: string, args: string[], input?: string | Uint8Array): Promise<CliRun> {
  const before = readdirSync(cwd, { recursive: true }).sort();
  const result = await runInProcess(args, { cwd, input });
  expect(readdirSync(cwd, { recursive: true }).sort()).toEqual(before);
  return result;
}

/** Returns the error of a command that is used wrongly, or can't read its input. */
async function refusal(cwd: string, args: string[], input?: string | Uint8Array): Promise<string> {
  const { exitCode, stdout, stderr } = await run(cwd, args, input);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr;
}

describe('revisions', () => {
  it.each([
    '--output=pwned',
    '--upload-pack=touch pwned',
    '-rf',
    '--',
    '--help',
    '$(touch pwned)',
    '`touch pwned`',
    'main; touch pwned',
    'main && touch pwned',
    '| touch pwned',
    'main\ntouch pwned',
    'ext::sh -c touch% pwned',
    '\u001b[2J',
    // Git accepts these, but they are not a single commit.
    '^main',
    'main..HEAD',
    'main...HEAD',
    'main^@',
    'main^!',
    '--all',
    'refs/heads/*',
    ':/nothing of the kind',
    ':(glob)**',
    'stash@{0}',
    'main^{blob}',
    'HEAD:dist/web.yaml',
    'x'.repeat(5000),
  ])('%j', async (revision) => {
    const folder = repository({ 'dist/web.yaml': WEB_YAML });
    commit(folder, 'before');
    expect(await refusal(folder, ['check', 'dist', `--against=${revision}`])).toBe(
      `error: --against: expected a directory, a file or a revision that git knows in ${folder}, got ${JSON.stringify(revision)}; correct it, or fetch it first where the clone lacks the branch\n`,
    );
  });

  it('that git itself gives up on', async () => {
    const folder = repository({ 'dist/web.yaml': WEB_YAML });
    commit(folder, 'before');
    expect(await refusal(folder, ['check', 'dist', '--against=@{upstream}'])).toBe(
      `error: --against: expected a directory, a file or a revision that git knows in ${folder}, got "@{upstream}"; git says: no upstream configured for branch 'main'\n`,
    );
  });

  it('in a repository without a commit', async () => {
    const folder = repository({ 'dist/web.yaml': WEB_YAML });
    expect(await refusal(folder, ['check', 'dist', '--against', 'HEAD'])).toBe(
      `error: --against: expected a directory, a file or a revision that git knows in ${folder}, got "HEAD"; correct it, or fetch it first where the clone lacks the branch\n`,
    );
  });

  it('of a file that was no text', async () => {
    const folder = repository();
    writeFileSync(join(folder, 'web.yaml'), Buffer.from([0xc3, 0x28]));
    commit(folder, 'before');
    writeFileSync(join(folder, 'web.yaml'), WEB_YAML);
    expect(await refusal(folder, ['check', 'web.yaml', '--against', 'HEAD'])).toBe(
      `error: HEAD:web.yaml: ${NO_TEXT}\n`,
    );
  });
});

describe('paths', () => {
  it.each<[string, string[], string]>([
    [
      'that are empty, as of a variable that is not set',
      [''],
      'path: expected a directory, a file, or - for standard input, got ""; write . for this directory',
    ],
    [
      'below a file',
      ['dist/web.yaml/more'],
      'dist/web.yaml/more: a part of the path is a file, not a directory; correct the path',
    ],
    ['that are too long', ['x'.repeat(300)], `${'x'.repeat(300)}: the name is too long; correct the path`],
    ['that are several in one', ['dist,dist'], 'dist,dist: there is no such file or directory; correct the path'],
    ['that are glob patterns', ['dist/*.yaml'], 'dist/*.yaml: there is no such file or directory; correct the path'],
    [
      'that would run a command',
      ['$(touch pwned)'],
      '$(touch pwned): there is no such file or directory; correct the path',
    ],
    ['of a folder without manifests', ['empty'], `empty: ${NOTHING_FOUND}`],
    ['of an empty file', ['zero.yaml'], `zero.yaml: ${NOTHING_FOUND}`],
    ['of a byte order mark alone', ['bom.yaml'], `bom.yaml: ${NOTHING_FOUND}`],
    ['of a device that is empty', ['/dev/null'], `/dev/null: ${NOTHING_FOUND}`],
    ['of a circle of links', ['circle'], 'circle: its symbolic links form a loop; remove one of them'],
    ['of UTF-16', ['utf16.yaml'], `utf16.yaml: ${NO_TEXT}`],
    ['of Latin-1', ['latin1.yaml'], `latin1.yaml: ${NO_TEXT}`],
    ['of half a character', ['cut.yaml'], `cut.yaml: ${NO_TEXT}`],
    ['of a packed file', ['packed.yaml'], `packed.yaml: ${NO_TEXT}`],
    [
      'of prose',
      ['notes.txt'],
      `notes.txt:1:1: expected one Kubernetes object per document, got a string; give apiVersion and kind`,
    ],
    ['of more than 256 MiB', ['huge.yaml'], 'huge.yaml: reading it would exceed 256 MiB; pass fewer or smaller files'],
  ])('%s', async (_, paths, message) => {
    const folder = workspace({
      'dist/web.yaml': WEB_YAML,
      'copy.yaml': WEB_YAML,
      'empty/README.md': '',
      'old/README.md': '',
      'zero.yaml': '',
      'bom.yaml': '\ufeff',
      'notes.txt': 'to be done',
      'huge.yaml': '',
    });
    writeFileSync(join(folder, 'utf16.yaml'), Buffer.from(`\ufeff${WEB_YAML}`, 'utf16le'));
    writeFileSync(join(folder, 'latin1.yaml'), Buffer.from(`# café\n${WEB_YAML}`, 'latin1'));
    writeFileSync(join(folder, 'cut.yaml'), Buffer.from(`${WEB_YAML}# é`).subarray(0, -1));
    writeFileSync(join(folder, 'packed.yaml'), Buffer.from([0x1f, 0x8b, 8, 0, 1]));
    truncateSync(join(folder, 'huge.yaml'), 256 * 1024 * 1024 + 1);
    symlinkSync('circle', join(folder, 'circle'));
    expect(await refusal(folder, ['show', ...paths])).toBe(`error: ${message}\n`);
    expect(await refusal(folder, ['check', ...paths, '--against', 'old'])).toBe(`error: ${message}\n`);
  });

  it('of the same objects count once, and are an error if the reading is strict', async () => {
    const folder = workspace({ 'dist/web.yaml': WEB_YAML, 'copy.yaml': WEB_YAML, 'old/web.yaml': WEB_YAML });
    const twice = (line: number, name: string, first: number) =>
      `copy.yaml:${line}:1: ${name}: expected each object once, got it twice (first in dist/web.yaml:${first}); remove one, or read the stages of a plan one at a time`;
    const problems = [twice(1, 'Deployment web-v1', 1), twice(SERVICE_LINE, 'Service web', SERVICE_LINE)];
    for (const command of [
      ['show', 'dist', 'copy.yaml'],
      ['check', 'dist', 'copy.yaml', '--against', 'old'],
    ]) {
      const strict = await refusal(folder, [...command, '--strict']);
      expect(strict).toBe(problems.map((problem) => `error: ${problem}\n`).join(''));
      const { exitCode, stderr } = await run(folder, command);
      expect(exitCode).toBe(0);
      for (const problem of problems) expect(stderr).toContain(`note: ${problem} (kubectl takes the last one)\n`);
    }
  });

  it('with a bad one among them are not checked at all', async () => {
    const folder = workspace({ 'dist/web.yaml': WEB_YAML, 'old/web.yaml': WEB_YAML });
    expect(await refusal(folder, ['check', 'dist', 'nowhere', '--against', 'old'])).toBe(
      'error: nowhere: there is no such file or directory; correct the path\n',
    );
  });

  it('of an old state that is empty count everything as new, and say so', async () => {
    const folder = workspace({ 'dist/web.yaml': WEB_YAML, 'none.yaml': '# nothing yet\n' });
    for (const against of ['none.yaml', '/dev/null']) {
      const { exitCode, stderr } = await run(folder, ['check', 'dist', '--against', against]);
      expect({ exitCode, stderr }).toEqual({
        exitCode: 0,
        stderr: `note: ${against} contains no manifests: everything counts as new\n`,
      });
    }
  });
});

describe('the standard input', () => {
  it.each<[string, string | Uint8Array, string]>([
    ['of bytes', Buffer.from([0xff, 0xfe]), NO_TEXT],
    ['of comments', '# nothing\n', NOTHING_FOUND],
    ['of an error of another program', 'Error: chart not found\n', ''],
  ])('%s', async (_, input, message) => {
    const said =
      message === ''
        ? 'error: standard input:1:1: kind: expected the kind of a Kubernetes object, got undefined; add it, or leave the document out\n'
        : `error: standard input: ${message}\n`;
    expect(await refusal(workspace(), ['show', '-'], input)).toBe(said);
  });

  it('is read once, however often it is given', async () => {
    const { exitCode, stdout } = await run(workspace(), ['show', '-', '-'], WEB_YAML);
    expect({ exitCode, lines: stdout.split('\n').length }).toEqual({ exitCode: 0, lines: 3 });
  });

  it.each(['--against', '--against-dir'])('is not both states, with %s', async (flag) => {
    expect(await refusal(workspace(), ['check', '-', flag, '-'], WEB_YAML)).toBe(
      `error: ${flag}: expected another input than that of the new manifests, got "-" for both; write one of them to a file\n`,
    );
  });
});

describe('arguments', () => {
  const check = ['check', 'dist', '--against', 'old'];
  const plan = ['plan', '--replicas', '10', '--steps', '10'];
  const blueGreen = ['plan', '--replicas', '10', '--strategy', 'blue-green'];
  const split = ['split', '--replicas', '10', '--percent', '10'];

  it.each<[string[], string]>([
    [['__proto__'], '__proto__: unknown command; use one of check, show, plan, release, split'],
    [['constructor'], 'constructor: unknown command; use one of check, show, plan, release, split'],
    [['--nosuch'], '--nosuch: unknown option; cdk8s-rollouts --help lists the options'],
    [['-v'], '-v: unknown option; cdk8s-rollouts --help lists the options'],
    [['help', 'nosuch'], 'nosuch: unknown command; use one of check, show, plan, release, split'],
    [['help', '__proto__'], '__proto__: unknown command; use one of check, show, plan, release, split'],
    [['help', 'chekc'], 'chekc: unknown command; did you mean check?'],
    [['show', '--'], 'path: expected a value, got none; write cdk8s-rollouts show [options] <path...>'],
    [['show', '-x'], '-x: unknown option; cdk8s-rollouts show --help lists the options'],
    [['check', 'dist', '--against'], '--against: expected a value, got none; write --against <before>'],
    [
      [...check, '--format', ''],
      '--format: expected one of text, markdown, html, json, github, gitlab, sarif, got ""; use one of them',
    ],
    [
      [...check, '--fail-on', 'fatal'],
      '--fail-on: expected error, warning, info, never, not-judged or a pair such as warning,not-judged, got "fatal"; correct it',
    ],
    [[...check, '--max-share-step', '101'], `--max-share-step: ${POINTS}, got "101"; correct it`],
    [[...check, '--max-share-step=-1'], `--max-share-step: ${POINTS}, got "-1"; correct it`],
    [[...check, '--tolerance', '1e400'], `--tolerance: ${POINTS}, got "1e400"; correct it`],
    [[...check, '--max-unavailable=-1'], `--max-unavailable: ${MAX_UNAVAILABLE}, got "-1"; correct it`],
    [[...check, '--max-unavailable', '120%'], `--max-unavailable: ${MAX_UNAVAILABLE}, got "120%"; correct it`],
    [[...check, '--max-unavailable', ''], `--max-unavailable: ${MAX_UNAVAILABLE}, got ""; correct it`],
    [[...check, '--severity', '='], `--severity: ${ASSIGNMENT}, got "="; correct it`],
    [[...check, '--severity', 'share-jump=off=on'], `--severity: ${ASSIGNMENT}, got "share-jump=off=on"; correct it`],
    [
      [...check, '--severity', 'share-jump=toString'],
      '--severity: expected one of error, warning, info, off, got the level "toString"; correct it',
    ],
    [
      [...plan, '--replicas', '0'],
      '--replicas: expected a whole number from 1 to 2147483647, got 0; state how many pods serve before and after the release',
    ],
    [[...plan, '--name', '../../etc/passwd'], `--name: expected ${DNS_LABEL}, got "../../etc/passwd"; rename it`],
    [[...plan, '--name', '\u001b[2J'], `--name: expected ${DNS_LABEL}, got "\\u001b[2J"; rename it`],
    [[...plan, '--namespace', 'a/b'], `--namespace: expected ${DNS_LABEL}, got "a/b"; rename it`],
    [
      [...plan, '--canary', '$(touch pwned)'],
      '--canary: expected 1 to 63 letters, digits, ".", "_", "+" and "-", with a letter or digit at both ends, that YAML does not read as a number, got "$(touch pwned)"; use a short version such as v2 or 2.0.1',
    ],
    [
      [...plan, '--stable', 'v2'],
      'the Deployment of --name and --canary: expected a Deployment other than that of the stable version, got "my-app-v2"; give the canary its own name or Deployment',
    ],
    [
      [...plan, '--name', 'a'.repeat(63)],
      `the Deployment of --name and --stable: expected ${DNS_LABEL}, got "${'a'.repeat(63)}-v1"; shorten it by 3\nerror: the Deployment of --name and --canary: expected ${DNS_LABEL}, got "${'a'.repeat(63)}-v2"; shorten it by 3`,
    ],
    [
      [...plan, '--max-replicas', '5'],
      '--max-replicas: expected a whole number from 10 (replicas) to 2147483647, got 5; state how many pods the highest load needs',
    ],
    [
      [...plan, '--max-surge', '0', '--max-unavailable', '0'],
      '--max-unavailable and --max-surge: expected room for at least 1 of 10 pods to be missing or added, because otherwise no pod can move, got {"maxUnavailable":0,"maxSurge":0}; set --max-surge 1 or --max-unavailable 1',
    ],
    [[...plan, '--max-surge', '10.5%'], `--max-surge: ${MAX_SURGE}, got "10.5%"; correct it`],
    [[...plan, '--max-unavailable', '120%'], `--max-unavailable: ${MAX_UNAVAILABLE}, got "120%"; correct it`],
    [
      [...plan, '--steps', '0.0000001'],
      '--steps[0]: expected a percentage that 10 to 13 pods can serve within 5 points (the closest is 7.69%, with 12 stable + 1 canary), got 1e-7; set --replicas 17, --max-surge 10 or --tolerance 7.7',
    ],
    [
      [...plan, '--strategy', 'rolling'],
      '--strategy: expected one of canary, blue-green, got "rolling"; use one of them',
    ],
    [[...plan, '--policy', 'all'], '--policy: expected one of replace, keep-stable, got "all"; use one of them'],
    [[...plan, '--tolerance=-0.1'], `--tolerance: ${POINTS}, got "-0.1"; correct it`],
    [
      [...blueGreen, '--replicas', '2147483648'],
      '--replicas: expected a whole number from 1 to 2147483647, got 2147483648; state how many pods serve before and after the release',
    ],
    [
      [...blueGreen, '--preview-replicas', '11'],
      '--preview-replicas: expected a whole number from 1 to replicas, got 11; state how many pods to test at first, or leave it out for all of them',
    ],
    [[...blueGreen, '--active', 'red'], '--active: expected one of blue, green, got "red"; use one of them'],
    [
      [...blueGreen, '--name', '1shop'],
      'the Service of --name: expected a DNS label of at most 63 characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end), got "1shop-service"; rename it\nerror: the preview Service of --name: expected a DNS label of at most 63 characters that begins with a letter (lower-case letters, digits and "-", with a letter or digit at the end), got "1shop-preview"; rename it',
    ],
    [
      [...split, '--max-surge', '3000000000'],
      '--max-surge: expected a whole number from 0 to 2147483647, got 3000000000; state how many pods may run in addition to replicas, or leave it out for 0',
    ],
    [[...split, '--replicas', '１０'], `--replicas: ${COUNT}, got "１０"; correct it`],
    [[...split, '--replicas='], `--replicas: ${COUNT}, got ""; correct it`],
    [['split', '--replicas', '--percent', '10'], `--replicas: ${COUNT}, got "--percent"; correct it`],
    [[...split, '--percent', '+10'], `--percent: ${POINTS}, got "+10"; correct it`],
    [[...split, '--percent', '\u202e01'], `--percent: ${POINTS}, got "\\u202e01"; correct it`],
    [[...split, '--policy', ''], '--policy: expected one of replace, keep-stable, got ""; use one of them'],
  ])('%j', async (args, message) => {
    const folder = workspace({ 'dist/web.yaml': WEB_YAML, 'old/web.yaml': WEB_YAML });
    expect(await refusal(folder, args)).toBe(`error: ${message}\n`);
  });
});
