// Whether SECURITY.md states how many bad inputs the tests hold, at the least. It reads what vitest's JSON reporter wrote, as
// counting them takes a run.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const [file] = process.argv.slice(2);
const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
const [, stated] = /at least (\d+) bad inputs/.exec(readFileSync(join(root, 'SECURITY.md'), 'utf8')) ?? [];
const count = testResults
  .filter(({ name }) => name.startsWith(join(root, 'test/bad-inputs/')))
  .reduce((sum, { assertionResults }) => sum + assertionResults.length, 0);

if (stated === undefined || count < Number(stated)) {
  throw new Error(
    `SECURITY.md: expected "at least N bad inputs" with at most ${count}, got ${stated}; state what is there`,
  );
}
console.log(`${count} bad inputs, and SECURITY.md states at least ${stated}`);
