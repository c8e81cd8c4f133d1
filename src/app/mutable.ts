/** A type whose fields can be set, for an object that the code has just made. */
export type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };
