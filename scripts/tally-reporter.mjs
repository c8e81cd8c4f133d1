/** A reporter that ends vitest's output with a plain line for readers of logs: `3 passed, 0 failed, 1 skipped`. */
export default class TallyReporter {
  onTestRunEnd(testModules, unhandledErrors) {
    const tally = { passed: 0, failed: 0, skipped: 0 };
    for (const testModule of testModules) {
      for (const test of testModule.children.allTests()) {
        const { state } = test.result();
        // A test that did not finish has not passed.
        tally[state === 'pending' ? 'failed' : state]++;
      }
      // A file that does not load has no tests to count.
      tally.failed += testModule.errors().length;
    }
    tally.failed += unhandledErrors.length;

    const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
    console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`);
  }
}
