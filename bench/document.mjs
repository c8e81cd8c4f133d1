import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { table, times } from './report.mjs';

const require = createRequire(import.meta.url);

const FAST_APP = `## FastApp

cdk8s spends half of its time on the text, and walks and validates a whole App again for each of its charts, so that twice
the charts take four times as long. \`FastApp\` is a cdk8s App that writes the same bytes without both:

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

Anything that is made for a cdk8s App can be put into it, and goes back into one at any time. It is worth it from some hundred
apps or charts on. Without it, give each chart an App of its own once there are hundreds: the files are the same, but charts of different Apps can't depend on each
other. What it replaces within cdk8s, and the causes, are written up in [upstream/](upstream/README.md).
`;

const INTRODUCTION = `# Performance

Written by \`npm run bench -- --peers\`; don't edit it by hand. Compare ratios, not seconds: the next machine is another one.

Each measurement is a Node.js process of its own. The ways take turns, round by round. A ratio is made within a round, of
the time that the processor worked (with all its threads), which other processes disturb less than the clock; given are the
middle one and, in brackets, the lowest and the highest. All other times are by the clock.

An app is a canary at 10%: two Deployments and a Service. All ways write the same bytes (checked before each run), except
for _cdk8s-plus as it comes_, whose manifests say more, and _BlueGreenApp_, whose labels and names are others. All run in a
cdk8s \`App\`, except for _cdk8s-rollouts, FastApp_ and _objects and yaml_.
`;

/** The report, as Markdown. */
export function toDocument(sections, limits) {
  const parts = [
    INTRODUCTION,
    machine(),
    '## Targets\n',
    targets(limits),
    FAST_APP,
    ...sections.map(({ title, text, table: rows }) => `## ${title}\n\n${text}\n\n${rows}\n`),
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

/** From the file, as not every package exports it. */
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
