import { inTurn, runProcess } from '../measure.mjs';
import { OURS } from '../names.mjs';
import { megabytes, middle, runsOf, table, time, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';

const BASE = 'cdk8s and cdk8s-plus-28';

const MODULES = {
  nothing: [],
  yaml: ['yaml'],
  cdk8s: ['cdk8s'],
  [BASE]: ['cdk8s', 'cdk8s-plus-28'],
  [OURS]: ['cdk8s', 'cdk8s-plus-28', '../../lib/index.js'],
};

const COMPARED = { [BASE]: MODULES[BASE], [OURS]: MODULES[OURS] };

/** Measures the import of this package and of its dependencies. */
export function measureStartup({ runs, short, isEnough }) {
  const ways = Object.fromEntries(
    Object.entries(short ? COMPARED : MODULES).map(([name, modules]) => [name, () => runProcess('load.cjs', modules)]),
  );
  // Processes of a few dozen milliseconds need more rounds than processes of seconds.
  const results = inTurn(ways, {
    runs: runs * (short ? 2 : 4),
    limitsOf,
    isEnough,
  });
  const rows = [...results].map(([name, measured]) => [
    name,
    time(middle(measured, 'load')),
    time(middle(measured, 'process')),
    megabytes(middle(measured, 'memory')),
    times(ratioOf(results, name)),
  ]);
  return {
    sections: [
      {
        title: 'Start-up',
        text: `The imports of a program that uses this package: cdk8s, cdk8s-plus-28 and all exports of this package. ${runsOf(results.get(OURS).length)}.`,
        table: table(['', 'import', 'whole process', 'memory', `times ${BASE}`], rows),
      },
    ],
    limits: limitsOf(results),
  };
}

function ratioOf(results, name) {
  const [series, base] = [name, BASE].map((one) => results.get(one).map(({ cpu }) => cpu));
  return ratio(series, base);
}

function limitsOf(results) {
  return [{ what: `time to import ${OURS} to that of ${BASE}`, value: ratioOf(results, OURS), limit: 1.05 }];
}
