import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { autoscaler, budget, deployment, service, v1, v2, WEB } from '../check/manifests';
import { repository, workspace, yaml } from './workspace';
import { yamlToken } from './yaml-token';
import { anyText } from './any-text';

/** A file, a link or an empty folder of a repository. */
export type Entry =
  | { readonly kind: 'file'; readonly path: string; readonly content: string | Uint8Array }
  | { readonly kind: 'link'; readonly path: string; readonly target: string }
  | { readonly kind: 'folder'; readonly path: string };

/** The commits of an attacker who wants to pass the check of a repository, or to harm the machine that checks it. */
export interface Attack {
  /** The noise that is already on the target branch. */
  readonly before: readonly Entry[];
  /** The noise of the change. */
  readonly after: readonly Entry[];
  /** The file in which the change hides an outage. Every check of its folder must find it. */
  readonly outage: string;
  /** The damage of one object of the repository. `share` is its place among all objects, from 0 to 1. */
  readonly damage?: { readonly share: number; readonly how: 'removed' | 'cut' | 'garbled' };
}

/** The running state, and a change that is an outage. */
const RUNS = yaml(v1(9), v2(1), WEB);
const OUTAGE = yaml(v1(0), v2(0), WEB);
const RUNS_AT = 'dist/web.yaml';

/**
 * The place of a secret that no output may contain, and that of a file that appears if a command starts a program of
 * the attacker.
 */
export interface Surroundings {
  readonly outside: string;
  readonly marker: string;
}

export const SECRET = 'top-secret-5fd1';

/** Text that a log, a comment or a browser would obey. */
export const INJECTED = '<img src=x onerror=alert(5fd1)>';
const ORDERS = [
  '::stop-commands::tok',
  '::error file=x::y',
  '##[error]x',
  '##vso[task.complete result=Succeeded;]',
  "##teamcity[buildStatus status='SUCCESS']",
  'section_start:1560896352:x\r\u001b[0K',
  INJECTED,
  '[x](javascript:alert(1))',
  'https://evil.example @someone #1 !2',
  '\u202e\u001b[2J\u3164',
  '```\n# safe\n```',
  'x'.repeat(3_000),
];

/** Returns sound manifests of another app, for mutations. */
function noiseManifests(text: string): string {
  const labels = { app: 'noise', version: text };
  return yaml(
    deployment('noise', { replicas: 2, labels, image: text, annotations: { 'cdk8s-rollouts/allow': text } }),
    service('noise', { app: 'noise' }),
    service(text, { app: text }),
    autoscaler('noise', 'noise', 1, 10),
    budget('noise', { app: 'noise' }, { minAvailable: 1 }),
    { apiVersion: 'v1', kind: text, metadata: { name: text, namespace: text } },
  );
}

const order = fc.constantFrom(...ORDERS);
const token = fc.oneof(
  yamlToken,
  fc.constantFrom('!!binary ', '%TAG ! !x\n', '|2-\n', '{{ x }}', '\0', '\ufeff'),
  order,
  anyText(4),
);
const mutated = fc
  .tuple(order, fc.nat(), fc.nat(40), fc.array(token, { maxLength: 3 }))
  .map(([text, at, length, tokens]) => {
    const sound = noiseManifests(text);
    const place = at % sound.length;
    return sound.slice(0, place) + tokens.join('') + sound.slice(place + length);
  });
