/** An object as messages name it. */
export interface NamedObject {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly namespaceStated: boolean;
}

/** `Service shop/web`, or `Service web` where the manifest states no namespace. */
export function describeObject(object: NamedObject): string {
  return `${object.kind} ${describeName(object)}`;
}

/** `shop/web`, or `web` where the manifest states no namespace. */
export function describeName({ namespaceStated, namespace, name }: Omit<NamedObject, 'kind'>): string {
  return namespaceStated ? `${namespace}/${name}` : name;
}

/** `1 pod`, `2 pods`, `0 pods`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** More names make a sentence that nobody reads. */
const MOST_NAMES = 10;

/**
 * Returns the items as a part of a sentence. Of many, the first ten are named and the rest is counted.
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

/** A percentage with at most one decimal: `33.3%`. */
export function percent(share: number): string {
  return `${Math.round(share * 10) / 10}%`;
}

/** Returns a sentence that starts in lower case, to stand within another one. */
export function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
