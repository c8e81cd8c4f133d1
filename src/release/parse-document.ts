import {
  Composer,
  type Document,
  type DocumentOptions,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParseOptions,
  type SchemaOptions,
  visit,
} from 'yaml';
import type { ManifestProblem } from '../manifests/manifest';
import { findDuplicateKey } from '../manifests/yaml/duplicate-key';
import { describeSyntaxError } from '../manifests/yaml/syntax-error';
import { MAX_LEVELS, TooDeepError, tokenize } from '../manifests/yaml/tokenize';

/** The largest release file, in characters: a hundred times the usual size. */
export const MAX_RELEASE_LENGTH = 100_000;

/** YAML 1.2, as editors and the JSON Schema read it, in which `yes` is a string. */
const YAML_OPTIONS: ParseOptions & DocumentOptions & SchemaOptions = {
  version: '1.2',
  prettyErrors: false,
  // Checked by findDuplicateKey.
  uniqueKeys: false,
  logLevel: 'error',
};

/** The syntax tree of a release file. Its offsets count in `text`. */
export interface ReleaseDocument {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly lineCounter: LineCounter;
}

/** The syntax tree of a release file, or its first problem as YAML. */
export type ReleaseDocumentResult =
  | { readonly parsed: ReleaseDocument; readonly problem?: undefined }
  | { readonly parsed?: undefined; readonly problem: ManifestProblem };

/**
 * Parses the text of a release file: one document, a map, without aliases.
 *
 * @param text YAML or JSON, without a byte order mark
 */
export function parseDocument(text: string, file: string): ReleaseDocumentResult {
  const lineCounter = new LineCounter();
  const failure = (offset: number, message: string): ReleaseDocumentResult => {
    const { line, col } = lineCounter.linePos(offset);
    return { problem: { file, line, column: col, message } };
  };
  if (text.length > MAX_RELEASE_LENGTH) {
    lineCounter.addNewLine(0);
    const received = `expected a release file of at most ${MAX_RELEASE_LENGTH}, got ${text.length} characters`;
    return failure(0, `${received}; remove everything else from it`);
  }
  try {
    const documents = [...new Composer(YAML_OPTIONS).compose(tokenize(text, lineCounter))];
    const [document, second] = documents;
    if (document === undefined) return failure(0, `expected a map, got an empty file; ${FIX}`);
    if (second !== undefined)
      return failure(second.range[0], 'expected a single document, got a second one; remove it');
    const wrong = syntaxProblem(text, document);
    return wrong === undefined ? { parsed: { text, document, lineCounter } } : failure(wrong.offset, wrong.message);
  } catch (error) {
    if (!(error instanceof TooDeepError)) throw error;
    const received = `expected at most ${MAX_LEVELS} levels, got lists or maps that are nested too deeply`;
    return failure(error.offset, `${received}; flatten them`);
  }
}

const FIX = 'write at least strategy, replicas and current';

interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
}

function syntaxProblem(text: string, document: Document.Parsed): SyntaxProblem | undefined {
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) return describeSyntaxError(text, error);
  const duplicate = findDuplicateKey(document.contents);
  if (duplicate !== undefined) {
    return { offset: duplicate, message: 'map keys must be unique; remove one of them' };
  }
  const { contents } = document;
  if (!isMap(contents)) {
    const empty = contents === null || (isScalar(contents) && contents.value === null);
    const received = empty ? 'an empty file' : isSeq(contents) ? 'a list' : 'a single value';
    return { offset: contents?.range[0] ?? 0, message: `expected a map, got ${received}; ${FIX}` };
  }
  return aliasProblem(document);
}

/** Returns the problem of an alias: a command that changes one place must not change another. */
function aliasProblem(document: Document.Parsed): SyntaxProblem | undefined {
  let found: SyntaxProblem | undefined;
  const stop = (offset: number, received: string): symbol => {
    found = { offset, message: `expected plain values, got ${received}; write it out` };
    return visit.BREAK;
  };
  visit(document, {
    Alias: (_key, { range, source }) => stop(range?.[0] ?? 0, `the alias *${source}`),
    Value: (_key, { range, anchor }) =>
      anchor === undefined ? undefined : stop(range?.[0] ?? 0, `the anchor &${anchor}`),
  });
  return found;
}
