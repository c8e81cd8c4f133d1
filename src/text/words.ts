/** An object, as messages name it. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly namespaceStated: boolean;
}

/** Returns `Service shop/web`, or `Service web` if the manifest states no namespace. */
export function describeObject(object: NamedObject): string {
  return `${object.kind} ${describeName(object)}`;
}

/** Returns `shop/web`, or `web` if the manifest states no namespace. */
export function describeName({ namespaceStated, namespace, name }: Omit<NamedObject, 'kind'>): string {
  return namespaceStated ? `${namespace}/${name}` : name;
}

/** Returns a count with its noun: `1 pod`, `2 pods`, `0 pods`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** The most names in one sentence, because no one reads more. */
const MOST_NAMES = 10;

/**
 * Returns the items as part of a sentence. It names at most the first ten and counts the rest.
 *
 * @example
 * enumerate(['a', 'b', 'c']) // => 'a, b and c'
 */
export function enumerate(items: readonly string[]): string {
  const shown =
    items.length > MOST_NAMES ? [...items.slice(0, MOST_NAMES), `${items.length - MOST_NAMES} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * Returns names of which one is meant.
 *
 * @example
 * alternatives(['a', 'b', 'c']) // => 'a, b or c'
 */
export function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** Returns a percentage with at most one decimal: `33.3%`. */
export function percent(share: number): string {
  return `${Math.round(share * 10) / 10}%`;
}

/** Returns a sentence with a lower-case start, for use inside another sentence. */
export function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
