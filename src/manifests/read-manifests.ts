import { Composer, type Document, LineCounter, parseDocument, Parser } from 'yaml';
import { flattenLists } from './flatten-lists';
import {
  type FieldPath,
  isObject,
  type Manifest,
  type ManifestProblem,
  type ManifestSet,
  type Position,
} from './manifest';
import { locateField } from './locate-field';
import { MAX_ALIASES, YAML_OPTIONS } from './yaml-options';

/** How deep is too deep depends on the stack, so that no number is named. */
const TOO_DEEP = 'got lists or maps within each other that are too deep to be read; take them apart';

/**
 * The objects of a YAML text, in their order: several documents, `List` kinds taken apart, empty documents skipped. Bad
 * YAML is a problem with its place, never an error thrown: a caller reads all files first and reports once.
 *
 * @param source YAML, or JSON, which is YAML too
 * @param file the name of the file, or what stands for it
 */
export function readManifests(source: string, file: string): ManifestSet {
  const manifests: Manifest[] = [];
  const problems: ManifestProblem[] = [];
  const lineCounter = new LineCounter();
  // Where files were put together, each may begin with a byte order mark of its own.
  const text = source.replaceAll(/^\ufeff/gm, '');
  // One document after another, as parseAllDocuments would hold the syntax trees of all of them at once.
  const tokens = new Parser(lineCounter.addNewLine).parse(text);
  for (const document of new Composer(YAML_OPTIONS).compose(tokens)) {
    const problem = (offset: number, message: string): void => {
      problems.push({ file, ...toPosition(lineCounter, offset), message });
    };
    const [error] = document.errors;
    if (error !== undefined) {
      if (error.code === 'RESOURCE_EXHAUSTION') problem(document.range[0], TOO_DEEP);
      else problem(error.pos[0], `${lowerFirst(error.message)}; fix the YAML`);
      continue;
    }
    const start = document.contents?.range?.[0] ?? document.range[0];
    const value = toValue(document, (message) => problem(start, message));
    if (value === undefined || value === null) continue;
    if (!isObject(value)) {
      problem(
        start,
        `got ${describeType(value)}, allowed is one Kubernetes object a document; give apiVersion and kind`,
      );
      continue;
    }
    const { items, problems: found } = flattenLists(value);
    for (const { path, message } of found)
      problems.push({ file, ...locateField(document, lineCounter, path), message });
    const locate = toLocate(text, document.range, lineCounter);
    for (const item of items) {
      const place = locateField(document, lineCounter, item.path);
      const whence = { file, ...place, locate: (path: FieldPath) => locate([...item.path, ...path]) };
      manifests.push({ apiVersion: item.apiVersion, kind: item.kind, object: item.object, source: whence });
    }
  }
  return { manifests, problems };
}

/** Objects that are parsed already, such as the result of `Testing.synth`. */
export function readObjects(objects: readonly unknown[], name: string): ManifestSet {
  const manifests: Manifest[] = [];
  const problems: ManifestProblem[] = [];
  objects.forEach((value, index) => {
    if (value === undefined || value === null) return;
    const prefix = `${name}[${index}]`;
    if (!isObject(value)) {
      const got = describeType(value);
      problems.push({ message: `${prefix}: got ${got}, allowed is a Kubernetes object; give apiVersion and kind` });
      return;
    }
    const { items, problems: found } = flattenLists(value);
    problems.push(...found.map(({ message }) => ({ message: `${prefix}: ${message}` })));
    manifests.push(...items.map(({ apiVersion, kind, object }) => ({ apiVersion, kind, object })));
  });
  return { manifests, problems };
}

function toValue(document: Document.Parsed, problem: (message: string) => void): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch (error) {
    problem(describeFailure(error));
    return undefined;
  }
}

/** What the yaml package throws while it follows aliases and merge keys. */
function describeFailure(error: unknown): string {
  // The stack ran out.
  if (error instanceof RangeError) return TOO_DEEP;
  const message = lowerFirst(error instanceof Error ? error.message : String(error));
  if (!(error instanceof ReferenceError)) return `${message}; fix the YAML`;
  return `${message}; allowed are at most ${MAX_ALIASES} aliases, all of them resolvable; write it out`;
}

/**
 * Finds fields on demand: few documents ever need it, and keeping the syntax trees of thousands would cost more memory than
 * reading one again. All objects of a list share the tree of their document.
 */
function toLocate(
  text: string,
  range: readonly [number, number, number],
  lineCounter: LineCounter,
): (path: readonly (string | number)[]) => Position {
  let document: Document.Parsed | undefined;
  return (path) => {
    document ??= parseDocument(text.slice(range[0], range[2]), YAML_OPTIONS);
    return locateField(document, lineCounter, path, range[0]);
  };
}

function toPosition(lineCounter: LineCounter, offset: number): Position {
  const { line, col } = lineCounter.linePos(offset);
  return { line, column: col };
}

function describeType(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return 'a text';
  return `a ${typeof value}`;
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}
