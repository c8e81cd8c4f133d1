import { throwProblems } from '../validate/problems-error';
import { reportSplit, type Split } from './split';
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

const checkOptions = optionsCheck<ExplicitSplitOptions>(
  {
    stable: podCount('state how many pods run the stable version'),
    canary: podCount('state how many pods run the canary version'),
    trafficPercent: percentage('state the percentage to compare with, or leave it out'),
  },
  ['stable', 'canary'],
  '{ stable: 5, canary: 10 }',
);

/**
 * Returns the same report as `splitReplicas`, for counts that you choose.
 *
 * It accepts counts that are far from the percentage, because you chose them. Without any pods, the actual percentage
 * is 0.
 *
 * @example
 * explicitSplit({ stable: 5, canary: 15 })
 * // => { stable: 5, canary: 15, total: 20, actualPercent: 75, errorPoints: 0 }
 * explicitSplit({ stable: 5, canary: 15, trafficPercent: 70 })
 * // => { stable: 5, canary: 15, total: 20, actualPercent: 75, errorPoints: 5 }
 *
 * @throws if an option is unknown, or a count or the percentage is out of range
 */
export function explicitSplit(options: ExplicitSplitOptions): Split {
  throwProblems('explicitSplit', checkOptions(options));
  return reportSplit(options.stable, options.canary, options.trafficPercent);
}
