import { isObject } from '../validate/shape';

/** The type of `Yaml.stringify` in cdk8s. */
export type Stringify = (...manifests: unknown[]) => string;

type Scalar = string | number | boolean | null;
type Plain = Scalar | PlainList | PlainMap;
type PlainList = readonly Plain[];
interface PlainMap {
  readonly [key: string]: Plain;
}

/** A sample with all elements of a manifest. If cdk8s writes any of it differently, its own text is used. */
const SAMPLE: PlainMap = {
  map: { text: 'text', name: 'name-1', yes: 'yes', nothing: null, emptyMap: {}, emptyList: [] },
  list: ['', 1, { first: true, second: [[1.5, 'a: b'], {}, []], third: { deep: 'text' } }],
};

/** The line between two documents. */
const SEPARATOR = '---\n';

/** Keys that fit on one line and are always quoted in the same way. */
const PLAIN_KEY = /^(?!---|\.\.\.)[\w./-]{1,1000}$/;

/**
 * Names with a hyphen. Most names of objects are such, and cdk8s quotes none of them except those like `e-1`, which
 * YAML 1.1 reads as numbers.
 */
const NEVER_QUOTED = /^(?!e-\d+$)[a-z][a-z0-9]*-[a-z0-9-]*$/;

/**
 * The number of scalars to remember, which take a few MB. Names occur only in one app's manifests, and are soon
 * useless.
 */
const MOST_SCALARS = 20_000;

/**
 * The number of manifests to write at once: enough to call cdk8s rarely, and few enough to keep the parts of all of
 * them in memory.
 */
const AT_ONCE = 500;

/**
 * A writer of manifests that works like cdk8s, byte for byte, in a quarter of the time. cdk8s makes a syntax tree of
 * each manifest, visits it and writes it, which takes half of a synthesis.
 *
 * This writer handles only lines and their indentation. It leaves the quoting of keys and scalars to cdk8s, which it
 * asks once for each, and also all manifests that are not plain: with texts of several lines, with a part that occurs
 * in two places and becomes an anchor, or with something that JSON can't represent.
 */
export class ManifestText {
  readonly #stringify: Stringify;
  readonly #keys = new Map<string, string>();
  readonly #scalars = new Map<Scalar, string>();
  readonly #isLayoutKnown: boolean;

  /** @param stringify returns the expected text */
  constructor(stringify: Stringify) {
    this.#stringify = stringify;
    const parts = new PlainParts();
    parts.add(SAMPLE);
    const isQuoted = this.#quote(parts);
    const text = this.#map(SAMPLE, '');
    this.#isLayoutKnown = isQuoted && stringify(SAMPLE, SAMPLE) === `${text}${SEPARATOR}${text}`;
  }

