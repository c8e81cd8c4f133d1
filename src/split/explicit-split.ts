import { throwProblems } from '../validate/problems-error';
import { reportSplit, type Split } from './split';
import { optionsCheck, percentage, podCount } from '../validate/shape';

/** Counts that were chosen by hand, and the percentage they are compared with. */
export interface ExplicitSplitOptions {
  /** How many pods run the stable version: a whole number, 0 to 2147483647. */
  readonly stable: number;
  /** How many pods run the canary version: a whole number, 0 to 2147483647. */
  readonly canary: number;
  /**
   * The percentage that the counts are meant for, 0 to 100, decimals allowed.
   *
   * @default - the counts are compared with nothing, and `errorPoints` is 0
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
 * The same report as that of `splitReplicas`, for counts that someone who knows better has chosen.
 *
 * Nothing is refused for being far off: the counts are the wish. Without any pod the actual percentage is 0.
 *
 * @example
 * explicitSplit({ stable: 5, canary: 15 })
 * // => { stable: 5, canary: 15, total: 20, actualPercent: 75, errorPoints: 0 }
 * explicitSplit({ stable: 5, canary: 15, trafficPercent: 70 })
 * // => { stable: 5, canary: 15, total: 20, actualPercent: 75, errorPoints: 5 }
 *
 * @throws when an option is unknown, or a count or the percentage out of range
 */
export function explicitSplit(options: ExplicitSplitOptions): Split {
  throwProblems('explicitSplit', checkOptions(options));
  return reportSplit(options.stable, options.canary, options.trafficPercent);
}