/** Texts that become much larger when they are read. */
const bomb = fc.constantFrom(
  `a0: &a0 [x]\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(9)}*a${i}]`).join('\n')}\n`,
  `a: &a\n${Array.from({ length: 400 }, (_, i) => `  k${i}: 1\n`).join('')}${Array.from({ length: 400 }, (_, i) => `m${i}: {<<: *a}\n`).join('')}`,
  `x: ${'['.repeat(5_000)}`,
  'x\n---\n'.repeat(2_000),
  yaml(...Array.from({ length: 60 }, (_, i) => service(`many-${i}`, { app: 'noise' }))),
);
const content: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  { weight: 8, arbitrary: mutated },
  { weight: 6, arbitrary: order.map(noiseManifests) },
  { weight: 2, arbitrary: fc.array(token, { maxLength: 30 }).map((tokens) => tokens.join('')) },
  { weight: 2, arbitrary: bomb },
  fc.uint8Array({ maxLength: 60 }),
);

const NAMES = [
  'a.yaml',
  'b.yml',
  'c.json',
  'd.txt',
  'sub/e.yaml',
  'sub/.f.yaml',
  'templates/g.yaml',
  'Chart.yaml',
  'values.yaml',
  'kustomization.yaml',
  'package.json',
  'rollouts.config.yaml',
  '.gitattributes',
  '.gitmodules',
  '.git/config',
  'HEAD',
  'objects/keep',
  'refs/heads/main',
  'config',
  'hooks/post-checkout',
  'origin/main/web.yaml',
  'main/web.yaml',
  'node_modules/h.yaml',
  'back\\slash.yaml',
  'co:lon.yaml',
  '-rf.yaml',
  '::error::x.yaml',
  '##[error]x.yaml',
  'bidi\u202e.yaml',
  'li\nne.yaml',
  `${INJECTED.replaceAll('/', '')}.yaml`,
  'WEB.YAML',
  'e\u0301.yaml',
];
const path = fc
  .tuple(fc.constantFrom('dist/', 'dist/', 'dist/', ''), fc.constantFrom(...NAMES))
  .map(([folder, name]) => folder + name);

/** Returns the settings that would make git start a program, and the files that would make a folder a repository. */
function bareRepository({ marker }: Surroundings, folder: string): Entry[] {
  const touch = `touch ${marker} #`;
  const config = `[core]\n\trepositoryformatversion = 1\n\tbare = false\n\tworktree = .\n\tsshCommand = "${touch}"\n\tfsmonitor = "${touch}"\n\taskPass = "${touch}"\n\tpager = "${touch}"\n[extensions]\n\tpartialClone = evil\n[remote "evil"]\n\turl = ext::sh -c "${touch}"\n\tpromisor = true\n[filter "x"]\n\tsmudge = "${touch}"\n\tclean = "${touch}"\n[diff "x"]\n\ttextconv = "${touch}"\n`;
  const id = `${'1'.repeat(40)}\n`;
  const files = {
    HEAD: 'ref: refs/heads/main\n',
    'objects/keep': '',
    'refs/heads/main': id,
    'refs/remotes/origin/main': id,
    config,
    '.gitattributes': '* filter=x diff=x\n',
  };
  return Object.entries(files).map(([name, text]) => ({ kind: 'file', path: `${folder}${name}`, content: text }));
}

function entries(around: Surroundings): fc.Arbitrary<Entry[]> {
  const targets = [
    around.outside,
    join(around.outside, 'secret.yaml'),
    join(around.outside, 'pipe'),
    '/proc/self/environ',
    '/proc/self',
    '/dev/zero',
    '/etc/passwd',
    '/',
    '..',
    '.',
    '../dist/web.yaml',
    'loop',
    '../.git/config',
  ];
  const file = fc.record({ kind: fc.constant('file' as const), path, content });
  const link = fc.record({ kind: fc.constant('link' as const), path, target: fc.constantFrom(...targets) });
  const folder = fc.record({ kind: fc.constant('folder' as const), path });
  const noise = fc.array(fc.oneof({ weight: 12, arbitrary: file }, link, folder), {
    maxLength: 5,
  });
  const bare = fc.constantFrom('', 'dist/', 'dist/sub/').map((place) => bareRepository(around, place));
  return fc.oneof(
    { weight: 4, arbitrary: noise },
    fc.tuple(noise, bare).map((parts) => parts.flat()),
  );
}

