import { percentage, podCount } from '../validate/checks';
import { optionsCheck } from '../validate/shape';

/** The counts that you choose, and the percentage to compare them with. */
export interface ExplicitSplitOptions {
  /** The number of pods of the stable version: a whole number from 0 to 2147483647. */
  readonly stable: number;
  /** The number of pods of the canary: a whole number from 0 to 2147483647. */
  readonly canary: number;
  /**
   * The intended percentage, 0 to 100, decimals allowed.
   *
   * @default - no comparison; `errorPoints` is 0
   */
  readonly trafficPercent?: number;
}

/** Reports the problems of the options of `explicitSplit`. */
export const explicitSplitOptionProblems = optionsCheck<ExplicitSplitOptions>(
  {
    stable: podCount('state how many pods run the stable version'),
    canary: podCount('state how many pods run the canary version'),
    trafficPercent: percentage('state the percentage to compare with, or leave it out'),
  },
  ['stable', 'canary'],
  '{ stable: 5, canary: 10 }',
);
