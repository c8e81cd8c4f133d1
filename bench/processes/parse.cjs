// Parses YAML files without printing anything: `node bench/processes/parse.cjs <file>...`.
const { readFileSync } = require('node:fs');
const { parseAllDocuments } = require('yaml');

for (const file of process.argv.slice(2)) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) document.toJS();
}
process.stdout.write('{}');
