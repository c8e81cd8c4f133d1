import type { FieldPath, Position } from '../manifest';

/** A document in the plain style that cdk8s and kubectl write. */
export interface PlainDocument {
  readonly value: Readonly<Record<string, unknown>>;
  /** The line of its first key, counted from 1. */
  readonly line: number;
}

/** Printable ASCII and line feeds. YAML readers differ in how they treat all other characters. */
const PLAIN_TEXT = /^[\n -~]*$/;
const KEY = /^([A-Za-z][\w./-]{0,200}):(?: (.*))?$/;
const QUOTED = /^"[ !#-[\]-~]*"$/;
const WORD = /^[A-Za-z/][\w./:@%+-]*$/;
/** Flags, variables of Kubernetes, relative paths, and versions of three parts or more. */
const OTHER_TEXT = /^(?:--[a-z][\w.=/-]*|\$\([A-Z_]{1,50}\)[\w./-]*|\.\/[\w./-]+|\d{1,5}\.\d{1,5}\.\d[\w.-]*)$/;
const QUANTITY = /^[1-9]\d{0,8}(?:%|m|Ki|Mi|Gi)$/;
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** Words that YAML 1.1 does not read as strings, in upper or lower case. */
const NO_TEXT = new Set(['y', 'n', 'yes', 'no', 'true', 'false', 'on', 'off', 'null']);
const LONGEST_NO_TEXT = 5;

/** No manifest is nested deeper, and the stack has room for that. */
const MAX_LEVELS = 50;

/** An error about a line that only the full parser can read. */
class UnusualError extends Error {}

/**
 * Returns the value of a document that contains only block maps and lists, words, whole numbers and one-line quoted
 * strings. Returns `undefined` for any other document, which only the full parser can read.
 *
 * Most documents have this style, and the full parser takes ten times as long. A test compares both on random text.
 *
 * @param text one document, perhaps after a `---`
 */
export function readPlainDocument(text: string): PlainDocument | undefined {
  if (!PLAIN_TEXT.test(text)) return undefined;
  try {
    return { value: new PlainReader(text).read(), line: firstLine(text) };
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
  const document = new PlainReader(text, places).read();
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
  readonly #places: Places | undefined;
  #at = 0;

  constructor(text: string, places?: Places) {
    this.#first = firstLine(text);
    this.#lines = text.slice(this.#first === 2 ? 4 : 0, text.endsWith('\n') ? -1 : undefined).split('\n');
    this.#places = places;
  }

  read(): Record<string, unknown> {
    const value = this.#readMap(0, MAX_LEVELS);
    if (this.#at < this.#lines.length) throw new UnusualError();
    return value;
  }

  /**
   * Returns the current line without its indentation, or `undefined` if it is indented less. It leaves lines that are
   * indented more to the full parser.
   */
  #lineAt(indent: number): string | undefined {
    const line = this.#lines[this.#at];
    if (line === undefined) return undefined;
    const depth = depthOf(line);
    if (depth === line.length || depth > indent) throw new UnusualError();
    return depth < indent ? undefined : line.slice(indent);
  }

  #readMap(indent: number, levels: number): Record<string, unknown> {
    if (levels === 0) throw new UnusualError();
    const map: Record<string, unknown> = {};
    let line = this.#lineAt(indent);
    if (line === undefined) throw new UnusualError();
    for (; line !== undefined; line = this.#lineAt(indent)) {
      // This list belongs to a key that already has a value, or to an outer map.
      if (line.startsWith('- ')) throw new UnusualError();
      const [, key = '', scalar] = KEY.exec(line) ?? [];
      if (key === '' || isNoText(key) || Object.hasOwn(map, key)) throw new UnusualError();
      this.#note(map, key, indent);
      this.#at++;
      map[key] = scalar === undefined ? this.#readBelow(indent, levels - 1) : toScalar(scalar);
    }
    return map;
  }

  /** Reads the value below a key: a block that is indented by two more, or a list with the indentation of the key. */
  #readBelow(indent: number, levels: number): unknown {
    const line = this.#lines[this.#at] ?? '';
    if (line.startsWith('- ', indent) && depthOf(line) === indent) return this.#readList(indent, levels, true);
    return line.startsWith('- ', indent + 2) ? this.#readList(indent + 2, levels) : this.#readMap(indent + 2, levels);
  }

  #readList(indent: number, levels: number, isAtKey = false): unknown[] {
    if (levels === 0) throw new UnusualError();
    const list: unknown[] = [];
    for (let line = this.#lineAt(indent); line !== undefined; line = this.#lineAt(indent)) {
      if (!line.startsWith('- ')) {
        if (isAtKey) break;
        throw new UnusualError();
      }
      const item = line.slice(2);
      this.#note(list, String(list.length), indent + 2);
      if (KEY.test(item)) {
        // All keys of a map in a list have the indentation of the first one.
        this.#lines[this.#at] = ' '.repeat(indent + 2) + item;
        list.push(this.#readMap(indent + 2, levels - 1));
      } else {
        list.push(toScalar(item));
        this.#at++;
      }
    }
    return list;
  }

  /** Notes the place of a key or an item, if the caller asked for places. */
  #note(container: unknown, key: string, depth: number): void {
    if (this.#places === undefined) return;
    const places = this.#places.get(container) ?? new Map<string, Position>();
    this.#places.set(container, places.set(key, { line: this.#first + this.#at, column: depth + 1 }));
  }
}

/** Returns the number of spaces at the start of a line. */
function depthOf(line: string): number {
  let depth = 0;
  while (line.startsWith(' ', depth)) depth++;
  return depth;
}

function isNoText(word: string): boolean {
  return word.length <= LONGEST_NO_TEXT && NO_TEXT.has(word.toLowerCase());
}

function toScalar(text: string): unknown {
  // Most values are words, and no word has any of the other forms.
  if (WORD.test(text) && !text.endsWith(':')) {
    if (!isNoText(text)) return text;
    if (text === 'true') return true;
    if (text === 'false') return false;
    throw new UnusualError();
  }
  if (QUOTED.test(text)) return text.slice(1, -1);
  if (NUMBER.test(text)) return Number(text);
  if (QUANTITY.test(text) || OTHER_TEXT.test(text)) return text;
  if (text === '{}') return {};
  if (text === '[]') return [];
  throw new UnusualError();
}
