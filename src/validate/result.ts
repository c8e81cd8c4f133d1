import type { Problem } from './problem';

/** A value, or the problems that prevent it. */
export type Result<T, P = Problem> =
  { readonly value: T; readonly problems?: undefined } | { readonly value?: undefined; readonly problems: P[] };
