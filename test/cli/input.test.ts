import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { v1, WEB } from '../check/manifests';
import { runInProcess } from '../support/run-in-process';
import { withoutPrivileges } from '../support/without-privileges';
import { workspace, write, yaml } from '../support/workspace';

const WEB_YAML = yaml(v1(2), WEB);

/** Returns the error of a command that prints no result. */
async function failure(cwd: string, args: string[], input?: string | Uint8Array): Promise<string[]> {
  const { exitCode, stdout, stderr } = await runInProcess(args, { cwd, input });
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr.trimEnd().split('\n');
}

async function shownServices(cwd: string, ...paths: string[]): Promise<string[]> {
  const { stdout, stderr } = await runInProcess(['show', ...paths, '--format', 'json'], { cwd });
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as { services: { name: string }[] }).services.map(({ name }) => name);
}

const named = (name: string): string => WEB_YAML.replaceAll('web', name);

describe('a directory', () => {
  it('is read with all that is under it, in the order of the names', async () => {
    const cwd = workspace({
      'dist/b/c.yml': named('c'),
      'dist/a.yaml': named('a'),
      'dist/b/b.json': JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [] }),
      'dist/z.YAML': named('z'),
      'dist/README.md': 'no: [manifest',
      'dist/.git/config.yaml': 'no: [manifest',
      'dist/node_modules/x/x.yaml': 'no: [manifest',
    });
    writeFileSync(join(cwd, 'dist/logo.png'), Buffer.from([0, 255, 254]));
    const { stdout, stderr } = await runInProcess(['show', 'dist', '--format', 'json'], { cwd });
    expect([...stdout.matchAll(/^ {6}"name": "(\w)"/gm)].map(([, name]) => name)).toEqual(['a', 'c', 'z']);
    expect(stderr).toBe('note: dist/node_modules was skipped: nothing in it is checked\n');
  });

  it('is read through symbolic links, and not forever', async () => {
    const cwd = workspace({ 'dist/a.yaml': named('a'), 'other/b.yaml': named('b') });
    symlinkSync('../other', join(cwd, 'dist/linked'));
    symlinkSync('../dist', join(cwd, 'other/up'));
    symlinkSync('.', join(cwd, 'dist/self'));
    symlinkSync('nowhere', join(cwd, 'dist/broken'));
    expect(await shownServices(cwd, 'dist', 'other')).toEqual(['a', 'b']);
    symlinkSync('dist', join(cwd, 'link'));
    expect(await shownServices(cwd, 'link', 'other')).toEqual(['a', 'b']);
  });

  it('counts once if it is given twice, or found twice through links', async () => {
    const cwd = workspace({ 'dist/a.yaml': named('a') });
    symlinkSync('a.yaml', join(cwd, 'dist/current.yaml'));
    expect(await shownServices(cwd, 'dist', './dist/a.yaml')).toEqual(['a']);
  });

  it('is read in bounded time if links multiply the paths to a file', async () => {
    const levels = Array.from({ length: 40 }, (_, level) => `dist/${level}`);
    const cwd = workspace(Object.fromEntries(levels.map((level) => [`${level}/keep.txt`, ''])));
    for (const [index, level] of levels.entries()) {
      for (const link of ['left', 'right']) symlinkSync(`../${index + 1}`, join(cwd, level, link));
    }
    write(cwd, { 'dist/40/a.yaml': named('a') });
    expect(await shownServices(cwd, 'dist/0', 'dist')).toEqual(['a']);
  });

  it.each([
    ['is empty', { 'dist/notes.txt': 'none' }],
    ['holds no object', { 'dist/a.yaml': '# nothing yet\n---\n' }],
  ])('is an error if it %s', async (_, files) => {
    expect(await failure(workspace(files), ['show', 'dist'])).toEqual([
      'error: dist: expected at least one in the .yaml, .yml and .json files, got no Kubernetes object; pass the path of the manifests, or write them first',
    ]);
  });
});

