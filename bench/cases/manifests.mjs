import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn, runProcess } from '../measure.mjs';
import { FAST, OURS } from '../names.mjs';
import { megabytes, middle, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';

const BY_HAND = 'cdk8s-plus by hand';
const AS_IT_COMES = 'cdk8s-plus, unmodified';
const BLUE_GREEN = 'BlueGreenApp';
const RELEASE = 'ReleaseApp';
const L1 = 'L1 classes';
const API_OBJECT = 'ApiObject';

/** The ways of writing the same manifests, by the file in `ways/`. */
const WAYS = {
  [OURS]: 'rollouts',
  [FAST]: 'rollouts-fast',
  [BY_HAND]: 'plus',
  [L1]: 'l1',
  [API_OBJECT]: 'api-object',
  'objects and yaml': 'objects',
};

/** Ways that write other manifests, for comparison. */
const OTHER_WAYS = { [AS_IT_COMES]: 'plus-as-it-comes', [BLUE_GREEN]: 'blue-green', [RELEASE]: 'release' };

/** The number of apps from which on FastApp should pay off. */
const MANY_APPS = 1000;

/** Ways whose time is proportional to the number of charts. */
const LINEAR = ['rollouts-fast', 'objects'];

const LAYOUTS = [
  { layout: 'one-chart', title: 'All apps in one chart', ways: { ...WAYS, ...OTHER_WAYS } },
  { layout: 'chart-each', title: 'A chart for each app', ways: WAYS, quadratic: true },
  {
    layout: 'app-each',
    title: 'A chart and a cdk8s App for each app',
    ways: Object.fromEntries(Object.entries(WAYS).filter(([, way]) => !LINEAR.includes(way))),
  },
];

/** The ways that suffice to notice a large slowdown. */
const COMPARED = { [OURS]: WAYS[OURS], [FAST]: WAYS[FAST], [BY_HAND]: WAYS[BY_HAND], [L1]: WAYS[L1] };
const SHORT = [{ layout: 'one-chart', title: 'All apps in one chart', ways: COMPARED }];

/**
 * Measures the time and the memory of writing manifests.
 *
 * @returns sections for the report, and the limits for `--check`
 */
export function measureManifests({ sizes, runs, budget, folder, short, isEnough }) {
  const sections = [];
  const limits = [];
  for (const { layout, title, ways, quadratic } of short ? SHORT : LAYOUTS) {
    const perApp = new Map();
    const slow = new Set();
    for (const size of sizes) {
      const { rows, results, skipped } = measureSize({
        layout,
        ways,
        size,
        runs,
        budget,
        folder,
        perApp,
        slow,
        quadratic,
        isEnough: (soFar) => isEnough(limitsOf(soFar, size, layout)),
      });
      sections.push({ title: `${title}: ${size} apps`, text: note(results, skipped), table: rows });
      limits.push(...limitsOf(results, size, layout));
    }
    sections.push(...growth(title, perApp, sizes, limits, layout, quadratic));
  }
  return { sections, limits };
}

function measureSize({ layout, ways, size, runs, budget, folder, perApp, slow, quadratic, isEnough }) {
  const skipped = [];
  const runners = {};
  for (const [name, way] of Object.entries(ways)) {
    const expected = expectedSeconds(perApp.get(name), size, quadratic && !LINEAR.includes(way));
    if (slow.has(name) || expected > budget) {
      slow.add(name);
      skipped.push(`${name} (it would take ${time(expected * 1000)} or more)`);
      continue;
    }
    runners[name] = () => {
      const outdir = join(folder, layout, way);
      rmSync(outdir, { recursive: true, force: true });
      const result = runProcess('write.mjs', [way, size, layout, outdir], { timeout: budget * 2 });
      if (result === undefined) skipped.push(`${name} (stopped after ${budget * 2} s)`);
      return result;
    };
  }
  const results = inTurn(runners, { runs, budget, isEnough });
  for (const [name, series] of results) perApp.set(name, { ...perApp.get(name), [size]: middle(series, 'cpu') / size });
  return { rows: toTable(results), results, skipped };
}

/**
 * Returns an estimate from the largest size that was measured. If cdk8s walks all charts for each chart, twice the
 * charts take up to four times as long, but less if the start-up dominates. The estimate is between linear and
 * quadratic growth.
 */
function expectedSeconds(measured, size, quadratic) {
  if (measured === undefined) return 0;
  const largest = Math.max(...Object.keys(measured).map(Number));
  return (measured[largest] * size * (quadratic ? Math.sqrt(size / largest) : 1)) / 1000;
}

function toTable(results) {
  const base = results.get(BY_HAND)?.map(({ cpu }) => cpu);
  return table(
    [
      '',
      'construct',
      'synthesize',
      'to YAML',
      'write',
      'in all',
      'processor',
      'whole process',
      'memory',
      'times by hand',
    ],
    [...results].map(([name, series]) => [
      name,
      ...['construct', 'synthesize', 'stringify', 'write', 'total', 'cpu', 'process'].map((field) =>
        time(middle(series, field)),
      ),
      megabytes(middle(series, 'memory')),
      base === undefined
        ? '-'
        : times(
            ratio(
              series.map(({ cpu }) => cpu),
              base,
            ),
          ),
    ]),
  );
}

function note(results, skipped) {
  const rounds = [...results.values()][0]?.length ?? 0;
  const left = skipped.length === 0 ? '' : ` Left out: ${skipped.join(', ')}.`;
  return `${rounds === 1 ? 'One run' : `Medians of ${rounds} runs`}.${left}${floor(results)}`;
}

/** Returns the time that no construct in a cdk8s App can go below: that of the finished objects. */
function floor(results) {
  const [objects, base] = [API_OBJECT, AS_IT_COMES].map((name) => results.get(name)?.map(({ cpu }) => cpu));
  if (objects === undefined || base === undefined) return '';
  const lowest = times(ratio(objects, base));
  return ` Finished objects, an ApiObject each, take ${lowest} times cdk8s-plus, unmodified: constructs in a cdk8s App can't take less.`;
}

/** Returns the targets for the ways of this package, with the way that each is compared with. */
function targetsOf(size) {
  const ours = [
    { base: BY_HAND, field: 'cpu', limit: 1.0 },
    { base: AS_IT_COMES, field: 'cpu', limit: 0.7 },
    { base: BY_HAND, field: 'memory', limit: 1.05 },
  ];
  const l1 = { base: L1, field: 'cpu', limit: 1.3 };
  const fast = [
    { base: BY_HAND, field: 'cpu', limit: size >= MANY_APPS ? 0.6 : 1.0 },
    { base: BY_HAND, field: 'memory', limit: 1.05 },
  ];
  return { [OURS]: [...ours, l1], [FAST]: [...fast, l1], [BLUE_GREEN]: ours, [RELEASE]: ours };
}

function limitsOf(results, size, layout) {
  return Object.entries(targetsOf(size)).flatMap(([way, targets]) =>
    targets.flatMap(({ base, field, limit }) => {
      const [ours, theirs] = [results.get(way), results.get(base)];
      if (ours === undefined || theirs === undefined) return [];
      const value = ratio(
        ours.map((result) => result[field]),
        theirs.map((result) => result[field]),
      );
      const what = field === 'cpu' ? 'time' : 'memory';
      return [{ what: `${what} of ${way} to that of ${base} (${size} apps, ${layout})`, value, limit }];
    }),
  );
}

/** Returns a table of the time per app by size, and adds limits for its growth. */
function growth(title, perApp, sizes, limits, layout, quadratic) {
  const [base, ...larger] = sizes.filter((size) => size >= 100);
  if (larger.length === 0) return [];
  const columns = [base, ...larger];
  const rows = [...perApp].map(([name, measured]) => [
    name,
    ...columns.map((size) => time(measured[size])),
    ...larger.map((size) => (measured[size] === undefined ? '-' : (measured[size] / measured[base]).toFixed(2))),
  ]);
  const last = columns.at(-1);
  for (const way of quadratic ? [FAST] : [OURS, FAST]) {
    const ours = perApp.get(way);
    if (ours?.[last] === undefined) continue;
    const value = ours[last] / ours[base];
    const what = `time per app of ${way} at ${last} apps to that at ${base} (${layout})`;
    limits.push({ what, value: { middle: value, low: value, high: value }, limit: 1.3 });
  }
  const head = ['', ...columns.map((size) => `at ${size}`), ...larger.map((size) => `${size} to ${base}`)];
  return [
    {
      title: `${title}: time per app`,
      text: 'Processor time, divided by the number of apps.',
      table: table(head, rows),
    },
  ];
}
