import { type Document, isCollection, isMap, isNode, isPair, isScalar, type LineCounter, type Node } from 'yaml';
import type { Position } from '../manifest';

/**
 * Returns the position of a field: its key in a map, its start in a list. If it is missing, returns that of the nearest
 * field around it.
 *
 * @param offset the start of the document in the text that the line counter has read
 */
export function locateField(
  document: Document.Parsed,
  lineCounter: LineCounter,
  path: readonly (string | number)[],
  offset = 0,
): Position {
  let node: unknown = document.contents;
  let start = startOf(node) ?? document.range[0];
  for (const key of path) {
    const next: Step | undefined = step(node, key);
    if (next === undefined) break;
    node = next.node;
    start = next.start ?? start;
  }
  const { line, col } = lineCounter.linePos(start + offset);
  return { line, column: col };
}

interface Step {
  readonly node: unknown;
  readonly start?: number;
}

function step(node: unknown, key: string | number): Step | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(key),
    );
    return pair === undefined ? undefined : { node: pair.value, start: startOf(pair.key) };
  }
  if (!isCollection(node)) return undefined;
  const item: unknown = node.items[Number(key)];
  return item === undefined ? undefined : { node: item, start: startOf(item) };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node as Node).range?.[0] : undefined;
}
