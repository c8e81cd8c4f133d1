// Makes one measurement in its own process: `node bench/processes/write.mjs <way> <apps> <layout> <folder>` writes the
// manifests. It prints the time of each part and the processor time of all parts in milliseconds, and the peak memory
// in MB.
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { appName } from '../app.mjs';

const [way, count, layout, folder] = process.argv.slice(2);
const names = Array.from({ length: Number(count) }, (_, index) => appName(index));

const start = performance.now();
const { addApp, objectsOf, toYaml, App } = await import(`../ways/${way}.mjs`);
const fs = createRequire(import.meta.url)('node:fs');
const cdk8s = addApp === undefined ? undefined : await import('cdk8s');
// The first app loads the modules that are loaded on demand.
if (addApp !== undefined) addApp(new cdk8s.Chart(new cdk8s.App(), 'first'), 'first');
const spent = { load: performance.now() - start, construct: 0, synthesize: 0, stringify: 0, write: 0 };

/**
 * Returns a function that adds the time of each call to one of the parts. cdk8s does all parts in `synth`, so this
 * measures the calls in it.
 */
function timed(part, call) {
  return function (...args) {
    const from = performance.now();
    try {
      return call.apply(this, args);
    } finally {
      spent[part] += performance.now() - from;
    }
  };
}

fs.writeFileSync = timed('write', fs.writeFileSync);
const cpuBefore = process.cpuUsage();
if (addApp === undefined) runPlain();
else runCdk8s();

const { construct, synthesize, stringify, write } = spent;
const total = construct + synthesize + stringify + write;
const { user, system } = process.cpuUsage(cpuBefore);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...spent, total, cpu: (user + system) / 1000, memory }));

function runCdk8s() {
  const { Chart, Yaml } = cdk8s;
  const AnyApp = App ?? cdk8s.App;
  // Yaml.save both serializes and writes.
  Yaml.save = timed('stringify', Yaml.save);
  let synthesis = 0;
  for (const { charts } of toApps()) {
    const from = performance.now();
    const app = new AnyApp({ outdir: folder });
    for (const { id, apps } of charts) {
      const chart = new Chart(app, id);
      for (const name of apps) addApp(chart, name);
    }
    const constructed = performance.now();
    app.synth();
    spent.construct += constructed - from;
    synthesis += performance.now() - constructed;
  }
  spent.synthesize = synthesis - spent.stringify;
  spent.stringify -= spent.write;
}

/** Returns the apps by cdk8s App and chart. */
function toApps() {
  const charts = names.map((name) => ({ id: name, apps: [name] }));
  switch (layout) {
    case 'one-chart':
      return [{ charts: [{ id: 'all', apps: names }] }];
    case 'chart-each':
      return [{ charts }];
    case 'app-each':
      return charts.map((chart) => ({ charts: [chart] }));
    default:
      throw new Error(`unknown layout: ${layout}`);
  }
}

function runPlain() {
  const files =
    layout === 'one-chart' ? [{ id: 'all', apps: names }] : names.map((name) => ({ id: name, apps: [name] }));
  const construct = timed('construct', (apps) => apps.flatMap(objectsOf));
  const stringify = timed('stringify', toYaml);
  fs.mkdirSync(folder, { recursive: true });
  for (const { id, apps } of files) fs.writeFileSync(`${folder}/${id}.k8s.yaml`, stringify(construct(apps)));
}
