import type { FieldPath } from '../manifests/manifest';
import type { StateObject } from '../manifests/state';

/** A place in the manifests. */
export interface Place {
  /** The file. @default - the manifests were not read from files */
  readonly file?: string;
  /** The line, counted from 1. @default - the manifests were given as objects */
  readonly line?: number;
}

/** Returns the place of a field of an object, or `{}` for objects that were not read from text. */
export function placeOf({ source }: StateObject, field: FieldPath = []): Place {
  return source === undefined ? {} : { file: source.file, line: source.locate(field).line };
}
