import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { v1, v2, WEB } from '../check/manifests';
import { commit, repository, workspace, yaml } from '../support/workspace';

const built = inject('builtPackage');
const main = join(built, 'lib/cli/main.js');
/** A module that reports all other loaded modules at the end, on its own channel. */
const LIST_MODULES = `process.on('exit', () => {
  const modules = Object.keys(require.cache).filter((path) => path !== __filename);
  require('fs').writeFileSync(process.env.MODULES, modules.join('\\n'));
});`;

const commands: [string, string[]][] = [
  ['check', ['check', 'after.yaml', '--against', 'before.yaml']],
  ['show', ['show', 'after.yaml']],
  ['plan', ['plan', '--replicas', '10', '--steps', '10,50']],
  ['split', ['split', '--replicas', '10', '--percent', '10']],
];

const states = { 'before.yaml': yaml(v1(9), v2(1), WEB), 'after.yaml': yaml(v1(8), v2(2), WEB) };

function loadedModules(args: string[]): string[] {
  const cwd = workspace({ ...states, 'list-modules.cjs': LIST_MODULES });
  const list = join(cwd, 'modules.txt');
  const env = { ...process.env, MODULES: list };
  const hooked = ['--require', join(cwd, 'list-modules.cjs'), main, ...args];
  const run = spawnSync(process.execPath, hooked, { cwd, env, encoding: 'utf8' });
  expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
  return readFileSync(list, 'utf8')
    .split('\n')
    .map((path) => path.replaceAll('\\', '/'));
}

const packagesOf = (modules: string[]): Set<string | undefined> =>
  new Set(
    modules
      .filter((path) => !path.startsWith(built))
      .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1]),
  );

/** Returns the files of this package, without the bundle that any program with constructs loads as well. */
const ownFilesOf = (modules: string[]): string[] =>
  modules
    .filter((path) => path.startsWith(built))
    .map((path) => basename(path))
    .filter((file) => file !== 'exports.js')
    .sort();

describe('a process', () => {
  it.each(commands)(
    'of %s loads neither cdk8s nor the constructs, and the YAML parser only if there is YAML',
    (name, args) => {
      const modules = loadedModules(args);
      expect([...packagesOf(modules)]).toEqual([]);
      const needs = ['check', 'show'].includes(name) ? ['checker.js', 'yaml.js'] : [];
      const always = ['commander.js', 'commands.js', 'main.js', 'picocolors.js', 'shared.js'];
      expect(ownFilesOf(modules)).toEqual([...always, ...needs].sort());
    },
  );

  it('of --help loads only commander', () => {
    const modules = loadedModules(['--help']);
    expect([...packagesOf(modules)]).toEqual([]);
    expect(ownFilesOf(modules)).toEqual(['commander.js', 'commands.js', 'main.js', 'shared.js']);
  });

  it('is an executable script of node', () => {
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  it('gives the exit code of the check, and reads the standard input', () => {
    const cwd = workspace({ 'before.yaml': states['before.yaml'] });
    const check = (input: string) =>
      spawnSync(process.execPath, [main, 'check', '-', '--against', 'before.yaml'], { cwd, input, encoding: 'utf8' });
    expect(check(states['after.yaml']).status).toBe(0);
    expect(check(yaml(v1(0), v2(10), WEB)).status).toBe(1);
    expect(check('a: [')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^error: standard input:1:5: /) as string,
    });
  });

  it('ends after an error in the new files, although git has just been asked for the old ones', () => {
    const cwd = repository(states);
    commit(cwd, 'before');
    const args = [main, 'check', '--against', 'HEAD', '--no-config', 'nothere.yaml'];
    // A process that git keeps alive is killed, and then has no status.
    const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8', timeout: 20_000 });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: 'error: nothere.yaml: there is no such file or directory; correct the path\n',
    });
  }, 30_000);

  it.runIf(existsSync('/dev/full'))(
    'fails with the reason if its output has no room',
    () => {
      const cwd = workspace(states);
      for (const format of ['text', 'html', 'json']) {
        for (const command of ['show after.yaml', 'check after.yaml --against before.yaml', '--help']) {
          const flags =
            command === '--help' || (command.startsWith('show') && format === 'html') ? '' : `--format ${format}`;
          const script = `${process.execPath} ${main} ${command} ${flags} > /dev/full`;
          const { status, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
          expect({ status, stderr }).toEqual({
            status: 2,
            stderr:
              'error: output: expected all of it to be written, got ENOSPC: no space left on device, write; make room, or write elsewhere\n',
          });
        }
      }
      const quiet = `${process.execPath} ${main} show nowhere 2> /dev/full`;
      expect(spawnSync('bash', ['-c', quiet], { cwd }).status).toBe(2);
    },
    60_000,
  );

  it('fails with the reason if its output is cut off', () => {
    const cwd = workspace(states);
    // A file may have one block of 1,024 bytes.
    const script = `ulimit -f 1; trap '' XFSZ; ${process.execPath} ${main} check after.yaml --against before.yaml --format html > report.html`;
    const { status, stderr } = spawnSync('bash', ['-c', script], { cwd, encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr:
        'error: output: expected all of it to be written, got EFBIG: file too large, write; make room, or write elsewhere\n',
    });
    expect(statSync(join(cwd, 'report.html')).size).toBe(1024);
  });

  it('ends quietly if its reader has seen enough', async () => {
    const many = Array.from(
      { length: 3000 },
      (_, index) => JSON.parse(JSON.stringify([v1(1), WEB]).replaceAll('web', `web-${index}`)) as object[],
    );
    const text = many
      .flat()
      .map((object) => JSON.stringify(object))
      .join('\n---\n');
    const cwd = workspace({ 'many.yaml': text });
    const child = spawn(process.execPath, [main, 'show', 'many.yaml'], { cwd });
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((settle) => child.on('exit', settle));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // More than a pipe can buffer, or the missing reader would go unnoticed.
    expect(statSync(join(cwd, 'many.yaml')).size).toBeGreaterThan(1_000_000);
  });
});