export function attacks(around: Surroundings): fc.Arbitrary<Attack> {
  return fc.record({
    before: entries(around).map((all) => all.filter((entry) => entry.kind !== 'folder' && !isSettings(entry.path))),
    after: entries(around),
    outage: fc.constantFrom(RUNS_AT, RUNS_AT, 'dist/zz/other.yaml', 'dist/sub/deep/web.yml', 'dist/\u0001.yaml'),
    damage: fc.oneof(
      { weight: 7, arbitrary: fc.constant(undefined) },
      fc.record({
        share: fc.double({ min: 0, max: 0.999, noNaN: true }),
        how: fc.constantFrom('removed' as const, 'cut' as const, 'garbled' as const),
      }),
    ),
  });
}

/** Reports whether a file has settings, which are trusted on the target branch. */
function isSettings(name: string): boolean {
  return /rollouts\.config\.yaml$|package\.json$/.test(name);
}

let template: string | undefined;

/** Creates a repository whose branch `main` has the running state, and whose work tree has the change. */
export function hostileRepository({ before, after, outage, damage }: Attack): string {
  template ??= repository();
  const folder = workspace();
  cpSync(join(template, '.git'), join(folder, '.git'), { recursive: true });
  commitAll(folder, [...before, { kind: 'file', path: RUNS_AT, content: RUNS }]);
  for (const entry of after) put(folder, entry, outage);
  put(folder, { kind: 'file', path: outage, content: OUTAGE }, '');
  if (damage !== undefined) damageObject(join(folder, '.git/objects'), damage);
  return folder;
}

/** Commits all entries with one process instead of one for each. */
function commitAll(folder: string, all: readonly Entry[]): void {
  const chunks: (string | Uint8Array)[] = [
    'commit refs/heads/main\ncommitter T <t@example.com> 1700000000 +0000\ndata 1\nx\n',
  ];
  const taken = new Set<string>();
  for (const entry of [...all].reverse()) {
    // A path in a git tree is either a file or a folder, and git refuses `.git` in it.
    if (entry.kind === 'folder' || /(^|\/)\.git(\/|$)/.test(entry.path) || collides(entry.path, taken)) continue;
    taken.add(entry.path);
    const bytes = Buffer.from(entry.kind === 'link' ? entry.target : entry.content);
    const name = `"${entry.path.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;
    chunks.push(`M ${entry.kind === 'link' ? '120000' : '100644'} inline ${name}\ndata ${bytes.length}\n`, bytes, '\n');
  }
  chunks.push('reset refs/remotes/origin/main\nfrom refs/heads/main\n\n');
  execFileSync('git', ['fast-import', '--quiet', '--force'], {
    cwd: folder,
    input: Buffer.concat(chunks.map((chunk) => Buffer.from(chunk))),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

function collides(name: string, taken: ReadonlySet<string>): boolean {
  return [...taken].some((other) => other === name || other.startsWith(`${name}/`) || name.startsWith(`${other}/`));
}

/** Writes an entry of the change to the work tree, unless another entry is in its way. */
function put(folder: string, entry: Entry, outage: string): void {
  // The repository itself is trusted, and the outage must stay in place.
  if (entry.path.startsWith('.git/') || entry.path === outage || outage.startsWith(`${entry.path}/`)) return;
  const place = join(folder, entry.path);
  try {
    mkdirSync(entry.kind === 'folder' ? place : dirname(place), { recursive: true });
    // Don't write through a link of the attack, which may lead to a pipe outside.
    if (entry.kind === 'file') writeFileSync(place, entry.content, { flag: 'wx' });
    if (entry.kind === 'link') symlinkSync(entry.target, place);
  } catch (error) {
    if (outage === '' || !/EEXIST|ENOTDIR|EISDIR|ELOOP|EACCES|ENOENT/.test(String(error))) throw error;
  }
}

function damageObject(objects: string, { share, how }: NonNullable<Attack['damage']>): void {
  const files = readdirSync(objects, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const file = files[Math.floor(share * files.length)];
  if (file === undefined) return;
  const bytes = readFileSync(file);
  unlinkSync(file);
  if (how === 'removed') return;
  writeFileSync(file, how === 'garbled' ? bytes.map((byte, at) => (at % 7 === 3 ? byte ^ 0xff : byte)) : bytes);
  if (how === 'cut') truncateSync(file, Math.floor(bytes.length / 2));
}
