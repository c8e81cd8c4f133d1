import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { v1, v2, WEB } from '../check/manifests';
import { type CliRun, runInProcess } from '../support/run-in-process';
import { repository, workspace, write, yaml } from '../support/workspace';

const WEB_YAML = yaml(v1(2), WEB);
const OTHER_YAML = WEB_YAML.replaceAll('web', 'other');

function show(cwd: string, ...paths: string[]): Promise<CliRun> {
  return runInProcess(['show', ...paths, '--format', 'json'], { cwd });
}

async function shown(cwd: string, ...paths: string[]): Promise<{ services: string[]; stderr: string }> {
  const { stdout, stderr } = await show(cwd, ...paths);
  return { services: [...stdout.matchAll(/^ {6}"name": "(.*)"/gm)].map(([, name]) => name ?? ''), stderr };
}

async function refusal(cwd: string, ...paths: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await show(cwd, ...paths);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  return stderr;
}

describe('names', () => {
  it('with a backslash hide no other file', async () => {
    const cwd = workspace({ 'dist/a/b.yaml': WEB_YAML, 'dist/a\\b.yaml': OTHER_YAML });
    expect(await shown(cwd, 'dist')).toEqual({ services: ['web', 'other'], stderr: '' });
  });

  it('that are no UTF-8 are an error', async () => {
    const cwd = workspace({ 'dist/a.yaml': WEB_YAML });
    writeFileSync(Buffer.from(`${cwd}/dist/\xff.yaml`, 'latin1'), OTHER_YAML);
    expect(await refusal(cwd, 'dist')).toBe(
      'error: dist/\ufffd.yaml: there is no such file or directory; correct the path\n',
    );
  });

  it.each(['--format=json', '-', '--', '$(touch pwned)', '.hidden', 'ü', ' ', '%2e%2e'])(
    'such as %j are read',
    async (name) => {
      const cwd = workspace({ [`dist/${name}.yaml`]: WEB_YAML });
      expect(await shown(cwd, 'dist')).toEqual({ services: ['web'], stderr: '' });
      expect(existsSync(join(cwd, 'pwned'))).toBe(false);
    },
  );

  it('of folders of other users are skipped with a note', async () => {
    const cwd = workspace({ 'dist/a.yaml': WEB_YAML, 'dist/node_modules/x.yaml': OTHER_YAML });
    expect(await shown(cwd, 'dist')).toEqual({
      services: ['web'],
      stderr: 'note: dist/node_modules was skipped: nothing in it is checked\n',
    });
  });
});

describe('links', () => {
  const OUTSIDE = 'give that path as well, or replace the link by the file';

  it.each(['/proc/self/environ', '/etc/hostname', '/dev/zero', '../../../../../../../../proc/self/maps'])(
    'of a manifest to %s are refused and not read',
    async (target) => {
      const cwd = workspace({ 'dist/a.yaml': WEB_YAML });
      symlinkSync(target, join(cwd, 'dist/b.yaml'));
      const said = await refusal(cwd, 'dist');
      expect(said).toContain('error: dist/b.yaml: expected a file in the given paths, got a link to /');
      expect(said).toContain(OUTSIDE);
    },
  );

  it('of a manifest to another folder of the repository are refused, until it is given', async () => {
    const cwd = repository({ 'dist/a.yaml': WEB_YAML, 'other/b.yaml': OTHER_YAML });
    symlinkSync('../other/b.yaml', join(cwd, 'dist/b.yaml'));
    expect(await refusal(cwd, 'dist')).toBe(
      `error: dist/b.yaml: expected a file in the given paths, got a link to ${cwd}/other/b.yaml; ${OUTSIDE}\n`,
    );
    expect(await shown(cwd, 'dist', 'other')).toEqual({ services: ['web', 'other'], stderr: '' });
  });

  it.each(['/', '/proc', '/sys', '/dev'])('of a folder to %s are skipped with a note', async (target) => {
    const cwd = workspace({ 'dist/a.yaml': WEB_YAML });
    symlinkSync(target, join(cwd, 'dist/more'));
    expect(await shown(cwd, 'dist')).toEqual({
      services: ['web'],
      stderr: `note: dist/more was skipped: it is a link to ${target}, outside of the given paths\n`,
    });
  });

  it.each([
    ['itself', 'dist', '/etc'],
    ['a folder on the way', 'dist/sub/deeper', '/etc'],
    ['a file', 'dist/x.yaml', '/etc/hostname'],
  ])('instead of %s lead no path out of the repository', async (_, path, target) => {
    const cwd = repository({ 'README.md': '' });
    const place = path === 'dist/sub/deeper' ? 'dist/sub' : path;
    mkdirSync(join(cwd, place, '..'), { recursive: true });
    symlinkSync(path === place ? target : '/', join(cwd, place));
    expect(await refusal(cwd, path === place ? path : 'dist/sub/etc')).toBe(
      `error: ${path === place ? path : 'dist/sub/etc'}: expected a path in the repository, got a link to ${path === place ? target : '/'}; remove the link\n`,
    );
  });

  it('of the user, outside of any repository, are followed', async () => {
    const cwd = workspace({ 'real/a.yaml': WEB_YAML });
    const elsewhere = workspace();
    symlinkSync(join(cwd, 'real'), join(elsewhere, 'current'));
    expect(await shown(elsewhere, 'current')).toEqual({ services: ['web'], stderr: '' });
  });
});

