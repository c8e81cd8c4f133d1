import type { FieldPath, Position } from '../manifest';
import { type PlainLine, PlainLines, UnusualError } from './plain-lines';

/** A document in the plain style that cdk8s and kubectl write. */
export interface PlainDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of its first key, counted from 1. */
  readonly line: number;
}

/** Printable ASCII and line feeds. YAML readers differ in how they treat all other characters. */
const PLAIN_TEXT = /^[\n -~]*$/;

/** No manifest is nested deeper, and the stack has room for that. */
const MAX_LEVELS = 50;

/**
 * Returns the value of a document that contains only block maps and lists, words, whole numbers and one-line quoted
 * strings. Returns `undefined` for any other document, which only the full parser can read.
 *
 * Most documents have this style, and the full parser takes ten times as long. A test compares both on random text.
 *
 * @param text one document, perhaps after a `---`
 * @param known the lines that have been read so far
 */
export function readPlainDocument(text: string, known = new PlainLines()): PlainDocument | undefined {
  if (!PLAIN_TEXT.test(text)) return undefined;
  try {
    return { value: new PlainReader(text, known).read(), line: firstLine(text) };
  } catch (error) {
    if (error instanceof UnusualError) return undefined;
    throw error;
  }
}

/**
 * Returns a function that finds the position of a field in a plain document, as `locateField` does with the full
 * parser: that of the key in a map, that of the item in a list, or that of the nearest parent of a missing field.
 *
 * @param text a document that `readPlainDocument` can read
 */
export function locatePlainFields(text: string): (path: FieldPath) => Position {
  const places: Places = new Map();
  const document = new PlainReader(text, new PlainLines(), places).read();
  return (path) => {
    let place = { line: firstLine(text), column: 1 };
    let value: unknown = document;
    for (const key of path) {
      const next = places.get(value)?.get(String(key));
      if (next === undefined) break;
      place = next;
      value = (value as Readonly<Record<string | number, unknown>>)[key];
    }
    return place;
  };
}

/** The places of the keys of each map, and of the items of each list. */
type Places = Map<unknown, Map<string, Position>>;

function firstLine(text: string): number {
  return text.startsWith('---\n') ? 2 : 1;
}

class PlainReader {
  readonly #lines: string[];
  readonly #first: number;
  readonly #known: PlainLines;
  readonly #places: Places | undefined;
  #at = -1;
  /** The current line. `undefined` after the last one. */
  #line: PlainLine | undefined;

  constructor(text: string, known: PlainLines, places?: Places) {
    this.#first = firstLine(text);
    this.#lines = text.slice(this.#first === 2 ? 4 : 0, text.endsWith('\n') ? -1 : undefined).split('\n');
    this.#known = known;
    this.#places = places;
  }

  read(): Record<string, unknown> {
    this.#advance();
    const value = this.#readBelow(-2, MAX_LEVELS);
    if (this.#line !== undefined || Array.isArray(value)) throw new UnusualError();
    return value;
  }

  #advance(): void {
    const text = this.#lines[++this.#at];
    this.#line = text === undefined ? undefined : this.#known.read(text);
  }

  /**
   * Returns the current line, or `undefined` if it is indented less. It leaves lines that are indented more to the full
   * parser.
   */
  #lineAt(indent: number): PlainLine | undefined {
    const line = this.#line;
    if (line === undefined || line.depth < indent) return undefined;
    if (line.depth > indent) throw new UnusualError();
    return line;
  }

  /** Reads the value below a key: a block that is indented by two more, or a list with the indentation of the key. */
  #readBelow(indent: number, levels: number): Record<string, unknown> | unknown[] {
    const line = this.#line;
    if (line === undefined || levels === 0) throw new UnusualError();
    if (line.isItem && line.depth === indent) return this.#readList(indent, levels, true);
    if (line.depth !== indent + 2) throw new UnusualError();
    return line.isItem ? this.#readList(indent + 2, levels, false) : this.#readMap(indent + 2, line, levels);
  }

  /**
   * Reads a map.
   *
   * @param first the current line, which may begin a list item that is this map
   */
  #readMap(indent: number, first: PlainLine, levels: number): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    for (let line: PlainLine | undefined = first; line !== undefined; line = this.#lineAt(indent)) {
      const { key, value } = line;
      // A further item belongs to a key that already has a value, or to an outer list.
      if (key === undefined || (line.isItem && line.depth === indent) || Object.hasOwn(map, key)) {
        throw new UnusualError();
      }
      if (this.#places !== undefined) this.#note(this.#places, map, key, indent);
      this.#advance();
      if (value === undefined) map[key] = this.#readBelow(indent, levels - 1);
      else map[key] = typeof value === 'object' ? ownValue(value) : value;
    }
    return map;
  }

  #readList(indent: number, levels: number, isAtKey: boolean): unknown[] {
    const list: unknown[] = [];
    for (let line = this.#lineAt(indent); line !== undefined; line = this.#lineAt(indent)) {
      if (!line.isItem) {
        if (isAtKey) break;
        throw new UnusualError();
      }
      if (this.#places !== undefined) this.#note(this.#places, list, String(list.length), indent + 2);
      if (line.key === undefined) {
        list.push(ownValue(line.value));
        this.#advance();
      } else {
        if (levels === 1) throw new UnusualError();
        // All keys of a map in a list have the indentation of the first one.
        list.push(this.#readMap(indent + 2, line, levels - 1));
      }
    }
    return list;
  }

  /** Notes the place of a key or an item. */
  #note(all: Places, container: unknown, key: string, depth: number): void {
    const places = all.get(container) ?? new Map<string, Position>();
    all.set(container, places.set(key, { line: this.#first + this.#at, column: depth + 1 }));
  }
}

/** Returns a value that no other document has: a new map or list in place of an empty one. */
function ownValue(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  return Array.isArray(value) ? [] : {};
}
