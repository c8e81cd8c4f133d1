import { inTurn, runProcess } from '../measure.mjs';
import { megabytes, middle, runsOf, table, time, times } from '../report.mjs';
import { growth, ratio, spread } from '../statistics.mjs';

const COMPARED = { 'parse with yaml': 'parse', check: 'check' };
const STEPS = { ...COMPARED, 'read into a state': 'read' };

/** The number of objects that no rule looks at. */
const UNREAD = 100_000;

/** Measures reading and checking a change of many apps, compared with only parsing its YAML. */
export function measureChecker({ sizes, runs, budget, short, isEnough }) {
  const sections = [];
  const limits = [];
  const checks = [];
  for (const size of short ? sizes.slice(0, 1) : sizes) {
    const ways = Object.fromEntries(
      Object.entries(short ? COMPARED : STEPS).map(([name, step]) => [
        name,
        () => runProcess('check.mjs', [step, size], { timeout: budget * 2 }),
      ]),
    );
    const results = inTurn(ways, { runs, budget, limitsOf: (soFar) => limitsOf(soFar, size), isEnough });
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
      text: `${runsOf(rounds)}.`,
      table: table(['', 'time', 'memory', 'times parsing'], rows),
    });
    const check = results.get('check');
    if (check === undefined) continue;
    checks.push({ count: size, results: check });
    limits.push(...limitsOf(results, size));
  }
  limits.push(
    ...growthLimits(
      checks.filter(({ count }) => count >= 100),
      'an app',
    ),
  );
  const services = measureServices({ runs: short ? runs : 1, budget, short, isEnough });
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
        value: spread([value]),
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
function measureServices({ runs, budget, short, isEnough }) {
  const counts = short ? [300, 1_200] : [5_000, 10_000, 20_000, 50_000];
  const ways = Object.fromEntries(
    counts.map((count) => [count, () => runProcess('services.mjs', [count], { timeout: budget * 2 })]),
  );
  const toChecks = (results) => [...results].map(([count, series]) => ({ count: Number(count), results: series }));
  const limitsOfServices = (results) => growthLimits(toChecks(results), 'a Service');
  const measured = inTurn(ways, { runs, limitsOf: limitsOfServices, isEnough });
  const checks = toChecks(measured);
  const [base] = checks;
  const rows = checks.map(({ count, results }) => [
    String(count),
    time(middle(results, 'total')),
    time(middle(results, 'cpu')),
    megabytes(middle(results, 'memory')),
    time(middle(results, 'cpu') / count),
    times(growth({ count, results }, base)),
  ]);
  return {
    sections: [
      {
        title: 'Checking: a Service for each Deployment',
        text: `Each Deployment is scaled, so all of them change. ${runsOf(base.results.length)}.`,
        table: table(['Services', 'time', 'processor', 'memory', 'each', `times at ${base.count}`], rows),
      },
    ],
    limits: limitsOfServices(measured),
  };
}

/** Returns the limit for the growth from the smallest to the largest number of units, if there are several numbers. */
function growthLimits(checks, unit) {
  const [base, last] = [checks[0], checks.at(-1)];
  if (base === last) return [];
  const what = `time to check ${unit} among ${last.count} to that among ${base.count}`;
  return [{ what, value: growth(last, base), limit: 1.3 }];
}
