/**
 * The names of custom resources, by namespace and kind. There can be a hundred thousand of them in a text, and few kinds,
 * so a name is all that is kept of each.
 */
export type CustomNames = ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>;

/** The same while it is filled. */
export type OpenCustomNames = Map<string, Map<string, string[]>>;

/** Adds some names of a namespace and kind. */
export function addCustomNames(all: OpenCustomNames, namespace: string, kind: string, names: readonly string[]): void {
  const kinds = all.get(namespace) ?? new Map<string, string[]>();
  all.set(namespace, kinds);
  const known = kinds.get(kind) ?? [];
  kinds.set(kind, known);
  for (const name of names) known.push(name);
}

/** Returns the names of several texts together, in a copy. */
export function joinCustomNames(parts: readonly CustomNames[]): OpenCustomNames {
  const all: OpenCustomNames = new Map();
  for (const part of parts) {
    for (const [namespace, kinds] of part) {
      for (const [kind, names] of kinds) addCustomNames(all, namespace, kind, names);
    }
  }
  return all;
}
