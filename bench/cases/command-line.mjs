import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appName } from '../app.mjs';
import { manifestsOf } from '../manifests.mjs';
import { inTurn, runCommand } from '../measure.mjs';
import { middle, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';
import { toYaml } from '../ways/objects.mjs';

const BASE = 'node and yaml';
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
export function measureCommandLine({ runs, folder, short }) {
  const small = measureSmall(folder, short ? runs * 2 : runs * 4, short);
  if (short) return small;
  return { sections: [...small.sections, measureLarge(join(folder, 'large'), runs)], limits: small.limits };
}

/** Measures each command for little input, compared with Node.js that starts and parses that input. */
function measureSmall(folder, runs, short) {
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  const files = [before, after].map((state) => join(state, 'app.yaml'));
  for (const file of files) write(file, toYaml(manifestsOf('app')));
  const all = {
    split: ['split', '--replicas', '10', '--percent', '25'],
    plan: ['plan', '--replicas', '10', '--steps', '10,50,100'],
    show: ['show', after],
    check: ['check', '--against', before, after],
  };
  const commands = short ? { check: all.check } : all;
  const ways = { [BASE]: () => runNode(folder, PARSE, files) };
  for (const [name, args] of Object.entries(commands)) {
    ways[`cdk8s-rollouts ${name}`] = () => runNode(folder, MAIN, args);
  }
  const results = inTurn(ways, { runs });
  const cpuOf = (series) => series.map(({ cpu }) => cpu);
  const base = cpuOf(results.get(BASE));
  const rows = [...results].map(([name, series]) => [
    name,
    time(middle(series, 'milliseconds')),
    time(middle(series, 'cpu')),
    times(ratio(cpuOf(series), base)),
  ]);
  const text = `Whole processes; the first parses the two files that show and check read. Medians of ${base.length} runs.`;
  return {
    sections: [{ title: 'Command line', text, table: table(['', 'time', 'processor', `times ${BASE}`], rows) }],
    limits: [...results]
      .filter(([name]) => name !== BASE)
      .map(([name, series]) => ({
        what: `time of ${name} to that of ${BASE}`,
        value: ratio(cpuOf(series), base),
        limit: 1.3,
      })),
  };
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
    text: `Whole processes in a git repository of ${FILES} files with ${3 * FILES} objects. Medians of ${[...results.values()][0].length} runs.`,
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
