// Calls a pure function for one second: `node bench/processes/maths.mjs <function>`. Prints the clock time and the
// processor time of a call in nanoseconds.
import { performance } from 'node:perf_hooks';
import { planCanary, replicasForPercent, splitReplicas } from '../../lib/index.js';

/**
 * The functions, with different numbers in each call. The compiler would optimize repeated calls with the same numbers
 * away.
 */
const WORK = {
  split: (call) =>
    splitReplicas({ replicas: 2 + (call % 500), trafficPercent: call % 101, maxSurge: 2, tolerance: 100 }),
  'large split': (call) =>
    splitReplicas({
      replicas: 1_000_000 + call,
      trafficPercent: 0.1 + (call % 997) / 10,
      maxSurge: 1_000_000,
      tolerance: 100,
    }),
  replicas: (call) => replicasForPercent({ trafficPercent: 0.1 + (call % 997) / 10, tolerance: 1 }),
  plan: (call) => planCanary({ replicas: 10 + (call % 5), steps: [10, 30, 50, 100] }),
  'large plan': (call) =>
    planCanary({ replicas: 10_000 + call, steps: Array.from({ length: 20 }, (_, step) => 5 * (step + 1)) }),
};

const work = WORK[process.argv[2]];
// Warm up until the compiler has optimized the code.
for (const until = performance.now() + 300; performance.now() < until;) work(1);

const cpuBefore = process.cpuUsage();
const start = performance.now();
let calls = 0;
while (performance.now() - start < 1000) {
  for (let batch = 0; batch < 10; batch++) work(calls++);
}
const total = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
process.stdout.write(JSON.stringify({ call: (1e6 * total) / calls, cpu: (1e3 * (user + system)) / calls }));
