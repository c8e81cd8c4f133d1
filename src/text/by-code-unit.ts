/** Compares two strings by code unit, so that the order is the same in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Returns an object with its keys in the order in which cdk8s writes them.
 *
 * @example
 * sortedByKey({ b: 1, a: 2 }) // => { a: 2, b: 1 }
 */
export function sortedByKey<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => byCodeUnit(a, b))) as T;
}
