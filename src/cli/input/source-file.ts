import { TextDecoder } from 'node:util';

/** One text of manifests, and what it is called in messages. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** What stands for the standard input in messages. */
export const STANDARD_INPUT = 'standard input';

const EXTENSION = /\.(?:ya?ml|json)$/i;

/** Folders that hold other people's files, or git's own. */
export const PASSED_OVER: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Whether a file of a directory is one to read: what `kubectl apply -R -f` takes. */
export function isManifestFile(name: string): boolean {
  return EXTENSION.test(name);
}

/** Without the byte order mark that editors may put in front. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The text of a file.
 *
 * @returns nothing where it is no text, but binary or in another encoding
 */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** What is wrong with a file that is no text. */
export function notTextProblem(name: string): string {
  return `${name}: expected YAML or JSON in UTF-8, got bytes that are no UTF-8 text; remove the file or save it as UTF-8`;
}

/** What is wrong where paths lead to no manifest. */
export function nothingFound(paths: string[]): string {
  const names = paths.map((path) => (path === '-' ? STANDARD_INPUT : path)).join(', ');
  return `${names}: expected at least one in the .yaml, .yml and .json files, got no Kubernetes object; give the path of the manifests, or write them first`;
}
