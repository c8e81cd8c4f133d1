/** One line of a document in the plain style. */
export interface PlainLine {
  /** The number of spaces before its content, or before its dash. */
  readonly depth: number;
  /** Whether it begins a list item. */
  readonly isItem: boolean;
  readonly key?: string;
  /** The value of the key, or of the item. @default - the value is in the lines below */
  readonly value?: unknown;
}

/** An error about a line that only the full parser can read. */
export class UnusualError extends Error {}

const KEY = /^([A-Za-z][\w./-]{0,200}):(?: (.*))?$/;
const QUOTED = /^"[ !#-[\]-~]*"$/;
const WORD = /^[A-Za-z/][\w./:@%+-]*$/;
/** Flags, variables of Kubernetes, relative paths, and versions of three parts or more. */
const OTHER_TEXT = /^(?:--[a-z][\w.=/-]*|\$\([A-Z_]{1,50}\)[\w./-]*|\.\/[\w./-]+|\d{1,5}\.\d{1,5}\.\d[\w.-]*)$/;
const QUANTITY = /^[1-9]\d{0,8}(?:%|m|Ki|Mi|Gi)$/;
/** Durations such as `1h30m`. */
const DURATION = /^(?:\d{1,5}[hms]){1,3}$/;
const NUMBER = /^(?:0|[1-9]\d{0,8})$/;

/** Words that YAML 1.1 does not read as strings, in upper or lower case. */
const NO_TEXT = new Set(['y', 'n', 'yes', 'no', 'true', 'false', 'on', 'off', 'null']);
const LONGEST_NO_TEXT = 5;

/** The most lines that are kept, and the longest one, so that they take little memory. */
const MAX_LINES = 10_000;
const MAX_LENGTH = 200;

/**
 * The lines that have been read so far. In manifests of many apps, nine of ten lines are repetitions, so each is read
 * once.
 */
export class PlainLines {
  readonly #lines = new Map<string, PlainLine>();

  /**
   * Reads a line.
   *
   * @throws UnusualError
   */
  read(text: string): PlainLine {
    const known = this.#lines.get(text);
    if (known !== undefined) return known;
    const line = readLine(text);
    if (text.length <= MAX_LENGTH && this.#lines.size < MAX_LINES) this.#lines.set(text, line);
    return line;
  }
}

function readLine(text: string): PlainLine {
  const depth = depthOf(text);
  const isItem = text.startsWith('- ', depth);
  const content = text.slice(isItem ? depth + 2 : depth);
  const match = KEY.exec(content);
  if (match === null) {
    if (!isItem) throw new UnusualError();
    return { depth, isItem, value: toScalar(content) };
  }
  const key = match[1]!;
  if (isNoText(key)) throw new UnusualError();
  const scalar = match[2];
  return { depth, isItem, key, value: scalar === undefined ? undefined : toScalar(scalar) };
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
  if (QUANTITY.test(text) || DURATION.test(text) || OTHER_TEXT.test(text)) return text;
  if (text === '{}') return {};
  if (text === '[]') return [];
  throw new UnusualError();
}
