// `npm run bench` measures this package against other ways of writing the same manifests, prints tables, and writes
// them to docs/performance.md. It runs the compiled package in lib/.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureChecker } from './cases/checker.mjs';
import { measureCommandLine } from './cases/command-line.mjs';
import { measureLiveObjects } from './cases/live-objects.mjs';
import { measureManifests } from './cases/manifests.mjs';
import { measureMaths } from './cases/maths.mjs';
import { measurePeers } from './cases/peers.mjs';
import { measureSite } from './cases/site.mjs';
import { measureStartup } from './cases/startup.mjs';
import { measureSynthPlugin } from './cases/synth-plugin.mjs';
import { areSettled, judge } from './judge.mjs';
import { toDocument } from './document.mjs';
import { verifySameYaml } from './verify.mjs';

const HELP = `Usage: npm run bench -- [options]

  --sizes <list>    how many apps, for example 10,100,1000 (default 10,100,1000,10000)
  --runs <number>   how many fresh processes each, in turn (default 5)
  --budget <s>      seconds for one table: fewer runs where it is used up, and nothing that would take longer (default 60)
  --peers           compare with kosko (installed into a temporary folder), kustomize and jsonnet (where installed)
  --short           few apps, for a first impression; docs/performance.md is left as it is
  --check           fail where a ratio is far over its target; never because of absolute times
  --help            this text
`;

const CASES = [
  measureMaths,
  measureStartup,
  measureCommandLine,
  measureManifests,
  measureLiveObjects,
  measureChecker,
  measureSynthPlugin,
  measureSite,
  measurePeers,
];

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string' },
    runs: { type: 'string' },
    budget: { type: 'string', default: '60' },
    short: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) process.stdout.write(HELP);
else main();

function main() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-rollouts-bench-'));
  try {
    const { short, peers, check } = options;
    const sizes = numbers('sizes', options.sizes ?? (short ? '100,200' : '10,100,1000,10000'));
    const [runs] = numbers('runs', options.runs ?? (short ? '3' : '5'));
    const [budget] = numbers('budget', options.budget);
    verifySameYaml(folder, short ? ['one-chart'] : undefined);
    // A short check ends the rounds of a case once the result is certain.
    const isEnough = short && check ? areSettled : () => false;
    const parts = CASES.map((measure) => measure({ sizes, runs, budget, folder, short, peers, isEnough }));
    const sections = parts.flatMap((part) => part.sections);
    const limits = parts.flatMap((part) => part.limits);
    const document = toDocument(sections, limits);
    process.stdout.write(document);
    if (!short) writeFileSync(new URL('../docs/performance.md', import.meta.url), document);
    if (check) process.exitCode = judge(limits);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function numbers(option, text) {
  const list = text.split(',').map(Number);
  if (list.every((number) => Number.isInteger(number) && number > 0)) return list;
  throw new Error(`--${option}: expected whole numbers above 0, got ${text}; give for example --${option} 10`);
}
