import { resolve } from 'node:path';
import { defineProject } from 'vitest/config';

/** The tests of the site in a real browser. `npx vitest run` at the top of the repository runs them with all others. */
export default defineProject({
  resolve: { alias: { 'cdk8s-rollouts': resolve(import.meta.dirname, '../src/index.ts') } },
  test: {
    name: 'browser',
    root: import.meta.dirname,
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/build-site.ts'],
    // Remove what tests write into the folder for temporary files.
    setupFiles: ['../test/support/remove-folders.ts'],
    // No test measures time. A test that takes ten minutes hangs, however busy the machine is.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 600_000 } },
  },
});
