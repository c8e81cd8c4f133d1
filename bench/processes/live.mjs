// `node bench/processes/live.mjs <way> <apps>`: prints the bytes of live objects for each app, right after a garbage
// collection: of the constructs alone, and of the constructs with their manifests, the peak of a synthesis.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { App, Chart } from 'cdk8s';
import { appName } from '../app.mjs';

const [way, count] = process.argv.slice(2);
const { addApp } = await import(`../ways/${way}.mjs`);
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

function live() {
  collect();
  return process.memoryUsage().heapUsed;
}

// The first app loads what is loaded on demand.
addApp(new Chart(new App(), 'first'), 'first');
const before = live();
const chart = new Chart(new App(), 'all');
for (let index = 0; index < Number(count); index++) addApp(chart, appName(index));
const constructs = (live() - before) / count;
const manifests = chart.toJson();
const all = (live() - before) / count;
process.stdout.write(JSON.stringify({ constructs, all, objects: manifests.length }));
