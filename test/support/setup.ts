import fc from 'fast-check';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The number of runs of a property. */
    readonly runs: number;
    /** The seed of the properties. */
    readonly seed: number;
  }
}

fc.configureGlobal({ numRuns: inject('runs'), seed: inject('seed') });
