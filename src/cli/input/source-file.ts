import { TextDecoder } from 'node:util';

/** The text of one file, with its name in messages. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** The name of standard input in messages. */
export const STANDARD_INPUT = 'standard input';

const EXTENSION = /\.(?:ya?ml|json)$/i;

/** Git's own folder, and the folder of third-party packages. */
export const PASSED_OVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Reports whether a file of a directory is read, by the same extensions as in `kubectl apply -R -f`. */
export function isManifestFile(name: string): boolean {
  return EXTENSION.test(name);
}

/** UTF-8 without the byte order mark that some editors write. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Decodes the text of a file.
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
