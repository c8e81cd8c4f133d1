import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { manifestsOf } from '../manifests.mjs';
import { inTurn, runCommand, runProcess } from '../measure.mjs';
import { table, time, times } from '../report.mjs';
import { median, ratio } from '../statistics.mjs';
import { toYaml } from '../ways/objects.mjs';

const BASE = 'node and yaml';
const MAIN = fileURLToPath(new URL('../../lib/cli/main.js', import.meta.url));

/** What each command takes for little input, compared with Node.js that starts and parses that input. */
export function measureCommandLine({ runs, folder, short }) {
  if (short) return { sections: [], limits: [] };
  const [before, after] = [join(folder, 'before'), join(folder, 'after')];
  const files = [before, after].map((state) => join(state, 'app.yaml'));
  for (const file of files) {
    mkdirSync(dirname(file));
    writeFileSync(file, toYaml(manifestsOf('app')));
  }
  const commands = {
    split: ['split', '--replicas', '10', '--percent', '25'],
    plan: ['plan', '--replicas', '10', '--steps', '10,50,100'],
    show: ['show', after],
    check: ['check', '--against', before, after],
  };
  const ways = { [BASE]: () => runProcess('parse.cjs', files).process };
  for (const [name, args] of Object.entries(commands)) {
    ways[`cdk8s-rollouts ${name}`] = () => runCommand(process.execPath, [MAIN, ...args], {}).milliseconds;
  }
  const results = inTurn(ways, { runs: runs * 4 });
  const base = results.get(BASE);
  const rows = [...results].map(([name, series]) => [name, time(median(series)), times(ratio(series, base))]);
  const text = `Whole processes, by the clock; the first parses the two files that show and check read. Medians of ${base.length} runs.`;
  return {
    sections: [{ title: 'Command line', text, table: table(['', 'time', `times ${BASE}`], rows) }],
    limits: [...results]
      .filter(([name]) => name !== BASE)
      .map(([name, series]) => ({
        what: `time of ${name} to that of ${BASE}`,
        value: ratio(series, base),
        limit: 1.5,
      })),
  };
}
