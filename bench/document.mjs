import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { table, times } from './report.mjs';

const require = createRequire(import.meta.url);

const FAST_APP = `## FastApp

cdk8s spends half its time serializing YAML. It also walks and validates the whole App again for each chart, so its run time grows with
the square of the number of charts. \`FastApp\` is a cdk8s App that writes the same bytes and avoids both:

\`\`\`ts
import { Chart } from 'cdk8s';
import { CanaryApp, FastApp } from 'cdk8s-rollouts';

const app = new FastApp();
const chart = new Chart(app, 'shop');
for (const name of ['cart', 'search']) {
  new CanaryApp(chart, name, {
    name,
    replicas: 10,
    port: 80,
    stable: { version: 'v1', image: \`shop/\${name}:1.0.0\` },
  });
}
app.synth();
\`\`\`

Everything that works in a cdk8s App works in a FastApp, and you can go back at any time. It pays off from a few hundred apps or charts
on. Without it, put each of several hundred charts into its own App: the files are the same, but charts of different Apps can't depend on
each other. [upstream/](upstream/README.md) describes the parts of cdk8s that it replaces, and the causes.
`;

const INTRODUCTION = `# Performance

Written by \`npm run bench -- --peers\`; don't edit it by hand. Compare ratios and not seconds, which depend on the machine.

Each measurement runs in its own Node.js process. The ways take turns, round by round. A ratio compares processor times (of all threads)
within one round, because other processes disturb these less than the clock. The tables give the median, with the lowest and highest in
brackets. All other times are by the clock.

An app is a canary at 10%: two Deployments and a Service. All ways write the same bytes (checked before each run), with three exceptions:
_cdk8s-plus, unmodified_ writes more fields, _BlueGreenApp_ has other labels and names, and _ReleaseApp_ adds an annotation. All run in a
cdk8s \`App\`, except for _cdk8s-rollouts, FastApp_ and _objects and yaml_.
`;

/** Returns the report as Markdown. */
export function toDocument(sections, limits) {
  const parts = [
    INTRODUCTION,
    machine(),
    '## Targets\n',
    targets(limits),
    FAST_APP,
    // Sections of measurements that were left out have no table.
    ...sections.map(({ title, text, table: rows }) => [`## ${title}`, text, rows].filter(Boolean).join('\n\n') + '\n'),
  ];
  return parts.join('\n');
}

function targets(limits) {
  const rows = limits.map(({ what, value, limit }) => [
    what,
    times(value),
    `<= ${limit}`,
    value.middle <= limit ? 'yes' : 'no',
  ]);
  return `${table(['ratio', 'measured', 'target', 'met'], rows)}\n`;
}

function machine() {
  const versions = ['cdk8s', 'cdk8s-plus-28', 'constructs', 'yaml'].map((name) => `${name} ${versionOf(name)}`);
  const [{ model } = { model: 'unknown processor' }] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `Machine: ${cpus().length} × ${model.trim()}, ${memory}. Node.js ${process.version}, ${versions.join(', ')}.\n`;
}

/** Returns the version from the file, because not every package exports it. */
function versionOf(name) {
  let folder = dirname(require.resolve(name));
  for (;;) {
    try {
      const description = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      if (description.name === name) return description.version;
    } catch (error) {
      if (error.code !== 'ENOENT') throw error;
    }
    folder = dirname(folder);
  }
}
