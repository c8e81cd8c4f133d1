import childProcess from 'node:child_process';
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import fs, { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { attacks, hostileRepository, INJECTED, SECRET, type Surroundings } from '../support/hostile-repository';
import { logCommands } from '../support/log-commands';
import { linksIn } from '../support/markdown-links';
import { type CliRun, runInProcess } from '../support/run-in-process';
import { workspace, write, yaml } from '../support/workspace';
import { service } from '../check/manifests';

/**
 * Tests the guarantees of SECURITY.md with the whole command on the repository of an attacker. Only the repository is
 * artificial: the files are read from the disk, and git runs.
 */

/** The most processor time of a run with any input, in seconds of this process alone. */
const MOST_CPU_SECONDS = 20;
const MOST_HEAP_BYTES = 1_500_000_000;
/** The most output per byte of input, in addition to the longest report of an empty input. */
const MOST_OUTPUT_PER_BYTE = 30;
const LEAST_OUTPUT = 200_000;

/** The folder of the programs that a command may start, which contains only git. */
let programs: string;
let around: Surroundings;
const started: string[][] = [];
const opened: string[] = [];
const figures = { runs: 0, exitCodes: {} as Record<number, number>, seconds: 0, bytes: 0, outputPerByte: 0, heap: 0 };
const restore: (() => void)[] = [];

/** Records the arguments of a function of Node.js, and calls it. */
function watch<Owner extends object>(owner: Owner, name: keyof Owner, note: (args: unknown[]) => void): void {
  const original = owner[name];
  const watching = (...args: unknown[]): unknown => {
    note(args);
    return (original as (...all: unknown[]) => unknown).apply(owner, args);
  };
  owner[name] = watching as Owner[keyof Owner];
  restore.push(() => (owner[name] = original));
}

beforeAll(() => {
  const outside = workspace({ 'secret.yaml': yaml(service(SECRET, { app: SECRET })) });
  execFileSync('mkfifo', [join(outside, 'pipe')]);
  around = { outside, marker: join(outside, 'a-program-ran') };
  programs = workspace();
  symlinkSync(execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim(), join(programs, 'git'));
  for (const name of ['ssh', 'less', 'gpg', 'git-remote-ext', 'git-lfs', 'node', 'kubectl', 'helm']) {
    write(programs, { [name]: `#!/bin/sh\n: > ${around.marker}\n` });
    fs.chmodSync(join(programs, name), 0o755);
  }
  for (const name of ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'] as const) {
    watch(childProcess, name, (args) => started.push(args.map((arg) => JSON.stringify(arg) ?? '')));
  }
  const note = ([path]: unknown[]): void => void opened.push(String(path));
  for (const name of ['readFile', 'readdir', 'open', 'opendir'] as const) watch(fsPromises, name, note);
  for (const name of ['createReadStream', 'readFileSync', 'readdirSync', 'openSync'] as const) watch(fs, name, note);
  syncBuiltinESMExports();
});

afterAll(() => {
  for (const undo of restore) undo();
  syncBuiltinESMExports();
  if (process.env.FUZZ_FIGURES !== undefined) console.info(JSON.stringify(figures));
});

const flags = fc.record({
  command: fc.oneof({ weight: 6, arbitrary: fc.constant('check') }, fc.constant('show')),
  paths: fc.oneof(
    {
      weight: 9,
      arbitrary: fc.constantFrom(['dist'], ['dist'], ['.'], ['dist', 'dist'], ['dist/'], ['./dist/../dist']),
    },
    fc.constantFrom(['dist/a.yaml'], []),
  ),
  against: fc.oneof(
    {
      weight: 12,
      arbitrary: fc.constantFrom(
        'refs/heads/main',
        'refs/remotes/origin/main',
        'main',
        'origin/main',
        'HEAD',
        'main~0',
      ),
    },
    fc.constantFrom('nosuch', 'HEAD:dist', '-x'),
  ),
  format: fc.constantFrom('text', 'markdown', 'html', 'json', 'github', 'gitlab', 'sarif'),
  failOn: fc.constantFrom('error', 'warning', 'info', 'error,not-judged'),
  more: fc.subarray(['--explain', '--no-sync-waves']),
  strict: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true)),
  folder: fc.constantFrom('.', '.', '.', 'dist'),
});
type Flags = typeof flags extends fc.Arbitrary<infer T> ? T : never;

function commandLine({ command, paths, against, format, failOn, more, strict, folder }: Flags): string[] {
  const within = paths.map((path) => (folder === '.' ? path : path.replace(/^(\.\/)?dist\/?/, '') || '.'));
  if (command === 'show') {
    const known =
      format === 'html' || format === 'github' || format === 'gitlab' || format === 'sarif' ? 'svg' : format;
    return ['show', ...(within.length > 0 ? within : ['.']), '--format', known];
  }
  return [
    'check',
    ...within,
    '--against',
    against,
    '--format',
    format,
    '--fail-on',
    failOn,
    ...more,
    ...(strict ? ['--strict'] : []),
  ];
}

/** Returns the paths of everything in a folder. It doesn't follow links. */
function pathsIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => ({ entry, path: join(folder, entry.name) }))
    .flatMap(({ entry, path }) => (entry.isDirectory() ? [path, ...pathsIn(path)] : [path]));
}

