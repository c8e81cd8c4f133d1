// Preloaded into a command (`node --require`): writes the milliseconds that the processor spent on the whole process to the
// file that CPU_REPORT names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.CPU_REPORT, String((user + system) / 1000));
});