describe('unreadable input', () => {
  it('is named with file, line and column, all problems at once', async () => {
    const cwd = workspace({
      'dist/a.yaml': 'apiVersion: v1\nkind: Service\nmetadata:\n  name: [web\n',
      'dist/b.yaml': 'apiVersion: v1\nkind: Service\nkind: Service\n',
      'dist/c.yaml': WEB_YAML.replace('replicas: 2', 'replicas: many'),
    });
    const problems = await failure(cwd, ['check', 'dist', '--against', 'dist/c.yaml', '--strict']);
    expect(problems.map((problem) => /^error: (dist\/\w\.yaml:\d+:\d+): /.exec(problem)?.[1])).toEqual([
      'dist/a.yaml:5:1',
      'dist/b.yaml:3:1',
      'dist/b.yaml:1:1',
      'dist/c.yaml:8:3',
    ]);
  });

  it('is a path that does not exist', async () => {
    expect(await failure(workspace(), ['show', 'nowhere', 'never'])).toEqual([
      'error: nowhere: there is no such file or directory; correct the path',
      'error: never: there is no such file or directory; correct the path',
    ]);
  });

  it('is a binary file that is named like a manifest', async () => {
    const cwd = workspace();
    writeFileSync(join(cwd, 'a.yaml'), Buffer.from([0x50, 0x4b, 0, 3]));
    writeFileSync(join(cwd, 'b.json'), Buffer.from([0xff, 0xfe, 0x41]));
    const why = 'expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text; remove the file or save it as UTF-8';
    expect(await failure(cwd, ['show', '.'])).toEqual([`error: a.yaml: ${why}`, `error: b.json: ${why}`]);
  });

  it('is a link that is named like a manifest and leads nowhere, or in a circle', async () => {
    const cwd = workspace();
    symlinkSync('nowhere', join(cwd, 'a.yaml'));
    symlinkSync('b.yaml', join(cwd, 'b.yaml'));
    expect(await failure(cwd, ['show', '.'])).toEqual([
      'error: a.yaml: there is no such file or directory; correct the path',
      'error: b.yaml: its symbolic links form a loop; remove one of them',
    ]);
  });

  it('is a file without the right to read it', async () => {
    const cwd = workspace({ 'dist/a.yaml': WEB_YAML });
    expect(await shownServices(cwd, 'dist')).toEqual(['web']);
    chmodSync(join(cwd, 'dist/a.yaml'), 0);
    chmodSync(cwd, 0o755);
    expect(await withoutPrivileges(() => failure(cwd, ['show', 'dist']))).toEqual([
      'error: dist/a.yaml: permission denied; grant read permission',
    ]);
  });

  it('is an empty standard input, as of a generator that has failed', async () => {
    expect(await failure(workspace(), ['show', '-'], '')).toEqual([
      'error: standard input: expected at least one in the .yaml, .yml and .json files, got no Kubernetes object; pass the path of the manifests, or write them first',
    ]);
  });

  it('is reported in a few lines, however much there is', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`${index}.yaml`, 'just text']));
    const problems = await failure(workspace(files), ['show', '.']);
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe('error: 10 more problems');
  });

  it('never puts control characters of a name on a terminal', async () => {
    const cwd = workspace({ 'a\u001b[2J\n.yaml': 'just text' });
    expect(await failure(cwd, ['show', '.'])).toEqual([
      'error: a\\u001b[2J\\u000a.yaml:1:1: expected one Kubernetes object per document, got a string; give apiVersion and kind',
    ]);
  });
});

it('a byte order mark, as of Windows, is no part of the text', async () => {
  const cwd = workspace({ 'a.yaml': `\ufeff${WEB_YAML.replaceAll('\n', '\r\n')}` });
  expect(await shownServices(cwd, 'a.yaml')).toEqual(['web']);
});
