import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { inTurn, runProcess } from '../measure.mjs';
import { FAST, OURS } from '../names.mjs';
import { megabytes, middle, runsOf, table, time, times } from '../report.mjs';
import { growth, ratio } from '../statistics.mjs';

const BY_HAND = 'cdk8s-plus by hand';
const AS_IT_COMES = 'cdk8s-plus, unmodified';
const FINISHED = 'cdk8s-plus, finished objects';
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

/** Ways for comparison: other manifests, and constructs without the work of writing them. */
const OTHER_WAYS = {
  [AS_IT_COMES]: 'plus-as-it-comes',
  [FINISHED]: 'plus-finished',
  [BLUE_GREEN]: 'blue-green',
  [RELEASE]: 'release',
};

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
    const measured = new Map();
    const limitsOfAll = (bySize) => [
      ...[...bySize].flatMap(([size, results]) => limitsOf(results, size, layout)),
      ...growthLimits(bySize, layout, quadratic),
    ];
    const slow = new Set();
    // In full, the larger sizes leave out ways that were slow in the smaller ones.
    for (const group of short ? [sizes] : sizes.map((size) => [size])) {
      const { bySize, skipped } = measureSizes({
        layout,
        ways,
        sizes: group,
        runs,
        budget,
        folder,
        measured,
        slow,
        quadratic,
        limitsOf: limitsOfAll,
        isEnough,
      });
      for (const [size, results] of bySize) {
        measured.set(size, results);
        sections.push({
          title: `${title}: ${size} apps`,
          text: note(results, skipped.get(size)),
          table: toTable(results),
        });
      }
    }
    limits.push(...limitsOfAll(measured));
    sections.push(...growthSections(title, measured, Object.keys(ways)));
  }
  return { sections, limits };
}

/** Measures the ways of some sizes in turn, so that a slowdown of the machine affects all sizes. */
function measureSizes({ layout, ways, sizes, runs, budget, folder, measured, slow, quadratic, limitsOf, isEnough }) {
  const skipped = new Map(sizes.map((size) => [size, []]));
  const runners = {};
  for (const size of sizes) {
    for (const [name, way] of Object.entries(ways)) {
      const expected = expectedSeconds(measured, name, size, quadratic && !LINEAR.includes(way));
      if (slow.has(name) || expected > budget) {
        slow.add(name);
        skipped.get(size).push(`${name} (it would take ${time(expected * 1000)} or more)`);
        continue;
      }
      runners[keyOf(size, name)] = () => {
        const outdir = join(folder, layout, way);
        rmSync(outdir, { recursive: true, force: true });
        const result = runProcess('write.mjs', [way, size, layout, outdir], { timeout: budget * 2 });
        if (result === undefined) skipped.get(size).push(`${name} (stopped after ${budget * 2} s)`);
        return result;
      };
    }
  }
  const bySize = (results) =>
    new Map(
      sizes.map((size) => [
        size,
        new Map(
          Object.keys(ways).flatMap((name) => {
            const series = results.get(keyOf(size, name));
            return series === undefined ? [] : [[name, series]];
          }),
        ),
      ]),
    );
  const results = inTurn(runners, { runs, budget, limitsOf: (soFar) => limitsOf(bySize(soFar)), isEnough });
  return { bySize: bySize(results), skipped };
}

function keyOf(size, name) {
  return `${size} ${name}`;
}

/**
 * Returns an estimate from the largest size that was measured. If cdk8s walks all charts for each chart, twice the
 * charts take up to four times as long, but less if the start-up dominates. The estimate is between linear and
 * quadratic growth.
 */
function expectedSeconds(measured, name, size, quadratic) {
  const sizes = [...measured.keys()].filter((one) => measured.get(one).has(name));
  if (sizes.length === 0) return 0;
  const largest = Math.max(...sizes);
  return (perApp(measured, name, largest) * size * (quadratic ? Math.sqrt(size / largest) : 1)) / 1000;
}

/** Returns the median of the processor time per app in milliseconds, if it was measured. */
function perApp(measured, name, size) {
  const series = measured.get(size).get(name);
  return series === undefined ? undefined : middle(series, 'cpu') / size;
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
  return `${runsOf(rounds)}.${left}${floor(results)}`;
}

/** Returns the times that no construct in a cdk8s App can go below: those of finished objects. */
function floor(results) {
  const [objects, constructs, base] = [API_OBJECT, FINISHED, AS_IT_COMES].map((name) =>
    results.get(name)?.map(({ cpu }) => cpu),
  );
  if (objects === undefined || constructs === undefined || base === undefined) return '';
  const [lowest, lowestOfPlus] = [objects, constructs].map((series) => times(ratio(series, base)));
  return (
    ` Finished objects, an ApiObject each, take ${lowest} times cdk8s-plus, unmodified, and ${lowestOfPlus} times with` +
    " the constructs of cdk8s-plus around them: a package whose Deployments are those of cdk8s-plus can't take less."
  );
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

/** Returns the limits for the growth of the time per app from the smallest size of at least 100 apps to the largest. */
function growthLimits(measured, layout, quadratic) {
  const [base, ...larger] = largeSizes(measured);
  const last = larger.at(-1);
  if (last === undefined) return [];
  return (quadratic ? [FAST] : [OURS, FAST]).flatMap((way) => {
    const [large, small] = [last, base].map((size) => ({ results: measured.get(size).get(way), count: size }));
    if (large.results === undefined || small.results === undefined) return [];
    const what = `time per app of ${way} at ${last} apps to that at ${base} (${layout})`;
    return [{ what, value: growth(large, small), limit: 1.3 }];
  });
}

function largeSizes(measured) {
  return [...measured.keys()].filter((size) => size >= 100);
}

/** Returns a table of the time per app by size. */
function growthSections(title, measured, ways) {
  const columns = largeSizes(measured);
  const [base, ...larger] = columns;
  if (larger.length === 0) return [];
  const rows = ways
    .filter((name) => [...measured.values()].some((results) => results.has(name)))
    .map((name) => {
      const medians = new Map(columns.map((size) => [size, perApp(measured, name, size)]));
      const ratioAt = (size) => medians.get(size) / medians.get(base);
      return [
        name,
        ...columns.map((size) => time(medians.get(size))),
        ...larger.map((size) => (Number.isNaN(ratioAt(size)) ? '-' : ratioAt(size).toFixed(2))),
      ];
    });
  const head = ['', ...columns.map((size) => `at ${size}`), ...larger.map((size) => `${size} to ${base}`)];
  return [
    {
      title: `${title}: time per app`,
      text: 'Processor time, divided by the number of apps.',
      table: table(head, rows),
    },
  ];
}
