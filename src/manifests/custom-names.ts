/**
 * The names of custom resources, by namespace and kind. A text can have a hundred thousand custom resources of a few kinds,
 * so only their names are kept.
 */
export type CustomNames = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** A modifiable map of such names. */
export type OpenCustomNames = Map<string, Map<string, string[]>>;

/** Adds names to a namespace and kind. */
export function addCustomNames(all: OpenCustomNames, namespace: string, kind: string, names: readonly string[]): void {
  const kinds = all.get(namespace) ?? new Map<string, string[]>();
  all.set(namespace, kinds);
  const known = kinds.get(kind) ?? [];
  kinds.set(kind, known);
  for (const name of names) known.push(name);
}

/** Returns a new map with the names of several texts. */
export function joinCustomNames(parts: readonly CustomNames[]): OpenCustomNames {
  const all: OpenCustomNames = new Map();
  for (const part of parts) {
    for (const [namespace, kinds] of part) {
      for (const [kind, names] of kinds) addCustomNames(all, namespace, kind, names);
    }
  }
  return all;
}
