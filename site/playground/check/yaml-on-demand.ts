import type * as Yaml from 'yaml';

/**
 * The exports of the `yaml` package that the checker uses. The site puts this file in its place: plain documents are read
 * without it, so the first verdict does not wait for it. Until `loadYaml` has loaded it, all of them are undefined.
 */
export let {
  Composer,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  Parser,
} = {} as typeof Yaml;

/** Reports whether the package is there. Without it, reading a document that is not plain throws an error. */
export function hasYaml(): boolean {
  return (parseDocument as unknown) !== undefined;
}

/** Loads the package. */
export async function loadYaml(): Promise<void> {
  ({
    Composer,
    isAlias,
    isCollection,
    isMap,
    isNode,
    isPair,
    isScalar,
    isSeq,
    Lexer,
    LineCounter,
    parseDocument,
    Parser,
  } = await import('yaml'));
}
