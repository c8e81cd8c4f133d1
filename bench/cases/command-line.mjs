import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appName } from '../app.mjs';
import { manifestsOf } from '../manifests.mjs';
import { inTurn, runCommand } from '../measure.mjs';
import { middle, runsOf, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';
import { toYaml } from '../ways/objects.mjs';

const BASE = 'node and yaml';
const RELEASE_BASE = 'node and yaml, of a release file';
const RELEASE = `strategy: canary
replicas: 10
steps: [10, 30, 50, 100]
current: { version: 1.8.2, image: registry.example.com/shop:1.8.2 }
next: { version: 2.0.0, image: registry.example.com/shop:2.0.0 }
stage: 2
`;
const MAIN = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));
const PARSE = fileURLToPath(new URL('../processes/parse.cjs', import.meta.url));
const REPORT = fileURLToPath(new URL('../processes/report-cpu.cjs', import.meta.url));

/** The number of files of a large repository, and the number of files that a change touches. */
const FILES = 1_000;
const CHANGED = 1;

/**
 * Measures the commands for little input, compared with Node.js that only parses it, and for a small change in a large
 * repository.
 */
export function measureCommandLine({ runs, folder, short, isEnough }) {
  const small = measureSmall({ folder, runs: short ? runs * 2 : runs * 4, short, isEnough });
  if (short) return small;
  return { sections: [...small.sections, measureLarge(join(folder, 'large'), runs)], limits: small.limits };
}

/** Measures each command for little input, compared with Node.js that starts and parses that input. */
function measureSmall({ folder, runs, short, isEnough }) {
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  const files = [before, after].map((state) => join(state, 'app.yaml'));
  for (const file of files) write(file, toYaml(manifestsOf('app')));
  const release = join(folder, 'release.yaml');
  const all = {
    split: ['split', '--replicas', '10', '--percent', '25'],
    plan: ['plan', '--replicas', '10', '--steps', '10,50,100'],
    show: ['show', after],
    check: ['check', '--against', before, after],
    'release status': ['release', 'status', release],
    'release next': ['release', 'next', release],
    'release abort': ['release', 'abort', release],
  };
  const commands = short ? { check: all.check } : all;
  const ways = {
    [BASE]: () => runNode(folder, PARSE, files),
    ...(short ? {} : { [RELEASE_BASE]: () => runNode(folder, PARSE, [release]) }),
  };
  for (const [name, args] of Object.entries(commands)) {
    ways[`cdk8s-rollouts ${name}`] = () => {
      write(release, RELEASE);
      return runNode(folder, MAIN, args);
    };
  }
  write(release, RELEASE);
  const limitsOf = (results) =>
    Object.keys(commands).map((name) => ({
      what: `time of cdk8s-rollouts ${name} to that of node and yaml`,
      value: ratioOf(results, `cdk8s-rollouts ${name}`),
      limit: 1.3,
    }));
  const results = inTurn(ways, { runs, limitsOf, isEnough });
  const rows = [...results].map(([name, series]) => [
    name,
    time(middle(series, 'milliseconds')),
    time(middle(series, 'cpu')),
    times(ratioOf(results, name)),
  ]);
  const text = `Whole processes; the first parses the two files that show and check read, and the second the file that the release commands read. ${runsOf(results.get(BASE).length)}.`;
  return {
    sections: [{ title: 'Command line', text, table: table(['', 'time', 'processor', 'times node and yaml'], rows) }],
    limits: limitsOf(results),
  };
}

function ratioOf(results, name) {
  const base = name.includes('release') ? RELEASE_BASE : BASE;
  const [series, ofBase] = [name, base].map((one) => results.get(one).map(({ cpu }) => cpu));
  return ratio(series, ofBase);
}

/** Measures a check against the last commit if one file of many changes, and the parts of that time. */
function measureLarge(folder, runs) {
  const names = Array.from({ length: FILES }, (_, index) => appName(index));
  const fileOf = (name) => join(folder, 'apps', `${name}.yaml`);
  for (const name of names) write(fileOf(name), toYaml(manifestsOf(name)));
  const git = (...args) => execFileSync('git', args, { cwd: folder });
  const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
  git('init', '--quiet');
  git('add', '--all');
  git(...identity, 'commit', '--quiet', '--message', 'before');
  for (const name of names.slice(0, CHANGED)) {
    const text = readFileSync(fileOf(name), 'utf8');
    write(fileOf(name), text.replace('replicas: 9', 'replicas: 8').replace('replicas: 1\n', 'replicas: 2\n'));
  }
  const paths = join(folder, 'apps');
  const results = inTurn(
    {
      'node and yaml, for the new files alone': () => runNode(folder, PARSE, names.map(fileOf)),
      'cdk8s-rollouts check --against HEAD': () => runNode(folder, MAIN, ['check', '--against', 'HEAD', paths]),
      'the same of the one changed file': () => runNode(folder, MAIN, ['check', '--against', 'HEAD', fileOf(names[0])]),
    },
    { runs },
  );
  const rows = [...results].map(([name, series]) => [
    name,
    time(middle(series, 'milliseconds')),
    time(middle(series, 'cpu')),
  ]);
  return {
    title: `Command line: ${CHANGED} changed file of ${FILES}`,
    text: `Whole processes in a git repository of ${FILES} files with ${3 * FILES} objects. ${runsOf([...results.values()][0].length)}.`,
    table: table(['', 'time', 'processor'], rows),
  };
}

/** Runs a script in a new Node.js process, and returns its clock time and processor time in milliseconds. */
function runNode(folder, script, args) {
  const report = join(folder, 'cpu.txt');
  const env = { ...process.env, CPU_REPORT: report };
  const { milliseconds } = runCommand(process.execPath, ['--require', REPORT, script, ...args], { cwd: folder, env });
  return { milliseconds, cpu: Number(readFileSync(report, 'utf8')) };
}

function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
