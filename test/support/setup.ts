import { rmSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, inject } from 'vitest';
import { takeFolders } from './workspace';

declare module 'vitest' {
  export interface ProvidedContext {
    /** How often a property runs. */
    readonly runs: number;
    /** The seed of what the properties draw. */
    readonly seed: number;
  }
}

fc.configureGlobal({ numRuns: inject('runs'), seed: inject('seed') });

// Registered here and not in workspace(), because without isolation, a module runs only once for all test files.
afterEach(() => {
  for (const folder of takeFolders()) rmSync(folder, { recursive: true, force: true });
});
