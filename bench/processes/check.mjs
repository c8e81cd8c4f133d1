// Reads two states of many apps: `node bench/processes/check.mjs <work> <apps>`, where the work is `parse` (only the
// yaml package), `read` (into a state) or `check`. Prints the clock time and the processor time in milliseconds, and
// the peak memory in MB.
import { performance } from 'node:perf_hooks';
import { parseAllDocuments } from 'yaml';
import { checkRollout } from '../../lib/index.js';
import { appName } from '../app.mjs';
import { internal } from '../internal.mjs';
import { manifestsOf } from '../manifests.mjs';
import { toYaml } from '../ways/objects.mjs';

const { readManifests } = internal('manifests/yaml/read-manifests');
const { toState } = internal('manifests/to-state');
const { YAML_OPTIONS } = internal('manifests/yaml/yaml-options');

const [what, count] = process.argv.slice(2);

const WORK = {
  parse: (texts) => texts.forEach((text) => parseAllDocuments(text, YAML_OPTIONS).map((document) => document.toJS())),
  read: (texts) => texts.forEach((text) => toState(readManifests(text, 'bench.yaml'))),
  check: ([before, after]) => checkRollout(before, after),
};

// The canary goes from 10 to 30%: two lines change in each app.
const before = textOf((text) => text);
const after = textOf((text) => text.replace('replicas: 9', 'replicas: 7').replace('replicas: 1', 'replicas: 3'));

const cpuBefore = process.cpuUsage();
const start = performance.now();
WORK[what]([before, after]);
const total = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ total, cpu: (user + system) / 1000, memory }));

/**
 * Returns the YAML of all apps, from one rendered template, because the yaml package takes longer to write YAML than to
 * read it.
 */
function textOf(change) {
  const template = change(toYaml(manifestsOf('NAME')));
  const texts = Array.from({ length: Number(count) }, (_, index) => template.replaceAll('NAME', appName(index)));
  return texts.join('---\n');
}
