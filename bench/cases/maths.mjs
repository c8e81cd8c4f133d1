import { inTurn, runProcess } from '../measure.mjs';
import { middle, runsOf, table, times } from '../report.mjs';
import { ratio } from '../statistics.mjs';

const CALLS = {
  split: 'splitReplicas, 2 to 501 replicas, surge 2',
  'large split': 'splitReplicas, 1,000,000 replicas, surge 1,000,000',
  replicas: 'replicasForPercent, within 1 point',
  plan: 'planCanary, 10 replicas, 4 steps',
  'large plan': 'planCanary, 10,000 replicas, 20 steps',
};
const COMPARED = ['split', 'large split'];

/** Measures the split and the planner, which don't import cdk8s. */
export function measureMaths({ runs, budget, short }) {
  const names = short ? COMPARED : Object.keys(CALLS);
  const ways = Object.fromEntries(names.map((name) => [name, () => runProcess('maths.mjs', [name])]));
  // One run is enough for a check, because the ratio is far below its limit.
  const results = inTurn(ways, { runs: short ? 1 : runs, budget });
  const series = (name) => results.get(name).map(({ cpu }) => cpu);
  const rows = names.map((name) => {
    const nanoseconds = middle(results.get(name), 'call');
    return [CALLS[name], duration(nanoseconds), Math.round(1e9 / nanoseconds).toLocaleString('en-US')];
  });
  const value = ratio(series('large split'), series('split'));
  return {
    sections: [
      {
        title: 'The split and the planner',
        text: `${runsOf(results.get('split').length)} of a second each, on one core. A large split takes ${times(value)} times an ordinary one.`,
        table: table(['', 'a call', 'calls a second'], rows),
      },
    ],
    limits: [
      { what: 'time of a split with 1,000,000 replicas and surge to that of an ordinary one', value, limit: 1000 },
    ],
  };
}

function duration(nanoseconds) {
  if (nanoseconds >= 1e6) return `${(nanoseconds / 1e6).toFixed(1)} ms`;
  if (nanoseconds >= 1e3) return `${(nanoseconds / 1e3).toFixed(1)} µs`;
  return `${Math.round(nanoseconds)} ns`;
}
