import { Composer, type Document, LineCounter, parseDocument } from 'yaml';
import { customNamesOf, type OpenCustomNames } from '../custom-names';
import { DEFAULT_NAMESPACE, toKey } from '../read-metadata';
import { BuildError, buildValue } from './build-value';
import { indentQuoted } from './indent-quoted';
import { flattenLists } from './flatten-lists';
import type { FieldPath, Manifest, ManifestProblem, ManifestSet, Position } from '../manifest';
import { isObject } from '../../validate/shape';
import { MadeSecrets } from '../made-secrets';
import { isPassive, mayBePassive } from '../passive-kinds';
import { statedSecretsOf, statesSecretName } from '../secret-makers';
import { apiGroup, isCustomGroup } from '../api-group';
import { readKindlessJson } from './kindless-json';
import { locateField } from './locate-field';
import { classifyText, classifyValue } from './not-an-object';
import { locatePlainFields, type PlainDocument, readPlainDocument } from './read-plain-document';
import { type KnownDocument, SharedDocuments } from './shared-documents';
import { peekApiVersion, peekIdentity, peekObject } from './peek';
import { splitDocuments, type TextSegment } from './split-documents';
import { describeSyntaxError } from './syntax-error';
import { MAX_LEVELS, TooDeepError, tokenize } from './tokenize';
import { YAML_OPTIONS } from './yaml-options';

/**
 * Returns the objects of a YAML text in order. It reads several documents, expands `List` kinds and skips empty
 * documents. It returns bad YAML as a problem with its place instead of throwing, so that a caller can read all files
 * and report once.
 *
 * @param source YAML, or JSON, which is also YAML
 * @param file the name of the file, or a name that stands for it
 * @param shared the documents read so far, many of which this text probably repeats
 */
export function readManifests(source: string, file: string, shared = new SharedDocuments()): ManifestSet {
  // In concatenated files, each part may begin with its own byte order mark.
  const text = source.includes('\ufeff') ? source.replaceAll(/^\ufeff/gm, '') : source;
  const whole: WholeText = { file, manifests: [], problems: [], shared };
  const custom: OpenCustomNames = new Map();
  const secrets = new MadeSecrets();
  let passive = 0;
  for (const segment of splitDocuments(text)) {
    const known = shared.documentOf(segment.text);
    if (known !== undefined) {
      whole.manifests.push(toManifest(known, segment, file));
      continue;
    }
    const skipped = readPassive(segment.text, shared);
    if (skipped === undefined) {
      readSegment(segment, whole);
      continue;
    }
    passive++;
    const { kind, namespace, name, isCustom, secrets: made } = skipped;
    // An operator may create pods for a custom resource, so its presence matters even if no rule reads it.
    if (isCustom) customNamesOf(custom, namespace, kind).add(name);
    for (const secret of made) secrets.add(secret, `${kind} ${name}`);
  }
  const { manifests, problems } = whole;
  return { manifests, problems, ...(passive > 0 ? { passive, custom, secrets } : {}) };
}

/** An object that is not built, because no rule looks at its kind. */
interface PassiveObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly isCustom: boolean;
  /** The keys of the Secrets that it makes. */
  readonly secrets: string[];
}

/** Returns the facts about an object that need not be built, or `undefined` if the document has to be read in full. */
function readPassive(text: string, shared: SharedDocuments): PassiveObject | undefined {
  const peeked = mayBePassive(peekApiVersion(text) ?? '', text) ? peekObject(text) : undefined;
  if (peeked === undefined || !isPassive(peeked.apiVersion, peeked.kind, text)) return undefined;
  const identity = peekIdentity(text);
  if (identity === undefined) return undefined;
  const { kind, namespace = DEFAULT_NAMESPACE, name } = identity;
  const isCustom = isCustomGroup(apiGroup(peeked.apiVersion));
  if (!isCustom || !statesSecretName(kind)) return { kind, namespace, name, isCustom, secrets: [] };
  // Read it, but don't keep it: there may be as many as Secrets.
  const plain = readPlainDocument(text, shared.lines);
  return plain && { kind, namespace, name, isCustom, secrets: statedSecretsOf(kind, plain.value, namespace, name) };
}

