import type { CustomNames } from './custom-names';
import type { MadeSecrets } from './made-secrets';

/** A position in a text. Both numbers start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The path to a field of an object: `['spec', 'ports', 0, 'name']`. */
export type FieldPath = readonly (string | number)[];

/** The origin of a manifest. */
export interface ManifestSource extends Position {
  /** The file, or a name that stands for it (`before`, `after`, `standard input`). */
  readonly file: string;
  /** Finds the position of a field, or of the nearest field around it if it is missing. */
  locate(path: FieldPath): Position;
}

/** One Kubernetes object of any kind, as it was read. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly object: Readonly<Record<string, unknown>>;
  /** The origin. `undefined` for objects that were passed as values and not as text. */
  readonly source?: ManifestSource;
  /** Whether it is known to be a tree of few levels, without parts that occur several times. @default false */
  readonly isPlain?: boolean;
}

/** The contents of one input: its objects, and the problems of the rest. */
export interface ManifestSet {
  readonly manifests: Manifest[];
  readonly problems: ManifestProblem[];
  /** The number of objects that were not built, because no rule looks at their kinds. @default 0 */
  readonly passive?: number;
  /** The names of those objects of `passive` that are custom resources. @default - none */
  readonly custom?: CustomNames;
  /** The Secrets that these custom resources make under a name of their own choice. @default - none */
  readonly secrets?: MadeSecrets;
}

/** An object, as other objects would refer to it. */
export interface ObjectId {
  readonly kind: string;
  /** `namespace/name`. */
  readonly key: string;
}

/** Returns a string that identifies an object: `Service shop/web`. */
export function idOf({ kind, key }: ObjectId): string {
  return `${kind} ${key}`;
}

/** One problem of the input, with its place. */
export interface ManifestProblem {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
  /** The kind of the input, if it is not a Kubernetes object: `kustomization file`. */
  readonly notAnObject?: string;
  /** Whether the input is accepted anyway, because kubectl accepts it. */
  readonly tolerated?: boolean;
  /** Whether several directories contain the object in different forms, so that no one knows which one is applied. */
  readonly ambiguous?: boolean;
  /** The command that renders the input, if it is a template, a patch or a source of manifests. */
  readonly render?: string;
  /** Whether the input is a patch: part of an object, which a tool merges into the whole one. */
  readonly patch?: boolean;
  /** Whether the manifests also contain the whole object. */
  readonly patchesOwn?: boolean;
  /** The object that can't be read, if that much is known. */
  readonly subject?: ObjectId;
}