describe('a path that is no regular file', () => {
  it('in a folder is an error if it is named like a manifest', async () => {
    const cwd = workspace({ 'dist/a.yaml': WEB_YAML });
    execFileSync('mkfifo', [join(cwd, 'dist/b.yaml'), join(cwd, 'dist/c')]);
    expect(await refusal(cwd, 'dist')).toBe(
      'error: dist/b.yaml: expected a file, got a pipe, a socket or a device; remove it, or name it as a path\n',
    );
  });

  it('that never ends is read up to a bound', async () => {
    expect(await refusal(workspace(), '/dev/zero')).toBe(
      'error: /dev/zero: reading it would exceed 256 MiB; pass fewer or smaller files\n',
    );
  });

  it('that has no size is read all the same', async () => {
    expect(await refusal(workspace(), '/proc/self/status')).toMatch(/^error: \/proc\/self\/status:\d+:\d+: /);
  });

  it('is bounded across all files', async () => {
    const cwd = workspace();
    const piece = `# ${'x'.repeat(1022)}\n`.repeat(65_536);
    write(cwd, Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`dist/${name}.yaml`, piece])));
    expect(await refusal(cwd, 'dist')).toBe(
      'error: dist/d.yaml: reading it would exceed 256 MiB; pass fewer or smaller files\n' +
        'error: dist/e.yaml: reading it would exceed 256 MiB; pass fewer or smaller files\n',
    );
  });
});

describe('pipes of a shell', () => {
  const main = join(inject('builtPackage'), 'lib/cli/main.js');

  it.each([
    ['<(…) as the state before', 'check after.yaml --against <(cat before.yaml)'],
    ['<(…) as the state before, by the other flag', 'check after.yaml --against-dir <(cat before.yaml)'],
    ['<(…) as both', 'check <(cat after.yaml) --against <(cat before.yaml)'],
    ['/dev/stdin as the state before', 'check after.yaml --against /dev/stdin < before.yaml'],
    ['/dev/stdin from a pipe', 'check after.yaml --against /dev/stdin < <(cat before.yaml)'],
    ['- as the state before', 'check after.yaml --against - < before.yaml'],
    ['- as the new state', 'check - --against before.yaml < after.yaml'],
    ['a FIFO', 'check after.yaml --against fifo & cat before.yaml > fifo; wait $!'],
  ])('%s', (_, line) => {
    const cwd = workspace({ 'before.yaml': yaml(v1(9), v2(1), WEB), 'after.yaml': yaml(v1(0), v2(0), WEB) });
    execFileSync('mkfifo', [join(cwd, 'fifo')]);
    const script = `cli() { ${process.execPath} ${main} "$@"; }; cli ${line}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('no-ready-endpoints');
  });
});
