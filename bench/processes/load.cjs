// Loads modules with all that they export, and prints what it took: `node bench/processes/load.cjs <module>...`, paths as seen from this folder.
const { performance } = require('node:perf_hooks');

const cpuBefore = process.cpuUsage();
const start = performance.now();
// A look at each export loads what is loaded on demand.
for (const module of process.argv.slice(2)) Object.values(require(module));
const load = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ load, cpu: (user + system) / 1000, memory }));
