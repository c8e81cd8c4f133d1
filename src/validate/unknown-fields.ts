import { alternatives } from '../text/words';
import { closestNames } from './closest-name';
import type { Problem } from './problem';

/**
 * The remedy for an unknown name that belongs elsewhere, or `undefined` if it doesn't.
 *
 * @param known the valid names
 */
export type Remedy = (name: string, known: readonly string[]) => string | undefined;

/** The most names in a message. */
const MOST_NAMES = 15;

/**
 * Returns a problem for each unknown field, because a misspelled one would otherwise be silently ignored.
 *
 * @param prefix the text before the name of a field: `container.`
 * @param known the valid names
 * @param noun the noun for a field
 * @param remedy the remedy for a name that belongs elsewhere
 *
 * @example
 * unknownFieldProblems('', { trafficPrecent: 10 }, ['trafficPercent']).map(describeProblem)
 * // => ['trafficPrecent: unknown option, got 10; did you mean trafficPercent?']
 */
export function unknownFieldProblems(
  prefix: string,
  given: object,
  known: readonly string[],
  noun: 'option' | 'field' | 'rule' = 'option',
  remedy: Remedy = () => undefined,
): Problem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      prop: `${prefix}${name}`,
      received: (given as Record<string, unknown>)[name],
      expected: `one of ${known.join(', ')}`,
      unknown: noun,
      fix: remedy(name, known) ?? suggestion(name, known),
    }));
}

/** Returns the remedy for names that are close to options of an object in `field`, and to none of the known names. */
export function optionsIn(field: string, options: readonly string[]): Remedy {
  return (name, known) =>
    closestNames(name, known).length > 0
      ? undefined
      : didYouMean(closestNames(name, options).map((option) => `${field}.${option}`));
}

function didYouMean(names: string[]): string | undefined {
  return names.length === 0 ? undefined : `did you mean ${alternatives(names)}?`;
}

function suggestion(name: string, known: readonly string[]): string {
  const meant = didYouMean(closestNames(name, known));
  if (meant !== undefined) return meant;
  return known.length > MOST_NAMES
    ? 'check its spelling, or remove it'
    : `remove it, or use one of ${known.join(', ')}`;
}