/** The contents of a text, as read so far. */
interface WholeText {
  readonly file: string;
  readonly manifests: Manifest[];
  readonly problems: ManifestProblem[];
  readonly shared: SharedDocuments;
}

function readSegment(segment: TextSegment, whole: WholeText): void {
  const [manifests, problems] = [whole.manifests.length, whole.problems.length];
  const reading = new Reading(segment, whole);
  const plain = readPlainDocument(segment.text, whole.shared.lines);
  if (plain !== undefined && reading.addPlain(plain)) return;
  const kindless = readKindlessJson(segment.text);
  if (kindless !== undefined) {
    reading.addKindless(kindless);
    return;
  }
  readText(segment, reading);
  const text = reading.hasOpenQuote ? indentQuoted(segment.text) : segment.text;
  if (text === segment.text) return;
  // Discard the results of the first pass, because the second pass finds them again.
  whole.manifests.length = manifests;
  whole.problems.length = problems;
  readText({ ...segment, text }, new Reading({ ...segment, text }, whole));
}

function readText(segment: TextSegment, reading: Reading): void {
  try {
    // Read one document at a time: parseAllDocuments would keep the syntax trees of all of them in memory.
    for (const document of new Composer(YAML_OPTIONS).compose(tokenize(segment.text, reading.lineCounter))) {
      reading.add(document);
    }
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    const expected = `expected at most ${MAX_LEVELS} levels`;
    reading.unreadable(error.offset, `${expected}, got lists or maps that are nested too deeply; flatten them`);
  }
}

/** A pass over one segment of a text. */
class Reading {
  /** Whether a quoted value seems to have no end. */
  hasOpenQuote = false;
  readonly #segment: TextSegment;
  readonly #whole: WholeText;
  #lineCounter: LineCounter | undefined;

  constructor(segment: TextSegment, whole: WholeText) {
    this.#segment = segment;
    this.#whole = whole;
  }

