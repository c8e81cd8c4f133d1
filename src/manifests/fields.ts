import { describeProblem, subjectOf } from '../validate/problem';
import { type IntOrPercent, isIntOrPercent } from '../model/int-or-percent';
import { type FieldPath, isObject, type Manifest, type ManifestProblem } from './manifest';

/** What collects the problems of all manifests. */
export type Report = (problem: ManifestProblem) => void;

/**
 * The fields of one object, read without trust: a field of the wrong type is a problem that names its file, line and path,
 * and counts as left out. Kubernetes takes `null` for left out, so null is no problem.
 */
export class Fields {
  readonly #value: Readonly<Record<string, unknown>>;
  readonly #path: FieldPath;
  readonly #manifest: Manifest;
  readonly #report: Report;

  private constructor(value: unknown, path: FieldPath, manifest: Manifest, report: Report) {
    this.#value = isObject(value) ? value : {};
    this.#path = path;
    this.#manifest = manifest;
    this.#report = report;
  }

  static of(manifest: Manifest, report: Report): Fields {
    return new Fields(manifest.object, [], manifest, report);
  }

  /** The path of a field of this object, for findings. */
  path(key: string): FieldPath {
    return [...this.#path, key];
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  object(key: string): Fields {
    const value = this.#get(key);
    if (value !== undefined && !isObject(value)) this.problem(key, 'an object', 'give it fields, or leave it out');
    return new Fields(value, this.path(key), this.#manifest, this.#report);
  }

  objects(key: string): Fields[] {
    const value = this.#get(key);
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      this.problem(key, 'a list', 'write each entry after a dash, or leave it out');
      return [];
    }
    return value.flatMap((item: unknown, index) => {
      const path = [...this.#path, key, index];
      if (isObject(item)) return [new Fields(item, path, this.#manifest, this.#report)];
      this.#problemAt(path, item, 'an object', 'give it fields, or remove it');
      return [];
    });
  }

  text(key: string): string | undefined {
    return this.#typed(key, isText, 'a text', 'put it in quotes');
  }

  texts(key: string): string[] {
    return this.#typed(key, isTexts, 'a list of texts', 'put each entry in quotes') ?? [];
  }

  flag(key: string): boolean | undefined {
    return this.#typed(key, isFlag, 'true or false', 'write true or false');
  }

  /** A whole number, 0 or more. */
  count(key: string): number | undefined {
    return this.#typed(key, isCount, 'a whole number, 0 to 2147483647', 'write a number without quotes');
  }

  portNumber(key: string): number | undefined {
    return this.#typed(key, isPortNumber, 'a whole number, 1 to 65535', 'write a port number without quotes');
  }

  intOrPercent(key: string): IntOrPercent | undefined {
    return this.#typed(key, isIntOrPercent, 'a whole number, 0 or more, or a percentage', 'write 1 or "25%"');
  }

  /** Labels or annotations: texts by key. */
  labels(key: string): Record<string, string> {
    const fields = this.object(key);
    const labels: [string, string][] = [];
    for (const [name, value] of Object.entries(fields.#value)) {
      if (value === undefined || value === null) continue;
      if (isText(value)) labels.push([name, value]);
      else fields.problem(name, 'a text', 'put the value in quotes');
    }
    // A key may be called __proto__: the entries become properties of their own.
    return Object.fromEntries(labels);
  }

  /** The raw value, for what is only compared. */
  raw(key: string): unknown {
    return this.#get(key);
  }

  problem(key: string, expected: string, fix: string): void {
    this.#problemAt(this.path(key), this.#get(key), expected, fix);
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

  #problemAt(path: FieldPath, received: unknown, expected: string, fix: string): void {
    const { kind, object, source } = this.#manifest;
    const name = isObject(object.metadata) ? object.metadata.name : undefined;
    const message = `${subjectOf(kind, name)}: ${describeProblem({ prop: showPath(path), received, expected, fix })}`;
    this.#report({ file: source?.file, ...source?.locate(path), message });
  }
}

/** `spec.ports[0].name`, and `metadata.labels["app.kubernetes.io/name"]` where a key is no plain word. */
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
