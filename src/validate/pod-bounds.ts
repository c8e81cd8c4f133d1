import { isIntOrPercent, isUpTo100Percent } from '../model/int-or-percent';
import { unquote } from './number-as-text';
import { type Check, kind } from './shape';

/**
 * Returns a check of how many pods may be missing or must stay: a number of pods, or a percentage up to 100%.
 *
 * @param fix the remedy, as an instruction
 */
export function boundTo100Percent(fix = 'write 1 or 25%'): Check {
  return kind(
    'a whole number of pods, 0 or more, or a whole percentage up to 100%',
    (bound) => unquote(bound, isUpTo100Percent) ?? fix,
    isUpTo100Percent,
  );
}

/**
 * Returns a check of how many pods may be added: a number of pods, or a percentage, which may be more than 100%.
 *
 * @param fix the remedy, as an instruction
 */
export function surgeBound(fix = 'write 1 or 25%'): Check {
  return kind(
    'a whole number of pods, 0 or more, or a whole percentage',
    (bound) => unquote(bound, isIntOrPercent) ?? fix,
    isIntOrPercent,
  );
}