  /** Returns the text of manifests, one document each. */
  public of(manifests: readonly unknown[]): string {
    const texts = [];
    for (let start = 0; start < manifests.length; start += AT_ONCE) {
      texts.push(this.#documents(manifests.slice(start, start + AT_ONCE)).join(SEPARATOR));
    }
    return texts.join(SEPARATOR);
  }

  #documents(manifests: readonly unknown[]): string[] {
    const parts = new PlainParts();
    const isPlain = manifests.map((manifest) => this.#isLayoutKnown && isFilledMap(manifest) && parts.add(manifest));
    const isQuoted = this.#quote(parts);
    return manifests.map((manifest, index) => {
      return isQuoted && isPlain[index] ? this.#map(manifest as PlainMap, '') : this.#stringify(manifest);
    });
  }

  /**
   * Asks for the text of new keys and scalars, all at once, because a document for each would take five times as long.
   * Reports whether each has its own line, as it has with the tested versions of cdk8s.
   */
  #quote(parts: PlainParts): boolean {
    if (this.#scalars.size > MOST_SCALARS) this.#scalars.clear();
    const keys = [...parts.keys].filter((key) => !this.#keys.has(key));
    const scalars = [...parts.scalars].filter((scalar) => !this.#scalars.has(scalar));
    if (keys.length + scalars.length === 0) return true;
    const lines = this.#stringify([...keys.map((key) => ({ [key]: 0 })), ...scalars]).split('\n');
    // The text ends with a line end, which adds an empty last entry.
    if (lines.length !== keys.length + scalars.length + 1) return false;
    const texts = lines.map((line) => line.slice('- '.length));
    keys.forEach((key, index) => this.#keys.set(key, (texts[index] ?? '').slice(0, -' 0'.length)));
    scalars.forEach((scalar, index) => this.#scalars.set(scalar, texts[keys.length + index] ?? ''));
    return true;
  }

  #map(map: PlainMap, indent: string): string {
    let text = '';
    for (const [key, value] of Object.entries(map)) {
      text += `${indent}${this.#keys.get(key) ?? ''}${this.#afterKey(value, indent)}`;
    }
    return text;
  }

  #afterKey(value: Plain, indent: string): string {
    return isFilled(value) ? `\n${this.#lines(value, `${indent}  `)}` : ` ${this.#inline(value)}\n`;
  }

  #list(list: readonly Plain[], indent: string): string {
    let text = '';
    for (const item of list) text += `${indent}- ${this.#afterDash(item, `${indent}  `)}`;
    return text;
  }

  #afterDash(value: Plain, indent: string): string {
    // The first line follows the dash and has no indentation of its own.
    return isFilled(value) ? this.#lines(value, indent).slice(indent.length) : `${this.#inline(value)}\n`;
  }

  #lines(value: PlainList | PlainMap, indent: string): string {
    return isList(value) ? this.#list(value, indent) : this.#map(value, indent);
  }

  #inline(value: Plain): string {
    if (!isScalar(value)) return isList(value) ? '[]' : '{}';
    return this.#scalars.get(value) ?? (isNeverQuoted(value) ? value : this.#stringify([value]).slice(2, -1));
  }
}

/** The keys and scalars of plain manifests. */
class PlainParts {
  public readonly keys = new Set<string>();
  public readonly scalars = new Set<Scalar>();
  #collections = new Set<object>();

  /** Adds the parts of a manifest, and reports whether all of it is plain. */
  public add(manifest: unknown): boolean {
    this.#collections = new Set();
    return this.#add(manifest);
  }

  #add(value: unknown): boolean {
    if (typeof value !== 'object' || value === null) return this.#addScalar(value);
    if (this.#collections.has(value)) return false;
    this.#collections.add(value);
    // cdk8s treats a hole in a list as undefined.
    if (Array.isArray(value)) return Array.from(value).every((item) => this.#add(item));
    const isDictionary = Object.getPrototypeOf(value) === Object.prototype;
    return isDictionary && Object.entries(value).every(([key, part]) => this.#addKey(key) && this.#add(part));
  }

  #addKey(key: string): boolean {
    if (this.keys.has(key)) return true;
    if (!PLAIN_KEY.test(key)) return false;
    this.keys.add(key);
    return true;
  }

  #addScalar(value: unknown): boolean {
    if (isNeverQuoted(value)) return true;
    if (!isPlainScalar(value)) return false;
    this.scalars.add(value);
    return true;
  }
}

function isNeverQuoted(value: unknown): value is string {
  return typeof value === 'string' && NEVER_QUOTED.test(value);
}

function isPlainScalar(value: unknown): value is Scalar {
  if (typeof value === 'string') return !value.includes('\n');
  // A Map treats -0 and 0 as the same key, but cdk8s writes them differently.
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === 'boolean' || value === null;
}

function isFilledMap(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length > 0;
}

function isScalar(value: Plain): value is Scalar {
  return typeof value !== 'object' || value === null;
}

/** Reports whether a value is a list. TypeScript does not accept a read-only list as an array. */
function isList(value: PlainList | PlainMap): value is PlainList {
  return Array.isArray(value);
}

function isFilled(value: Plain): value is PlainList | PlainMap {
  return !isScalar(value) && Object.keys(value).length > 0;
}
