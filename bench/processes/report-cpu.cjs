// A module to preload into a command (`node --require`). It writes the processor time of the whole process, in
// milliseconds, to the file in CPU_REPORT.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.CPU_REPORT, String((user + system) / 1000));
});
