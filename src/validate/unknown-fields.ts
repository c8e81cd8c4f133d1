import { closestNames } from './closest-name';
import type { Problem } from './problem';

/** The most names in a message. */
const MOST_NAMES = 15;

/**
 * Returns a problem for each unknown field, because a misspelled one would otherwise be silently ignored.
 *
 * @param prefix the text before the name of a field: `container.`
 * @param known the valid names
 * @param noun the noun for a field
 * @param remedy the remedy for a name that belongs elsewhere, or `undefined`
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
  remedy: (name: string) => string | undefined = () => undefined,
): Problem[] {
  return Object.keys(given)
    .filter((name) => !known.includes(name))
    .map((name) => ({
      prop: `${prefix}${name}`,
      received: (given as Record<string, unknown>)[name],
      expected: `one of ${known.join(', ')}`,
      unknown: noun,
      fix: remedy(name) ?? suggestion(name, known),
    }));
}

function suggestion(name: string, known: readonly string[]): string {
  const meant = closestNames(name, known);
  if (meant.length > 0) return `did you mean ${meant.join(' or ')}?`;
  return known.length > MOST_NAMES
    ? 'check its spelling, or remove it'
    : `remove it, or use one of ${known.join(', ')}`;
}
