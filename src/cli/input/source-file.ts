import { TextDecoder } from 'node:util';

/** One text of manifests, with its name in messages. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** The name of standard input in messages. */
export const STANDARD_INPUT = 'standard input';

const EXTENSION = /\.(?:ya?ml|json)$/i;

/** Folders of third-party files, and git's own. */
export const PASSED_OVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Reports whether to read a file of a directory, as `kubectl apply -R -f` would. */
export function isManifestFile(name: string): boolean {
  return EXTENSION.test(name);
}

/** UTF-8 without the byte order mark that some editors write. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Returns the text of a file.
 *
 * @returns `undefined` if it is binary or in another encoding
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Returns the problem of a file that is not text. */
export function notTextProblem(name: string): string {
  return `${name}: expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text; remove the file or save it as UTF-8`;
}

/** Returns the problem of paths that lead to no manifest. */
export function nothingFound(paths: string[]): string {
  const names = paths.map((path) => (path === '-' ? STANDARD_INPUT : path)).join(', ');
  return `${names}: expected at least one in the .yaml, .yml and .json files, got no Kubernetes object; pass the path of the manifests, or write them first`;
}
