import { type Document, isAlias, isMap, isNode, isPair, isScalar, isSeq, type Pair, type ParsedNode } from 'yaml';

/** The number of keys that merges may copy in a document of any length. */
const MERGED_KEYS = 100_000;

/** The number of further keys that merges may copy per character of the document. */
const MERGED_KEYS_PER_CHARACTER = 1;

/** The value of a document, and the mistakes that kubectl accepts. */
export interface BuiltValue {
  readonly value: unknown;
  /** The position of the first duplicate key in its map, as an offset in the text. The last value of a key counts. */
  readonly duplicateKey?: number;
  /**
   * The position of the first key that is a map or a list. Kubernetes accepts no such key. YAML reads an unquoted
   * placeholder of a template as one: `replicas: {{ .Values.replicas }}`.
   */
  readonly complexKey?: number;
}

/** An error in a document without a value: an alias leads nowhere, or a merge has no map to merge. */
export class BuildError extends Error {}

/**
 * Returns the value of a document.
 *
 * Its time and memory are proportional to the length of the text, even if aliases and merges expand it: all aliases of
 * an anchor share one value, and the number of keys that merges may copy is limited. If a key appears twice, the last
 * one counts, as in kubectl (kubernetes/kubernetes#14791).
 *
 * @throws BuildError
 */
export function buildValue(document: Document.Parsed): BuiltValue {
  const builder = new Builder(MERGED_KEYS + MERGED_KEYS_PER_CHARACTER * (document.range[2] - document.range[0]));
  const value = builder.build(document.contents);
  return { value, duplicateKey: builder.duplicateKey, complexKey: builder.complexKey };
}

/** A marker for the value of an anchor that is still being built. */
const UNFINISHED = Symbol('unfinished');

class Builder {
  duplicateKey: number | undefined;
  complexKey: number | undefined;
  readonly #anchors = new Map<string, unknown>();
  #mergedKeys: number;

  constructor(mergedKeys: number) {
    this.#mergedKeys = mergedKeys;
  }

  build(node: unknown): unknown {
    if (isAlias(node)) return this.#resolve(node.source);
    const anchor = isNode(node) && 'anchor' in node ? node.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, UNFINISHED);
    const value = this.#buildOwn(node);
    if (anchor !== undefined) this.#anchors.set(anchor, value);
    return value;
  }

  #buildOwn(node: unknown): unknown {
    if (isMap(node)) return this.#buildMap(node.items);
    if (isSeq(node)) return node.items.map((item) => this.build(isPair(item) ? item.value : item));
    return isScalar(node) ? node.value : null;
  }

  #buildMap(pairs: readonly Pair[]): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const own = new Set<string>();
    for (const { key, value } of pairs) {
      if (isMergeKey(key)) {
        this.#merge(map, this.build(value));
        continue;
      }
      if (isMap(key) || isSeq(key)) this.complexKey ??= (key as ParsedNode).range[0];
      const name = toKey(this.build(key));
      if (own.has(name)) this.duplicateKey ??= (key as ParsedNode).range[0];
      own.add(name);
      define(map, name, this.build(value));
    }
    return map;
  }

  /**
   * Adds the keys that a map lacks: its own keys take precedence over merged ones, and earlier merges over later ones.
   */
  #merge(map: Record<string, unknown>, value: unknown): void {
    for (const source of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) {
        throw new BuildError('merge sources must be maps or map aliases; fix the YAML');
      }
      const keys = Object.keys(source);
      this.#mergedKeys -= keys.length;
      if (this.#mergedKeys < 0)
        throw new BuildError('merge keys (<<) expand to more than a manifest can hold; write them out');
      for (const key of keys) {
        if (!Object.hasOwn(map, key)) define(map, key, (source as Record<string, unknown>)[key]);
      }
    }
  }

  #resolve(anchor: string): unknown {
    const value = this.#anchors.get(anchor);
    if (value === undefined && !this.#anchors.has(anchor)) {
      throw new BuildError(`there is no anchor &${anchor} before the alias *${anchor}; write the value out`);
    }
    if (value === UNFINISHED) throw new BuildError(`the anchor &${anchor} contains itself; write the value out`);
    return value;
  }
}

function isMergeKey(key: unknown): boolean {
  if (!isScalar(key)) return false;
  const { value, type } = key;
  if (typeof value === 'symbol') return value.description === '<<';
  return value === '<<' && (type === undefined || type === 'PLAIN');
}

function toKey(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
}

/** Defines a property, so that even a key named `__proto__` becomes a property like any other. */
function define(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true });
  else map[key] = value;
}
