import { throwProblems } from '../validate/problem';
import { reportSplit, type Split } from './split';
import { optionsProblem, podCountProblem, percentProblem } from '../validate/shape';

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
 * @throws when a count or the percentage is out of range
 */
export function explicitSplit(options: ExplicitSplitOptions): Split {
  throwProblems('explicitSplit', explicitSplitProblems(options));
  return reportSplit(options.stable, options.canary, options.trafficPercent);
}

function explicitSplitProblems(options: ExplicitSplitOptions) {
  const objectProblem = optionsProblem(options, '{ stable: 5, canary: 10 }');
  if (objectProblem) return [objectProblem];
  const { stable, canary, trafficPercent } = options;
  const problems = [
    podCountProblem('stable', stable, 'state how many pods run the stable version'),
    podCountProblem('canary', canary, 'state how many pods run the canary version'),
    trafficPercent === undefined
      ? undefined
      : percentProblem('trafficPercent', trafficPercent, 'state the percentage to compare with, or leave it out'),
  ];
  return problems.filter((problem) => problem !== undefined);
}
