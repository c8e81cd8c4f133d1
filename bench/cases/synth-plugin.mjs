import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CANARY_PERCENT, PORT, REPLICAS, appName } from '../app.mjs';
import { inTurn, runWithChildren } from '../measure.mjs';
import { middle, runsOf, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';

const BASE = 'cdk8s synth';
const IDLE = 'with a plugin that does nothing';
const CHECKED = 'with RolloutValidation';

const require = createRequire(import.meta.url);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CDK8S = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin/cdk8s');

/** Measures the real `cdk8s synth` of a project in a git repository, with and without the check of its output. */
export function measureSynthPlugin({ sizes, runs, folder, short }) {
  if (short) return { sections: [], limits: [] };
  const sections = [];
  const limits = [];
  for (const size of sizes.filter((one) => one <= 100)) {
    const project = makeProject(join(folder, `synth-${size}`), size);
    const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false', LC_ALL: 'C' };
    const synth = (...args) => runWithChildren(process.execPath, [CDK8S, 'synth', ...args], { cwd: project, env });
    const synthWith = (plugin) => {
      writeConfig(project, plugin);
      return synth();
    };
    synth('--no-validate');
    commitAll(project);
    writeApp(project, size, CANARY_PERCENT * 2);
    const idle = makeIdlePlugin(join(folder, `idle-${size}`));
    const ways = {
      [BASE]: () => synth('--no-validate'),
      [IDLE]: () => synthWith(idle),
      [CHECKED]: () => synthWith(ROOT),
    };
    const results = inTurn(ways, { runs: runs * 2 });
    const cpuOf = (name) => results.get(name).map(({ cpu }) => cpu);
    const rows = [...results].map(([name, series]) => [
      name,
      time(middle(series, 'milliseconds')),
      time(middle(series, 'cpu')),
      times(ratio(cpuOf(name), cpuOf(BASE))),
    ]);
    const text = `Whole processes with all that they start. One app raises the share of its canary, in plain JavaScript: compiling TypeScript would come on top of all. ${runsOf(runs * 2)}.`;
    sections.push({
      title: `Checking inside cdk8s synth: ${size} apps`,
      text,
      table: table(['', 'time', 'processor', 'times'], rows),
    });
    limits.push({
      what: `processor time of cdk8s synth ${CHECKED} to that without (${size} apps)`,
      value: ratio(cpuOf(CHECKED), cpuOf(BASE)),
      limit: 1.1,
    });
  }
  return { sections, limits };
}

function makeProject(folder, size) {
  mkdirSync(folder);
  writeConfig(folder, ROOT);
  writeApp(folder, size, CANARY_PERCENT);
  execFileSync('git', ['init', '--quiet'], { cwd: folder });
  return folder;
}

function writeConfig(folder, plugin) {
  const validation = { package: plugin, version: '0.1.0', class: 'RolloutValidation', properties: { against: 'HEAD' } };
  const config = { language: 'typescript', app: 'node main.cjs', output: 'dist', validations: [validation] };
  // JSON is also YAML.
  writeFileSync(join(folder, 'cdk8s.yaml'), JSON.stringify(config));
}

/** Makes a plugin that does nothing, so its time is that of cdk8s itself. */
function makeIdlePlugin(folder) {
  mkdirSync(folder);
  const code = "exports.RolloutValidation = class { validate({ report }) { report.submit('success', {}); } };";
  writeFileSync(join(folder, 'index.js'), code);
  return folder;
}

function writeApp(folder, size, percent) {
  const code = `
const { App, Chart } = require(${JSON.stringify(require.resolve('cdk8s'))});
const { CanaryApp } = require(${JSON.stringify(ROOT)});
const app = new App();
const chart = new Chart(app, 'shop');
for (const name of ${JSON.stringify(Array.from({ length: size }, (_, index) => appName(index)))}) {
  new CanaryApp(chart, name, {
    name, replicas: ${REPLICAS}, port: ${PORT}, trafficPercent: name === '${appName(0)}' ? ${percent} : ${CANARY_PERCENT},
    stable: { version: 'v1', image: 'my-app:v1.0.0' }, canary: { version: 'v2', image: 'my-app:v2.0.0' },
  });
}
app.synth();
`;
  writeFileSync(join(folder, 'main.cjs'), code);
}

function commitAll(cwd) {
  const identity = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', '-c', 'commit.gpgsign=false'];
  execFileSync('git', ['add', '--all'], { cwd });
  execFileSync('git', [...identity, 'commit', '--quiet', '--message', 'before'], { cwd });
}
