import { Composer, type Document, LineCounter, parseDocument } from 'yaml';
import { findDuplicateKey } from './duplicate-key';
import { flattenLists } from './flatten-lists';
import {
  type FieldPath,
  isObject,
  type Manifest,
  type ManifestProblem,
  type ManifestSet,
  type Position,
} from '../manifest';
import { locateField } from './locate-field';
import { MAX_LEVELS, TooDeepError, tokenize } from './tokenize';
import { MAX_ALIASES, YAML_OPTIONS } from './yaml-options';

/**
 * The objects of a YAML text, in their order: several documents, `List` kinds taken apart, empty documents skipped. Bad
 * YAML is a problem with its place, never an error thrown: a caller reads all files first and reports once.
 *
 * @param source YAML, or JSON, which is YAML too
 * @param file the name of the file, or what stands for it
 */
export function readManifests(source: string, file: string): ManifestSet {
  // Where files were put together, each may begin with a byte order mark of its own.
  const text = source.replaceAll(/^\ufeff/gm, '');
  const reading = new Reading(text, file);
  try {
    // One document after another, as parseAllDocuments would hold the syntax trees of all of them at once.
    for (const document of new Composer(YAML_OPTIONS).compose(tokenize(text, reading.lineCounter))) {
      reading.add(document);
    }
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    const expected = `expected at most ${MAX_LEVELS} levels`;
    reading.problem(error.offset, `${expected}, got lists or maps too deep in each other; take them apart`);
  }
  const { manifests, problems } = reading;
  return { manifests, problems };
}

/** What was read of a text so far. */
class Reading {
  readonly manifests: Manifest[] = [];
  readonly problems: ManifestProblem[] = [];
  readonly lineCounter = new LineCounter();
  readonly #text: string;
  readonly #file: string;

  constructor(text: string, file: string) {
    this.#text = text;
    this.#file = file;
  }

  problem(offset: number, message: string): void {
    this.problems.push({ file: this.#file, ...toPosition(this.lineCounter, offset), message });
  }

  add(document: Document.Parsed): void {
    const [error] = document.errors;
    if (error !== undefined) {
      this.problem(error.pos[0], `${lowerFirst(error.message)}; fix the YAML`);
      return;
    }
    const duplicate = findDuplicateKey(document.contents);
    if (duplicate !== undefined) {
      this.problem(duplicate, 'map keys must be unique; fix the YAML');
      return;
    }
    const start = document.contents?.range?.[0] ?? document.range[0];
    const value = toValue(document, (message) => this.problem(start, message));
    if (value === undefined || value === null) return;
    if (isObject(value)) {
      this.#addObjects(document, value);
      return;
    }
    const expected = 'expected one Kubernetes object per document';
    this.problem(start, `${expected}, got ${describeType(value)}; give apiVersion and kind`);
  }

  #addObjects(document: Document.Parsed, value: Readonly<Record<string, unknown>>): void {
    const { items, problems } = flattenLists(value);
    const file = this.#file;
    for (const { path, message } of problems) {
      this.problems.push({ file, ...locateField(document, this.lineCounter, path), message });
    }
    const locate = toLocate(this.#text, document.range, this.lineCounter);
    for (const { apiVersion, kind, object, path } of items) {
      const place = locateField(document, this.lineCounter, path);
      const source = { file, ...place, locate: (field: FieldPath) => locate([...path, ...field]) };
      this.manifests.push({ apiVersion, kind, object, source });
    }
  }
}

/** Objects that are parsed already, such as the result of `Testing.synth`. */
export function readObjects(objects: readonly unknown[], name: string): ManifestSet {
  const manifests: Manifest[] = [];
  const problems: ManifestProblem[] = [];
  objects.forEach((value, index) => {
    if (value === undefined || value === null) return;
    const prefix = `${name}[${index}]`;
    if (!isObject(value)) {
      const got = describeType(value);
      problems.push({ message: `${prefix}: expected a Kubernetes object, got ${got}; give apiVersion and kind` });
      return;
    }
    const { items, problems: found } = flattenLists(value);
    for (const { message } of found) problems.push({ message: `${prefix}: ${message}` });
    for (const { apiVersion, kind, object } of items) manifests.push({ apiVersion, kind, object });
  });
  return { manifests, problems };
}

function toValue(document: Document.Parsed, problem: (message: string) => void): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    problem(describeFailure(error));
    return undefined;
  }
}

/** What the yaml package throws while it follows aliases and merge keys. */
function describeFailure(error: unknown): string {
  const message = lowerFirst(error instanceof Error ? error.message : String(error));
  if (!(error instanceof ReferenceError)) return `${message}; fix the YAML`;
  return `${message}; expected at most ${MAX_ALIASES} aliases, all of them resolvable; write it out`;
}

/**
 * Finds fields on demand: few documents ever need it, and keeping the syntax trees of thousands would cost more memory than
 * reading one again. All objects of a list share the tree of their document.
 */
function toLocate(
  text: string,
  range: readonly [number, number, number],
  lineCounter: LineCounter,
): (path: readonly (string | number)[]) => Position {
  let document: Document.Parsed | undefined;
  return (path) => {
    document ??= parseDocument(text.slice(range[0], range[2]), YAML_OPTIONS);
    return locateField(document, lineCounter, path, range[0]);
  };
}

function toPosition(lineCounter: LineCounter, offset: number): Position {
  const { line, col } = lineCounter.linePos(offset);
  return { line, column: col };
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return `a ${typeof value}`;
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
