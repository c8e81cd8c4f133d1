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
  /** How many objects were not built, since no rule looks at their kinds. @default 0 */
  readonly passive?: number;
  /** The objects of custom kinds among them. @default - none */
  readonly custom?: NamedObject[];
}

/** An object of which no more is known than its name. */
export interface NamedObject {
  readonly kind: string;
  /** The namespace. @default - the manifest states none */
  readonly namespace?: string;
  readonly name: string;
}

/** An object as other objects would name it. */
export interface ObjectId {
  readonly kind: string;
  /** `namespace/name`. */
  readonly key: string;
}

/** One thing that is wrong with the input, and where. */
export interface ManifestProblem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  /** What the input is, where it is no Kubernetes object at all: `kustomization file`. */
  readonly notAnObject?: string;
  /** Whether kubectl takes the input all the same, and so do we. */
  readonly tolerated?: boolean;
  /** Whether the object stands in several directories, and differs: nobody knows which one is applied. */
  readonly ambiguous?: boolean;
  /** How the input becomes a manifest, where it is a template, a patch or a source of manifests. */
  readonly render?: string;
  /** The object that can't be read, where that much is known. */
  readonly subject?: ObjectId;
}
