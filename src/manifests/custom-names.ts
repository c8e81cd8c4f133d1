import { NameList } from './name-list';

/**
 * The names of custom resources, by namespace and kind. A text can have a hundred thousand custom resources of a few
 * kinds, so only their names are kept.
 */
export type CustomNames = ReadonlyMap<string, ReadonlyMap<string, NameList>>;

/** A modifiable map of such names. */
export type OpenCustomNames = Map<string, Map<string, NameList>>;

/** Returns the list for the names of a namespace and kind. */
export function customNamesOf(all: OpenCustomNames, namespace: string, kind: string): NameList {
  const kinds = all.get(namespace) ?? new Map<string, NameList>();
  all.set(namespace, kinds);
  const names = kinds.get(kind) ?? new NameList();
  kinds.set(kind, names);
  return names;
}

/** Returns a new map with the names of several texts. */
export function joinCustomNames(parts: readonly CustomNames[]): OpenCustomNames {
  const all: OpenCustomNames = new Map();
  for (const part of parts) {
    for (const [namespace, kinds] of part) {
      for (const [kind, names] of kinds) customNamesOf(all, namespace, kind).addAll(names);
    }
  }
  return all;
}
