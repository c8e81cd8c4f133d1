import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';

/**
 * Where a key stands for the second time in one map. The yaml package finds that as well, but compares each key with all
 * others: a map of a hundred thousand keys would take it minutes.
 *
 * @returns the offset in the text, or nothing where all keys of all maps differ
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
