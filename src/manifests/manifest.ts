/** A place in a text, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The way to a field of an object: `['spec', 'ports', 0, 'name']`. */
export type FieldPath = readonly (string | number)[];

/** Where a manifest was read from. */
export interface ManifestSource extends Position {
  /** The file, or what stands for it (`before`, `after`, `standard input`). */
  readonly file: string;
  /** Where a field stands; where it is missing, the nearest field around it. */
  locate(path: FieldPath): Position;
}

/** One Kubernetes object as it was read, of any kind. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Readonly<Record<string, unknown>>;
  /** Nothing for objects that were given as such, not as text. */
  readonly source?: ManifestSource;
}

/** What was read from one input: objects, and what is wrong with the rest. */
export interface ManifestSet {
  readonly manifests: Manifest[];
  readonly problems: ManifestProblem[];
}

/** One thing that is wrong with the input, and where. */
export interface ManifestProblem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
