import { describeProblem, subjectOf } from '../validate/problem';
import { type IntOrPercent, isIntOrPercent } from '../model/int-or-percent';
import type { FieldPath, Manifest, ManifestProblem } from './manifest';
import { isObject } from '../validate/shape';
import type { Labels } from './label-selector';
import { buildKustomization, substituteVariables, templateChart } from './render-command';

/** A function that collects the problems of all manifests. */
export type Report = (problem: ManifestProblem) => void;

/**
 * The number of entries of lists and maps that all manifests together may have, in addition to their own allowances.
 */
const ENTRIES = 200_000;

/** The number of entries that a manifest may have on average. The largest real ones have a few hundred. */
const ENTRIES_PER_MANIFEST = 1_000;

/**
 * The state that is shared while all manifests of a state are read. YAML aliases let a short text stand for many
 * entries, so entries are counted, and a value that several manifests share is read once.
 */
export class ReadingContext {
  readonly #shared = new WeakMap<object, unknown>();
  #entries: number;
  #problems = 0;
  #refused: Manifest | undefined;

  /** @param manifests the number of manifests to read */
  constructor(manifests = 1) {
    this.#entries = ENTRIES + manifests * ENTRIES_PER_MANIFEST;
  }

  /** Counts entries, and reports whether they may still be read. */
  take(entries: number): boolean {
    this.#entries -= entries;
    return this.#entries >= 0;
  }

  /** Refuses a manifest for its number of entries, and reports whether that is new. */
  refuse(manifest: Manifest): boolean {
    const isFirst = this.#refused !== manifest;
    this.#refused = manifest;
    return isFirst;
  }

  isRefused(manifest: Manifest): boolean {
    return this.#refused === manifest;
  }

  countProblem(): void {
    this.#problems++;
  }

