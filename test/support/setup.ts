import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, inject } from 'vitest';
import { takeFolders } from './workspace';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The number of runs of a property. */
    readonly runs: number;
    /** The seed of the properties. */
    readonly seed: number;
  }
}

fc.configureGlobal({ numRuns: inject('runs'), seed: inject('seed') });

// Register this here and not in workspace(), because without isolation a module runs only once for all test files.
afterEach(() => {
  for (const folder of takeFolders()) rmSync(folder, { recursive: true, force: true });
});
