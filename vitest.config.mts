import { readdirSync, readFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join, resolve } from 'node:path';
import { defineConfig, type UserWorkspaceConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = import.meta.dirname;
const ALL = 'test/**/*.test.ts';
const SLOW = 'test/**/*.slow.test.ts';

/** The files with properties, or with searches whose size depends on the number of runs. */
const properties = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .map((file) => join('test', file))
  .filter((file) => file.endsWith('.test.ts') && /'fast-check'|IS_WHOLE/.test(readFileSync(join(root, file), 'utf8')));

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
// Print to standard error, because a reporter may write JSON to standard output.
console.error(`Properties draw with the seed ${seed}. SEED=${seed} repeats them.`);

/** The slow files that take longest. */
const LONGEST = ['walk-releases', 'scale', 'pipeline', 'walk-on-github', 'walk-on-gitlab', 'exhaustive'];

/** Starts the files that take longest first, so that none of them runs alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = LONGEST.findIndex((name) => moduleId.endsWith(`/${name}.slow.test.ts`));
      return index === -1 ? LONGEST.length : index;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

/** Returns a suite whose properties run a number of times each. */
function suite(name: string, runs: number, test: UserWorkspaceConfig['test']): UserWorkspaceConfig {
  return {
    resolve: { alias: { 'cdk8s-rollouts': resolve(root, 'src/index.ts') } },
    test: {
      name,
      setupFiles: ['test/support/setup.ts', 'test/support/remove-folders.ts'],
      provide: { runs, seed },
      // No test measures time. A test that takes ten minutes hangs, however busy the machine is.
      testTimeout: 600_000,
      hookTimeout: 600_000,
      // A developer's settings of git, such as hooks and signatures, must not reach the repositories of the tests.
      env: { GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1' },
      // Let the files of a worker share the modules that they load.
      isolate: false,
      ...test,
    },
  };
}

export default defineConfig(({ mode }) => ({
  test: {
    // By default, Vitest leaves one core unused.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects:
      mode === 'fuzz'
        ? // Three thousand walks through a release take half an hour.
          [suite('fuzz', 3000, { include: properties, testTimeout: 0 })]
        : [
            suite('unit', 50, { include: [ALL], exclude: [SLOW] }),
            suite('slow', 20, { include: [SLOW], globalSetup: ['test/support/build-package.ts'] }),
            'site/vitest.config.mts',
          ],
  },
}));
