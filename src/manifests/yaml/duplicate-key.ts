import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';

/**
 * Finds the second occurrence of a key in one map. The yaml package finds it too, but compares each key with all
 * others, which takes minutes for a map of a hundred thousand keys.
 *
 * @returns the offset in the text, or `undefined` if all keys of all maps differ
 */
export function findDuplicateKey(node: ParsedNode | null): number | undefined {
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const seen = new Set<unknown>();
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? key.value : key;
      if (seen.has(name)) return key.range[0];
      seen.add(name);
      const inside = findDuplicateKey(key) ?? findDuplicateKey(value);
      if (inside !== undefined) return inside;
    }
  } else if (isSeq<ParsedNode>(node)) {
    for (const item of node.items) {
      const inside = findDuplicateKey(item);
      if (inside !== undefined) return inside;
    }
  }
  return undefined;
}
