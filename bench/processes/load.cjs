// Loads modules with all their exports, and prints the time and the memory:
// `node bench/processes/load.cjs <module>...`, with paths relative to this folder.
const { performance } = require('node:perf_hooks');

const cpuBefore = process.cpuUsage();
const start = performance.now();
// Reading each export loads the modules that are loaded on demand.
for (const module of process.argv.slice(2)) Object.values(require(module));
const load = performance.now() - start;
const { user, system } = process.cpuUsage(cpuBefore);
const memory = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ load, cpu: (user + system) / 1000, memory }));
