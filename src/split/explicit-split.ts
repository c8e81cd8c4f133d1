import { throwProblems } from '../validate/problems-error';
import { reportSplit, type Split } from './split';
import { type ExplicitSplitOptions, explicitSplitOptionProblems } from './explicit-split-options';

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
  throwProblems('explicitSplit', explicitSplitOptionProblems(options));
  return reportSplit(options.stable, options.canary, options.trafficPercent);
}
