// Checks that the tests contain at least as many bad inputs as SECURITY.md states. It reads the output of vitest's JSON
// reporter, because counting them takes a run.
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
    `SECURITY.md: expected "at least N bad inputs" with at most ${count}, got ${stated}; state that number or less`,
  );
}
console.log(`${count} bad inputs, and SECURITY.md states at least ${stated}`);
