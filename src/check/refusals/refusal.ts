import type { FieldPath } from '../../manifests/manifest';

/** The reason why the API server refuses an object. */
export interface Refusal {
  /** The reason, after the name of the object and "is refused:". */
  readonly what: string;
  readonly fix: string;
  /** The field, from `spec` on. */
  readonly field: FieldPath;
  /** Whether this change is accepted, and only the next time that the same manifest is applied is not. @default false */
  readonly later?: boolean;
  /** Whether the object may be a patch that a tool makes whole before it is applied. @default false */
  readonly unlessPatch?: boolean;
}
