// Prints the result of one or more test runs, from the output of vitest's JSON reporter, on one line that any CI can read.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (count) => reports.reduce((total, report) => total + report[count], 0);
const skipped = sum('numPendingTests') > 0 ? `, ${sum('numPendingTests')} skipped` : '';
console.log(`${sum('numPassedTests')} passed, ${sum('numFailedTests')} failed${skipped}`);
