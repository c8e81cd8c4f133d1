import type { StateObject } from '../manifests/state';

/** `Service shop/web`, or `Service web` where the manifest states no namespace. */
export function describeObject(object: StateObject): string {
  return `${object.kind} ${describeName(object)}`;
}

/** `shop/web`, or `web` where the manifest states no namespace. */
export function describeName({ namespaceStated, namespace, name }: StateObject): string {
  return namespaceStated ? `${namespace}/${name}` : name;
}

/** `1 pod`, `2 pods`, `0 pods`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(items: string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A percentage with at most one decimal: `33.3 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 10) / 10} %`;
}