/** Returns the contents of a folder: names, kinds, times and the contents of its files. */
function contentOf(folder: string): string {
  const hash = createHash('sha256');
  for (const path of pathsIn(folder)) {
    const stats = lstatSync(path);
    hash.update(`${path}\0${stats.mode}\0${stats.mtimeMs}\0`);
    if (stats.isFile()) hash.update(readFileSync(path));
    if (stats.isSymbolicLink()) hash.update(readlinkSync(path));
  }
  return hash.digest('hex');
}

function sizeOf(folder: string): number {
  return pathsIn(folder).reduce((sum, path) => sum + lstatSync(path).size, 0);
}

/**
 * Returns the files that were opened outside the repository, except for the code of the command and of the test runner.
 */
function openedOutside(reads: readonly string[], folder: string): string[] {
  const own = dirname(dirname(__dirname));
  return reads.filter((path) => {
    // Files that don't exist are not read.
    if (!fs.existsSync(path)) return false;
    const real = fs.realpathSync(path);
    if (real === folder || real.startsWith(`${folder}/`)) return false;
    return !real.startsWith(`${own}/`) && !real.includes('/node_modules/');
  });
}

function expectPromises(run: CliRun, args: string[], bytes: number): void {
  const { exitCode, stdout, stderr } = run;
  const format = args[args.indexOf('--format') + 1];
  expect([0, 1, 2]).toContain(exitCode);
  expect(stderr).not.toContain('this is a defect');
  if (exitCode === 2) expect({ stdout, errors: /^error: /m.test(stderr) }).toEqual({ stdout: '', errors: true });

  // The only program that starts is git, without a shell.
  expect(
    started.filter(([program, , options]) => program !== '"git"' || /"shell":(?!false)/.test(options ?? '')),
  ).toEqual([]);
  expect(fs.existsSync(around.marker)).toBe(false);
  // Nothing outside the repository is read.
  expect(stdout + stderr).not.toContain(SECRET);
  expect(stdout + stderr).not.toContain('root:x:0:0');
  // The length of the output is bounded.
  expect(stdout.length + stderr.length).toBeLessThan(LEAST_OUTPUT + MOST_OUTPUT_PER_BYTE * bytes);
  // No CI server or renderer finds a command or markup in the output.
  expect(stdout + stderr).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\u3164]/u);
  const own = format === 'github' ? ['error', 'warning', 'notice'] : [];
  expect(logCommands(stdout).filter((name) => !own.includes(name))).toEqual([]);
  expect(logCommands(stderr)).toEqual([]);
  if (['html', 'svg', 'markdown'].includes(format ?? '')) expect(stdout).not.toContain(INJECTED);
  if (format === 'markdown') {
    expect(linksIn(stdout.replaceAll(/\]\(https:[^)]*\)/g, ']').replaceAll(/```mermaid[^]*?```/g, ''))).toEqual([]);
  }
  if (stdout !== '' && ['json', 'gitlab', 'sarif'].includes(format ?? '')) JSON.parse(stdout);
}

/** Expects that a check of `dist` does not call the change safe, which hides an outage there. */
function expectNotSafe({ exitCode, stdout }: CliRun, args: string[]): void {
  if (args[0] !== 'check') return;
  const looks = args.some((arg) => ['dist', 'dist/', '.', './dist/../dist'].includes(arg));
  if (!looks) return;
  expect(exitCode).not.toBe(0);
  expect(stdout).not.toMatch(/^(\W*)safe\b/im);
}

it('the whole command keeps its promises, whatever a change brings', { timeout: 3_600_000 }, async () => {
  const property = fc.asyncProperty(attacks(around), flags, async (attack, chosen) => {
    const folder = hostileRepository(attack);
    try {
      const cwd = join(folder, chosen.folder);
      const args = commandLine(chosen);
      const bytes = sizeOf(folder);
      const before = [contentOf(folder), contentOf(around.outside)];
      started.length = 0;
      opened.length = 0;
      const cpu = process.cpuUsage();
      const run = await runInProcess(args, { cwd, env: { PATH: programs } });
      const { user, system } = process.cpuUsage(cpu);
      const heap = process.memoryUsage().heapUsed;
      note(run, bytes, (user + system) / 1e6, heap);
      // Take the list before the tests read files themselves.
      const reads = opened.splice(0);
      expect(openedOutside(reads, folder)).toEqual([]);
      expect([contentOf(folder), contentOf(around.outside)]).toEqual(before);
      expectPromises(run, args, bytes);
      expectNotSafe(run, args);
      expect((user + system) / 1e6).toBeLessThan(MOST_CPU_SECONDS);
      expect(heap).toBeLessThan(MOST_HEAP_BYTES);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
  await fc.assert(property);
  // Both answers must occur, or the test would prove nothing.
  expect(figures.runs).toBeGreaterThanOrEqual(inject('runs'));
  expect(Object.keys(figures.exitCodes)).toEqual(expect.arrayContaining(['1', '2']));
});

function note({ exitCode, stdout, stderr }: CliRun, bytes: number, seconds: number, heap: number): void {
  figures.runs += 1;
  figures.exitCodes[exitCode] = (figures.exitCodes[exitCode] ?? 0) + 1;
  figures.seconds = Math.max(figures.seconds, seconds);
  figures.bytes = Math.max(figures.bytes, bytes);
  figures.outputPerByte = Math.max(figures.outputPerByte, (stdout.length + stderr.length) / bytes);
  figures.heap = Math.max(figures.heap, heap);
}
