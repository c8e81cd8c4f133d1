import { inTurn, runProcess } from '../measure.mjs';
import { megabytes, middle, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';

const COMPARED = { 'parse with yaml': 'parse', check: 'check' };
const STEPS = { ...COMPARED, 'read into a state': 'read' };

/** The number of objects that no rule looks at. */
const UNREAD = 100_000;

/** Measures reading and checking a change of many apps, compared with only parsing its YAML. */
export function measureChecker({ sizes, runs, budget, short, isEnough }) {
  const sections = [];
  const limits = [];
  const perApp = {};
  for (const size of short ? sizes.slice(0, 1) : sizes) {
    const ways = Object.fromEntries(
      Object.entries(short ? COMPARED : STEPS).map(([name, step]) => [
        name,
        () => runProcess('check.mjs', [step, size], { timeout: budget * 2 }),
      ]),
    );
    const results = inTurn(ways, { runs, budget, isEnough: (soFar) => isEnough(limitsOf(soFar, size)) });
    const base = results.get('parse with yaml')?.map(({ cpu }) => cpu);
    const rows = [...results].map(([name, series]) => [
      name,
      time(middle(series, 'total')),
      megabytes(middle(series, 'memory')),
      base === undefined
        ? '-'
        : times(
            ratio(
              series.map(({ cpu }) => cpu),
              base,
            ),
          ),
    ]);
    const rounds = [...results.values()][0]?.length ?? 0;
    sections.push({
      title: `Checking: ${size} apps, before and after (${6 * size} objects)`,
      text: rounds === 1 ? 'One run.' : `Medians of ${rounds} runs.`,
      table: table(['', 'time', 'memory', 'times parsing'], rows),
    });
    const check = results.get('check');
    if (check === undefined) continue;
    perApp[size] = middle(check, 'cpu') / size;
    limits.push(...limitsOf(results, size));
  }
  limits.push(...growthLimits(perApp));
  const services = measureServices({ budget, short });
  const unread = short ? { sections: [], limits: [] } : measureUnread();
  return {
    sections: [...sections, ...services.sections, ...unread.sections],
    limits: [...limits, ...services.limits, ...unread.limits],
  };
}

/** Measures the memory that objects take that no rule looks at. It hardly varies. */
function measureUnread() {
  const { bytes, alive } = runProcess('unread.mjs', [UNREAD]);
  const value = alive / bytes;
  const rows = [
    ['the texts', megabytes(bytes / 1e6), '1.00'],
    ['all live objects after reading', megabytes(alive / 1e6), value.toFixed(2)],
  ];
  return {
    sections: [
      {
        title: `Checking: ${UNREAD} objects that no rule looks at`,
        text: `Custom resources of ${Math.round(bytes / UNREAD / 2)} bytes, before and after, with one changed field each.`,
        table: table(['', 'memory', 'times the texts'], rows),
      },
    ],
    limits: [
      {
        what: `memory of ${UNREAD} objects that no rule looks at to that of their texts`,
        value: { middle: value, low: value, high: value },
        limit: 1.2,
      },
    ],
  };
}

function limitsOf(results, size) {
  const [check, base] = ['check', 'parse with yaml'].map((name) => results.get(name)?.map(({ cpu }) => cpu));
  if (size < 100 || check === undefined || base === undefined) return [];
  return [{ what: `time to check ${size} apps to that of parsing their YAML`, value: ratio(check, base), limit: 1.3 }];
}

/** Measures the check of many Services over as many Deployments, to see whether twice as many take twice as long. */
function measureServices({ budget, short }) {
  const counts = short ? [300, 1_200] : [5_000, 10_000, 20_000, 50_000];
  const results = counts.flatMap((count) => {
    const result = runProcess('services.mjs', [count], { timeout: budget * 2 });
    return result === undefined ? [] : [{ count, ...result, perPair: result.cpu / count }];
  });
  const [base] = results;
  const rows = results.map(({ count, total, cpu, memory, perPair }) => [
    String(count),
    time(total),
    time(cpu),
    megabytes(memory),
    time(perPair),
    (perPair / base.perPair).toFixed(2),
  ]);
  const last = results.at(-1);
  const value = last.perPair / base.perPair;
  return {
    sections: [
      {
        title: 'Checking: a Service for each Deployment',
        text: 'Each Deployment is scaled, so all of them change. One run each.',
        table: table(['Services', 'time', 'processor', 'memory', 'each', `times at ${base.count}`], rows),
      },
    ],
    limits: [
      {
        what: `time to check a Service among ${last.count} to that among ${base.count}`,
        value: { middle: value, low: value, high: value },
        limit: 1.3,
      },
    ],
  };
}

function growthLimits(perApp) {
  const sizes = Object.keys(perApp)
    .map(Number)
    .filter((size) => size >= 100);
  const [base, last] = [sizes[0], sizes.at(-1)];
  if (base === undefined || base === last) return [];
  const value = perApp[last] / perApp[base];
  const what = `time to check an app among ${last} to that among ${base}`;
  return [{ what, value: { middle: value, low: value, high: value }, limit: 1.3 }];
}