  /** Returns the counter of lines. A plain document needs none, and without one the YAML parser is never loaded. */
  get lineCounter(): LineCounter {
    return (this.#lineCounter ??= new LineCounter());
  }

  add(document: Document.Parsed): void {
    const [error] = document.errors;
    if (error !== undefined) {
      this.hasOpenQuote ||= error.code === 'MISSING_CHAR';
      const { offset, message } = describeSyntaxError(this.#segment.text, error);
      this.unreadable(offset, message);
      return;
    }
    const start = document.contents?.range?.[0] ?? document.range[0];
    try {
      const { value, duplicateKey, complexKey } = buildValue(document);
      if (complexKey !== undefined) {
        this.unreadable(complexKey, 'keys must be strings, got a map or a list; fix the YAML');
        return;
      }
      if (duplicateKey !== undefined)
        this.#problem(duplicateKey, 'map keys must be unique; fix the YAML', { tolerated: true });
      if (isObject(value)) this.#addObjects(document, value);
      else if (value !== undefined && value !== null) {
        const expected = 'expected one Kubernetes object per document';
        const message = `${expected}, got ${describeType(value)}; give apiVersion and kind`;
        this.#problem(start, message, this.#other(value));
      }
    } catch (failure) {
      if (!(failure instanceof BuildError)) throw failure;
      this.unreadable(start, failure.message);
    }
  }

  /** Adds a plain document if it is one object, and reports whether it is. */
  addPlain({ value, line }: PlainDocument): boolean {
    const { items, problems } = flattenLists(value);
    const [item] = items;
    if (item === undefined || problems.length > 0 || item.object !== value) return false;
    const { file, manifests, shared } = this.#whole;
    const { apiVersion, kind, object } = item;
    const document = { apiVersion, kind, object, line };
    shared.noteDocument(this.#segment.text, document);
    manifests.push(toManifest(document, this.#segment, file));
    return true;
  }

  /** Reports a JSON object without a kind. */
  addKindless(value: Readonly<Record<string, unknown>>): void {
    const { file, problems } = this.#whole;
    const place = { line: this.#segment.linesBefore + 1, column: 1 };
    for (const { message } of flattenLists(value).problems)
      problems.push({ file, ...place, message, ...this.#other(value) });
  }

  /** Reports a document that is not valid YAML, and names the kind that its words suggest. */
  unreadable(offset: number, message: string): void {
    const { text } = this.#segment;
    const other = classifyText(text, this.#whole.file);
    const identity = peekIdentity(text);
    const subject = identity && {
      kind: identity.kind,
      key: toKey(identity.namespace ?? DEFAULT_NAMESPACE, identity.name),
    };
    this.#problem(offset, message, {
      ...(other === undefined ? {} : { notAnObject: other.what, render: other.render }),
      ...(subject === undefined ? {} : { subject }),
    });
  }

  #addObjects(document: Document.Parsed, value: Readonly<Record<string, unknown>>): void {
    const { file, manifests, problems } = this.#whole;
    const { items, problems: found } = flattenLists(value);
    for (const { path, message } of found) {
      const other = path.length <= 1 ? this.#other(value) : {};
      problems.push({ file, ...this.#locate(document, path), message, ...other });
    }
    const locate = toLocate(this.#segment, document.range, this.lineCounter);
    for (const { apiVersion, kind, object, path } of items) {
      const place = this.#locate(document, path);
      const source = { file, ...place, locate: (field: FieldPath) => locate([...path, ...field]) };
      manifests.push({ apiVersion, kind, object, source });
    }
  }

  #other(value: unknown): Partial<ManifestProblem> {
    const other = classifyValue(value, this.#whole.file);
    return other === undefined ? {} : { notAnObject: other.what, ...(other.render && { render: other.render }) };
  }

  #problem(offset: number, message: string, more: Partial<ManifestProblem> = {}): void {
    const { file, problems } = this.#whole;
    problems.push({ file, ...toPosition(this.lineCounter, offset, this.#segment.linesBefore), message, ...more });
  }

  #locate(document: Document.Parsed, path: FieldPath): Position {
    return shift(locateField(document, this.lineCounter, path), this.#segment.linesBefore);
  }
}

function toManifest({ apiVersion, kind, object, line }: KnownDocument, segment: TextSegment, file: string): Manifest {
  const source = { file, line: line + segment.linesBefore, column: 1, locate: toPlainLocate(segment) };
  return { apiVersion, kind, object, source, isPlain: true };
}

/** Reads parsed objects, such as the result of `Testing.synth`. */
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

/**
 * Returns a function that finds fields on demand. Few documents ever need it, and keeping thousands of syntax trees
 * would cost more memory than parsing a document again. All objects of a list share the tree of their document.
 */
function toLocate(
  { text, linesBefore }: TextSegment,
  range: readonly [number, number, number],
  lineCounter: LineCounter,
): (path: readonly (string | number)[]) => Position {
  let document: Document.Parsed | undefined;
  return (path) => {
    document ??= parseDocument(text.slice(range[0], range[2]), YAML_OPTIONS);
    return shift(locateField(document, lineCounter, path, range[0]), linesBefore);
  };
}

/** Returns the same for a plain document, which needs no syntax tree. */
function toPlainLocate({ text, linesBefore }: TextSegment): (path: FieldPath) => Position {
  let locate: ((path: FieldPath) => Position) | undefined;
  return (path) => {
    locate ??= locatePlainFields(text);
    return shift(locate(path), linesBefore);
  };
}

function toPosition(lineCounter: LineCounter, offset: number, linesBefore: number): Position {
  const { line, col } = lineCounter.linePos(offset);
  return { line: line + linesBefore, column: col };
}

function shift({ line, column }: Position, linesBefore: number): Position {
  return { line: line + linesBefore, column };
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a string';
  return `a ${typeof value}`;
}