  /** Returns the earlier reading of a value, or reads it. A value with a problem is read again, to name each place. */
  once<T>(value: unknown, read: () => T): T {
    if (!isObject(value)) return read();
    if (this.#shared.has(value)) return this.#shared.get(value) as T;
    const problems = this.#problems;
    const result = read();
    if (problems === this.#problems) this.#shared.set(value, result);
    return result;
  }
}

/** The reading of one manifest, which all its fields share. */
interface Reading {
  readonly manifest: Manifest;
  readonly report: Report;
  readonly context: ReadingContext;
}

/** The place of an object in another one: in a field, or in the list in a field. Its path is needed only for a problem. */
interface Parent {
  readonly fields: Fields;
  readonly key: string;
  readonly index?: number;
}

/** The fields of an object that is left out. */
const NO_FIELDS: Readonly<Record<string, unknown>> = Object.freeze({});

/**
 * The fields of one object, read without trust: a field of the wrong type is a problem that names its file, line and
 * path, and counts as left out. Kubernetes treats `null` as left out, so null is no problem.
 */
export class Fields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #reading: Reading;
  readonly #parent: Parent | undefined;

  private constructor(value: unknown, reading: Reading, parent?: Parent) {
    this.#value = isObject(value) ? value : NO_FIELDS;
    this.#reading = reading;
    this.#parent = parent;
  }

  static of(manifest: Manifest, report: Report, context = new ReadingContext()): Fields {
    return new Fields(manifest.object, { manifest, report, context });
  }

  /** Returns the path of a field of this object, for findings. */
  path(key: string): FieldPath {
    if (this.#parent === undefined) return [key];
    const { fields, key: own, index } = this.#parent;
    return [...fields.path(own), ...(index === undefined ? [] : [index]), key];
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  object(key: string): Fields {
    const value = this.#get(key);
    if (value !== undefined && !isObject(value)) this.problem(key, 'an object', 'write a map, or leave it out');
    return new Fields(value, this.#reading, { fields: this, key });
  }

  objects(key: string): Fields[] {
    const value = this.#get(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.problem(key, 'a list', 'write each entry after a dash, or leave it out');
      return [];
    }
    if (!this.#take(key, value.length)) return [];
    return value.flatMap((item: unknown, index) => {
      if (isObject(item)) return [new Fields(item, this.#reading, { fields: this, key, index })];
      this.#problemAt([...this.path(key), index], item, 'an object', 'write a map, or remove it');
      return [];
    });
  }

  text(key: string): string | undefined {
    return this.#typed(key, isText, 'a string', 'put it in quotes');
  }

  texts(key: string): string[] {
    return this.#typed(key, isTexts, 'a list of strings', 'put each entry in quotes') ?? [];
  }

  flag(key: string): boolean | undefined {
    return this.#typed(key, isFlag, 'true or false', 'write true or false');
  }

  /** Returns a whole number, 0 or more. */
  count(key: string): number | undefined {
    return this.#typed(key, isCount, 'a whole number, 0 to 2147483647', 'write a number without quotes');
  }

  portNumber(key: string): number | undefined {
    return this.#typed(key, isPortNumber, 'a whole number, 1 to 65535', 'write a port number without quotes');
  }

  intOrPercent(key: string): IntOrPercent | undefined {
    return this.#typed(key, isIntOrPercent, 'a whole number, 0 or more, or a percentage', 'write 1 or "25%"');
  }

  /** Returns labels: texts by key, within the length limits of Kubernetes. */
  labels(key: string): Labels {
    const labels = this.#textsByKey(key);
    const long = Object.keys(labels).find((name) => labels[name]!.length > MAX_LABEL || !isQualifiedName(name));
    if (long === undefined) return labels;
    this.object(key).problem(long, LABEL, 'shorten it');
    return {};
  }

  /** Returns annotations: texts by key, within the total size limit of Kubernetes. */
  annotations(key: string): Labels {
    const annotations = this.#textsByKey(key);
    const names = Object.keys(annotations);
    const long = names.find((name) => !isQualifiedName(name));
    if (long !== undefined) this.object(key).problem(long, ANNOTATION, 'shorten it');
    if (names.reduce((size, name) => size + name.length + annotations[name]!.length, 0) > MAX_ANNOTATIONS) {
      this.problem(key, `at most ${MAX_ANNOTATIONS} characters together`, 'shorten them');
      return {};
    }
    return long === undefined ? annotations : {};
  }

  #textsByKey(key: string): Labels {
    const fields = this.object(key);
    const given = fields.#value;
    const names = Object.keys(given);
    if (!this.#take(key, names.length)) return {};
    // Nearly all maps have nothing but strings, and are not copied.
    if (names.every((name) => isText(given[name]))) return given as Labels;
    const labels: [string, string][] = [];
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined || value === null) continue;
      if (isText(value)) labels.push([name, value]);
      else fields.problem(name, 'a string', 'put the value in quotes');
    }
    // A key may be `__proto__`, so define each entry as an own property.
    return Object.fromEntries(labels);
  }

  /** Reports whether the manifest expands beyond its limit, so that reading on is pointless. */
  get isRefused(): boolean {
    return this.#reading.context.isRefused(this.#reading.manifest);
  }

  /** Reports whether the manifest is known to be a tree of few levels, without parts that occur several times. */
  get isPlain(): boolean {
    return this.#reading.manifest.isPlain === true;
  }

  /** Returns the earlier reading of a field if several objects share its value through an alias, or reads it. */
  once<T>(key: string, read: () => T): T {
    return this.#reading.context.once(this.#get(key), read);
  }

  /** Returns the raw value, for comparisons only. */
  raw(key: string): unknown {
    return this.#get(key);
  }

  problem(key: string, expected: string, fix: string, more: Partial<ManifestProblem> = {}): void {
    this.#problemAt(this.path(key), this.#get(key), expected, fix, more);
  }

  #take(key: string, entries: number): boolean {
    const { context, manifest } = this.#reading;
    if (context.take(entries)) return true;
    if (context.refuse(manifest)) this.problem(key, 'no more than a manifest can hold', 'write aliases out');
    return false;
  }

  #typed<T>(key: string, accepts: (value: unknown) => value is T, expected: string, fix: string): T | undefined {
    const value = this.#get(key);
    if (value === undefined || accepts(value)) return value;
    this.problem(key, expected, fix);
    return undefined;
  }

  #get(key: string): unknown {
    return Object.hasOwn(this.#value, key) ? (this.#value[key] ?? undefined) : undefined;
  }

  #problemAt(
    path: FieldPath,
    received: unknown,
    expected: string,
    fix: string,
    more: Partial<ManifestProblem> = {},
  ): void {
    const { manifest, report, context } = this.#reading;
    const { kind, object, source } = manifest;
    const name = isObject(object.metadata) ? object.metadata.name : undefined;
    const message = `${subjectOf(kind, name)}: ${describeProblem({ prop: showPath(path), received, expected, fix })}`;
    context.countProblem();
    const unrendered = isTemplate(received)
      ? { notAnObject: 'template', render: renderCommand(received, source?.file ?? '') }
      : {};
    report({ file: source?.file, ...source?.locate(path), message, ...unrendered, ...more });
  }
}

/** Reports whether a value contains a variable that Flux, kustomize or a template engine would replace. */
export function isTemplate(value: unknown): value is string {
  return typeof value === 'string' && ['${', '$(', '{{'].some((start) => value.includes(start));
}

function renderCommand(value: string, file: string): string {
  if (value.includes('{{')) return templateChart(file);
  return value.includes('${') ? substituteVariables(file) : buildKustomization(file);
}

/** The limits of Kubernetes (apimachinery/pkg/util/validation, and ValidateAnnotationsSize). */
const MAX_LABEL = 63;
const MAX_PREFIX = 253;
const MAX_ANNOTATIONS = 262_144;

const LABEL = `a value of at most ${MAX_LABEL} characters under a name of at most ${MAX_LABEL}`;
const ANNOTATION = `a name of at most ${MAX_LABEL} characters`;

/**
 * Reports whether a name is within the limits of Kubernetes: a prefix that is a DNS name, a slash, and up to 63
 * characters.
 */
function isQualifiedName(name: string): boolean {
  const slash = name.indexOf('/');
  return slash <= MAX_PREFIX && name.length - slash - 1 <= MAX_LABEL;
}

/**
 * Returns a path as text: `spec.ports[0].name`, or `metadata.labels["app.kubernetes.io/name"]` for a key with other
 * characters.
 */
function showPath(path: FieldPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      if (!/^[\w-]+$/.test(key)) return `["${key}"]`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every(isText);
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

export function isPortNumber(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 1 && (value as number) <= 65_535;
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 2_147_483_647;
}
