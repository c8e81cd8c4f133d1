/** A manifest, or a part of one, in the form that is written to YAML. */
export type Json = Record<string, unknown>;
