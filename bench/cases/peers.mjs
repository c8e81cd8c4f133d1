import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { appName } from '../app.mjs';
import { manifestsOf } from '../manifests.mjs';
import { inTurn, runCommand, runProcess } from '../measure.mjs';
import { FAST, OURS } from '../names.mjs';
import { middle, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';
import { toYaml } from '../ways/objects.mjs';

const KOSKO = ['@kosko/cli@1.2.5', 'kubernetes-models@4.5.1'];

const PLAIN_KOSKO = 'kosko with plain objects';
const TYPED_KOSKO = 'kosko with kubernetes-models';

/** The longest run of a tool, in milliseconds. A slower one would leave the others too few rounds. */
const LONGEST = 8000;

/** The part with which every program that uses cdk8s-plus starts. */
const IMPORT = 'import of cdk8s and cdk8s-plus-28 alone';

function importAlone() {
  const cwd = fileURLToPath(new URL('..', import.meta.url));
  return runCommand(process.execPath, ['-e', "require('cdk8s'); require('cdk8s-plus-28')"], { cwd });
}

/**
 * Measures other tools that write the same objects, as whole processes: kosko, and kubectl kustomize and jsonnet if
 * they are installed. kosko is installed into a temporary folder, because nothing else here needs it. It runs twice:
 * with plain objects, which it writes unchecked, and with the typed and validated classes of its documentation.
 */
export function measurePeers({ sizes, runs, budget, folder, peers }) {
  if (!peers) return { sections: [], limits: [] };
  const sections = [];
  const missing = [];
  const tools = Object.entries({ kosko, kustomize, jsonnet }).flatMap(([name, prepare]) => {
    const prepared = prepare(join(folder, name));
    if (prepared === undefined) missing.push(name);
    return Object.entries(prepared ?? {});
  });
  const slow = new Map();
  const limits = [];
  for (const size of sizes.filter((count) => count <= 1000)) {
    const write = (way) => () => runProcess('write.mjs', [way, size, 'one-chart', join(folder, way)]);
    const ways = { [OURS]: write('rollouts'), [FAST]: write('rollouts-fast'), [IMPORT]: importAlone };
    const left = missing.map((name) => `${name} (not installed)`);
    for (const [name, tool] of tools) {
      const expected = (slow.get(name) ?? 0) * size;
      if (expected > LONGEST) left.push(`${name} (it would take about ${time(expected)})`);
      else ways[name] = tool(size);
    }
    const results = inTurn(ways, { runs, budget });
    const base = results.get(OURS).map(toTotal);
    const rows = [...results].map(([name, series]) => [
      name,
      time(
        middle(
          series.map((result) => ({ total: toTotal(result) })),
          'total',
        ),
      ),
      times(ratio(series.map(toTotal), base)),
    ]);
    for (const name of size === 1000 ? [PLAIN_KOSKO, TYPED_KOSKO] : []) {
      const theirs = results.get(name)?.map(toTotal);
      if (theirs === undefined) continue;
      const value = ratio(results.get(FAST).map(toTotal), theirs);
      limits.push({ what: `time of ${FAST} to that of ${name} (${size} apps, whole processes)`, value, limit: 1.5 });
    }
    const fromKosko = results.get(PLAIN_KOSKO)?.map(toTotal);
    for (const [name, series] of results) slow.set(name, toTotal(series[0]) / size);
    const text = `Whole processes, by the clock.${left.length === 0 ? '' : ` Left out: ${left.join(', ')}.`}${share(results, fromKosko)}`;
    sections.push({ title: `Other tools: ${size} apps`, text, table: table(['', 'time', `times ${OURS}`], rows) });
  }
  return { sections, limits };
}

/** Returns a sentence that compares the time of the imports alone with that of kosko, or an empty string without kosko. */
function share(results, fromKosko) {
  if (fromKosko === undefined) return '';
  const part = times(ratio(results.get(IMPORT).map(toTotal), fromKosko));
  return ` The import of cdk8s and cdk8s-plus-28 alone takes ${part} times the whole of ${PLAIN_KOSKO}.`;
}

function toTotal(result) {
  return result.process ?? result.milliseconds;
}

function kosko(folder) {
  mkdirSync(join(folder, 'components'), { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  writeFileSync(join(folder, 'kosko.toml'), 'components = ["*"]\n');
  try {
    runCommand('npm', ['install', '--no-audit', '--no-fund', '--silent', ...KOSKO], { cwd: folder });
  } catch {
    return undefined;
  }
  // The command line sets the environment of @kosko/env, which the components here don't use.
  const environment = join(folder, 'node_modules/@kosko/env');
  mkdirSync(environment, { recursive: true });
  writeFileSync(join(environment, 'index.js'), 'module.exports = { default: { setReducers() {} } };\n');
  const app = JSON.stringify(JSON.stringify(manifestsOf('NAME')));
  const ofSize = (component, imports, toObject) => (size) => {
    writeFileSync(
      join(folder, `components/${component}.js`),
      `${imports}const app = (name) => JSON.parse(${app}.replaceAll('NAME', name)).map((manifest) => ${toObject});
module.exports = Array.from({ length: ${size} }, (_, index) => app(\`app-\${index}\`)).flat();\n`,
    );
    return () => runCommand(join(folder, 'node_modules/.bin/kosko'), ['generate', component], { cwd: folder });
  };
  const classes = `const { Deployment } = require('kubernetes-models/apps/v1/Deployment');
const { Service } = require('kubernetes-models/v1/Service');
const classes = { Deployment, Service };\n`;
  return {
    [PLAIN_KOSKO]: ofSize('plain', '', 'manifest'),
    [TYPED_KOSKO]: ofSize('typed', classes, 'new classes[manifest.kind](manifest)'),
  };
}

/** Writes a base, and an overlay for each app that sets names and labels. */
function kustomize(folder) {
  if (!isInstalled('kubectl', ['version', '--client'])) return undefined;
  const ofSize = (size) => {
    const root = join(folder, String(size));
    write(join(root, 'base/app.yaml'), toYaml(manifestsOf('app')));
    write(join(root, 'base/kustomization.yaml'), 'resources: [app.yaml]\n');
    const names = Array.from({ length: size }, (_, index) => appName(index));
    for (const name of names) {
      const labels = `labels: [{ pairs: { app: ${name} }, includeSelectors: true, includeTemplates: true }]`;
      write(join(root, name, 'kustomization.yaml'), `resources: [../base]\nnamePrefix: ${name}-\n${labels}\n`);
    }
    write(join(root, 'kustomization.yaml'), `resources: [${names.join(', ')}]\n`);
    return () => runCommand('kubectl', ['kustomize', root], {});
  };
  return { kustomize: ofSize };
}

function jsonnet(folder) {
  if (!isInstalled('jsonnet', ['--version'])) return undefined;
  const ofSize = (size) => {
    const file = join(folder, `apps-${size}.jsonnet`);
    const app = JSON.stringify(manifestsOf('NAME'), null, 2).replaceAll(/"NAME([^"]*)"/g, 'name + "$1"');
    write(file, `local app(name) = ${app};\nstd.flatMap(function(i) app('app-%d' % i), std.range(0, ${size - 1}))\n`);
    return () => runCommand('jsonnet', ['--yaml-stream', file], {});
  };
  return { jsonnet: ofSize };
}

function isInstalled(command, args) {
  try {
    runCommand(command, args);
    return true;
  } catch {
    return false;
  }
}

function write(file, text) {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text);
}
