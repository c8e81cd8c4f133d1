import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';

const root = import.meta.dirname;
const ALL = 'test/**/*.test.ts';
const SLOW = 'test/**/*.slow.test.ts';

/** The files that have properties, or that walk more states the more often properties run. */
const properties = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('test', file))
  .filter((file) => file.endsWith('.test.ts') && /'fast-check'|IS_WHOLE/.test(readFileSync(join(root, file), 'utf8')));

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
// Not to the standard output, where a reporter may write JSON.
console.error(`Properties draw with the seed ${seed}. SEED=${seed} repeats them.`);

/** A suite whose properties run so many times each. */
function suite(name: string, runs: number, test: UserWorkspaceConfig['test']): UserWorkspaceConfig {
  return {
    resolve: { alias: { 'cdk8s-rollouts': resolve(root, 'src/index.ts') } },
    test: {
      name,
      setupFiles: ['test/support/setup.ts'],
      provide: { runs, seed },
      // No test measures time: one that takes ten minutes hangs, however busy the machine is.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      // Files of a worker share the modules that they load.
      isolate: false,
      ...test,
    },
  };
}

export default defineConfig(({ mode }) => ({
  test: {
    // Vitest would leave one core to others.
    maxWorkers: '100%',
    projects:
      mode === 'fuzz'
        ? [suite('fuzz', 3000, { include: properties })]
        : [
            suite('unit', 50, { include: [ALL], exclude: [SLOW] }),
            suite('slow', 20, { include: [SLOW], globalSetup: ['test/support/build-package.ts'] }),
            'site/vitest.config.mts',
          ],
  },
}));
